"""A question of a lesson: what the class chooses from, and what the lab computes to answer it."""

import re
from dataclasses import dataclass

from content.lesson_lines import Line, Lines

KINDS = ("choice", "number", "order")
MOST_OPTIONS = 8
LONGEST = 300  # letters of a prompt, an option or a misconception
LONGEST_EXPLANATION = 2_000

Answer = float | str | tuple[str, ...]

_OPTION = re.compile(r"- \[(?P<mark>[ xX])\] +(?P<rest>.+)")
_NUMBER = r"[-−]?[0-9]*\.?[0-9]+(?:e-?[0-9]+)?"
_RANGE = re.compile(rf"(?P<low>{_NUMBER}) to (?P<high>{_NUMBER})")


@dataclass(frozen=True, slots=True)
class Option:
    """What the class may answer.

    Args:
        text: as it is shown.
        value: the word that the lab would have to compute, or the lowest and highest number.
        is_right: whether the file marks it as the answer.
        misconception: the thought behind a wrong one.
    """

    text: str
    value: str | tuple[float, float]
    is_right: bool
    misconception: str

    def holds(self, answer: float | str) -> bool:
        """Whether this is what the lab has computed."""
        if isinstance(self.value, str) or isinstance(answer, str):
            return self.value == answer
        low, high = self.value
        return low <= answer <= high


@dataclass(frozen=True, slots=True)
class Question:
    """What the class is asked before it sees.

    Args:
        prompt: the question.
        kind: "choice" of one option, a "number" that falls into one of them, or the "order" of all.
        answer: the computation that decides, with its arguments, as `largest-slope?function=sigmoid`.
        options: in an "order", in the right order.
        explanation: what is read once the answer is revealed.
        line: where the computation stands in the file.
    """

    prompt: str
    kind: str
    answer: str
    options: tuple[Option, ...]
    explanation: str
    line: int

    def right(self, answer: Answer) -> tuple[Option, ...]:
        """The options that the computed answer makes right, in an "order" all of them in that order."""
        if isinstance(answer, tuple):
            by_value = {option.value: option for option in self.options}
            return tuple(by_value[each] for each in answer if each in by_value)
        return tuple(option for option in self.options if option.holds(answer))

    @property
    def marked(self) -> tuple[Option, ...]:
        """The options that the file says are right."""
        return self.options if self.kind == "order" else tuple(each for each in self.options if each.is_right)


def read_question(lines: Lines) -> Question:
    """Take a question, from its heading to the next one."""
    heading = lines.take()
    prompt = heading.text.removeprefix("### ").strip()
    if not 1 <= len(prompt) <= LONGEST:
        raise lines.error(heading, f"A question has 1 to {LONGEST} letters.")
    settings = lines.settings(("kind", "answer"))
    kind = settings.text("kind", heading, f"one of {', '.join(KINDS)}")
    if kind.text not in KINDS:
        raise lines.error(kind, f"'kind:' is one of {', '.join(KINDS)}.")
    answer = settings.text("answer", heading, "such as answer: largest-slope?function=sigmoid")
    options, explanation = [], []
    for line in lines.take_until(lambda line: line.text.startswith(("## ", "### "))):
        if line.text.startswith("- ["):
            options.append((line, _option(lines, line, kind.text)))
        else:
            explanation.append(line.text)
    _check(lines, heading, kind.text, options)
    words = "\n".join(explanation).strip()
    if len(words) > LONGEST_EXPLANATION:
        raise lines.error(
            heading, f"What is read after the answer has at most {LONGEST_EXPLANATION} letters."
        )
    found = tuple(option for _, option in options)
    return Question(prompt, kind.text, answer.text, found, words, answer.number)


def _option(lines: Lines, line: Line, kind: str) -> Option:
    parts = _OPTION.fullmatch(line.text.strip())
    texts = [part.strip() for part in parts["rest"].split(" | ")] if parts else []
    is_right = parts is not None and parts["mark"] in "xX"
    wanted = (2, 3) if is_right or kind == "order" else (3, 3)
    if not wanted[0] <= len(texts) <= wanted[1] or any(not 1 <= len(text) <= LONGEST for text in texts):
        raise lines.error(
            line,
            "The answer is '- [x] text | value', another option '- [ ] text | value | the thought behind it',"
            f" each part of at most {LONGEST} letters.",
        )
    value = _value(lines, line, texts[1])
    if kind == "number" and isinstance(value, str):
        raise lines.error(line, "A number's value is a range, such as 0.2 to 0.3.")
    return Option(texts[0], value, is_right, texts[2] if len(texts) == wanted[1] == 3 else "")


def _value(lines: Lines, line: Line, text: str) -> str | tuple[float, float]:
    """A range such as `0.2 to 0.3`, or else a word."""
    found = _RANGE.fullmatch(text)
    if found is None:
        return text
    low, high = (float(found[end].replace("−", "-")) for end in ("low", "high"))
    if not low <= high:
        raise lines.error(line, f"A range goes from the lower number to the higher one; {text} does not.")
    return low, high


def _check(lines: Lines, heading: Line, kind: str, options: list[tuple[Line, Option]]) -> None:
    """Refuse too few or too many options, more than one answer, and options that are right together."""
    if not 2 <= len(options) <= MOST_OPTIONS:
        raise lines.error(heading, f"A question has 2 to {MOST_OPTIONS} options, each a line '- [ ] …'.")
    if kind != "order" and sum(option.is_right for _, option in options) != 1:
        raise lines.error(heading, "Mark one option as the answer, with '- [x]'.")
    for place, (line, option) in enumerate(options):
        for _, other in options[:place]:
            if _overlap(option.value, other.value):
                raise lines.error(line, "Two options share a value, so both would be right. Change one.")


def _overlap(one: str | tuple[float, float], other: str | tuple[float, float]) -> bool:
    if isinstance(one, str) or isinstance(other, str):
        return one == other
    return one[0] <= other[1] and other[0] <= one[1]
