"""The lines of a lesson's file, taken one after another, so that whatever is wrong names its line."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

LONGEST_LINE = 2_000  # letters

_SETTING = re.compile(r"(?P<key>[a-z]+): *(?P<value>.*?) *")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069]")
# Text is text: marks of HTML would show as they are, and pictures would come from elsewhere.
_MARKUP = re.compile(r"</?[a-zA-Z!?]|!\[")


class LessonError(ValueError):
    """A lesson's file does not fit; the message names the file and the line, and says what to write."""

    def __init__(self, file: str, line: int, remedy: str) -> None:
        super().__init__(f"{file}, line {line}: {remedy}" if line else f"{file}: {remedy}")


@dataclass(frozen=True, slots=True)
class Line:
    """A line, or what of it stands behind its key, and its number from 1."""

    number: int
    text: str


class Lines:
    """What is left of a file's lines."""

    def __init__(self, file: str, lines: Sequence[Line]) -> None:
        self.file = file
        self.last = lines[-1]
        self._all = lines
        self._at = 0

    @property
    def is_over(self) -> bool:
        """Whether no line is left."""
        return self._at == len(self._all)

    @property
    def next(self) -> Line:
        """The first that is left."""
        return self._all[self._at]

    def take(self) -> Line:
        """Take the first that is left."""
        self._at += 1
        return self._all[self._at - 1]

    def take_until(self, is_end: Callable[[Line], bool]) -> list[Line]:
        """Take all before the first that ends them."""
        begin = self._at
        while not self.is_over and not is_end(self.next):
            self._at += 1
        return list(self._all[begin : self._at])

    def settings(self, keys: Sequence[str]) -> "Settings":
        """Take the lines `key: value` that follow, up to the next empty line."""
        found: dict[str, Line] = {}
        for line in self.take_until(lambda line: not line.text.strip()):
            parts = _SETTING.fullmatch(line.text)
            if parts is None or parts["key"] not in keys:
                allowed = ", ".join(f"{key}:" for key in keys)
                raise self.error(
                    line,
                    f"Here stand lines that begin with {allowed} and then an empty line, before any text.",
                )
            if parts["key"] in found:
                raise self.error(line, f"'{parts['key']}:' stands there twice. Keep one of the two.")
            found[parts["key"]] = Line(line.number, parts["value"])
        return Settings(self, found)

    def find(self, key: str) -> Line:
        """The first line that begins with this word, or else the first of all."""
        return next((line for line in self._all if re.match(rf"{re.escape(key)}\b", line.text)), self._all[0])

    def error(self, line: Line, remedy: str) -> LessonError:
        """An error at a line."""
        return LessonError(self.file, line.number, remedy)


@dataclass(frozen=True, slots=True)
class Settings:
    """The values of a part's `key: value` lines."""

    lines: Lines
    found: Mapping[str, Line]

    def optional(self, key: str) -> Line | None:
        """The value of a key, or None when it is not given."""
        return self.found.get(key)

    def text(self, key: str, part: Line, example: str) -> Line:
        """The value of a key that this part must have."""
        value = self.found.get(key)
        if value is None or not value.text:
            raise self.lines.error(value or part, f"'{key}:' is missing here, {example}")
        return value

    def whole_number(self, key: str, most: int, part: Line) -> int:
        """The value of a key, from 1 to `most`."""
        value = self.text(key, part, f"such as {key}: 4")
        if not re.fullmatch(r"[0-9]{1,4}", value.text) or not 1 <= int(value.text) <= most:
            raise self.lines.error(value, f"'{key}:' is a whole number from 1 to {most}.")
        return int(value.text)


def lines_of(file: str, content: bytes, most: int) -> Lines:
    """The lines of a file of at most so many bytes.

    Raises:
        LessonError: the file is too large, is no text, or has a mark of HTML in it.
    """
    if len(content) > most:
        raise LessonError(file, 0, f"A lesson has at most {most // 1000} kB. Leave out what is not its text.")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        raise LessonError(file, 0, "This is no text in UTF-8. Save it as plain text, UTF-8.") from problem
    numbered = [Line(number, each) for number, each in enumerate(text.splitlines() or [""], 1)]
    for line in numbered:
        if len(line.text) > LONGEST_LINE:
            raise LessonError(file, line.number, f"A line has at most {LONGEST_LINE} letters. Break it.")
        if _CONTROL.search(line.text):
            raise LessonError(file, line.number, "A character here cannot be shown. Type the line anew.")
        if _MARKUP.search(line.text):
            raise LessonError(
                file,
                line.number,
                "A lesson has no HTML and no pictures. Write Markdown, as in **bold** words.",
            )
    return Lines(file, numbered)
