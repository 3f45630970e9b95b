"""A lesson, step by step as a teacher gives it; read from one file, as docs/lessons.md tells."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from content.lesson_lines import LessonError, Line, Lines, lines_of
from content.lesson_question import Question, read_question
from content.tables import ContentError, Table

__all__ = ["Lesson", "LessonError", "Step", "lessons", "read_lesson"]

FOLDER = Path(__file__).with_name("lessons")
MOST_BYTES = 200_000
MOST_STEPS = 40
MOST_MINUTES = 180  # of a step, and of a lesson
MOST_AIMS = 8
LONGEST_TITLE = 100  # letters
LONGEST_NOTES = 4_000
KEYS = ("minutes", "open", "lock")

_KEY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_FENCE = "+++"


@dataclass(frozen=True, slots=True)
class Step:
    """What is shown at one time.

    Args:
        title: what the class reads above the page.
        minutes: how long it takes.
        open: the address of the lab that it shows, such as `/train?depth=8`.
        lock: the controls that stay as they are, by their names in the address.
        say: the teacher's notes, as Markdown.
        question: what the class is asked, if anything.
        line: where it begins in the file.
        open_line: where its address stands.
    """

    title: str
    minutes: int
    open: str
    lock: tuple[str, ...]
    say: str
    question: Question | None
    line: int
    open_line: int


@dataclass(frozen=True, slots=True)
class Lesson:
    """A sequence of steps; `key` is the file's name, and `minutes` are those of its steps together."""

    key: str
    title: str
    minutes: int
    aims: tuple[str, ...]
    sources: tuple[str, ...]
    steps: tuple[Step, ...]


@cache
def lessons() -> Mapping[str, Lesson]:
    """The lessons that come with the lab, by key; LessonError if one does not fit."""
    files = sorted(FOLDER.glob("*.md"))
    return MappingProxyType({path.stem: read_lesson(path.name, path.read_bytes()) for path in files})


def read_lesson(name: str, content: bytes) -> Lesson:
    """The lesson in a file.

    Args:
        name: the file's name; without its ending it is the lesson's key.
        content: all of it.

    Raises:
        LessonError: one sentence with file, line and remedy, about the first thing that does not fit.
    """
    key = Path(name).stem
    if not _KEY.fullmatch(key) or len(key) > LONGEST_TITLE:
        raise LessonError(
            "file", 0, "A lesson's file is named with small letters and hyphens, such as my-lesson.md."
        )
    lines = lines_of(name, content, MOST_BYTES)
    matter = _front_matter(name, lines)
    steps = _steps(lines)
    if not steps:
        raise lines.error(
            lines.last, "There is no step. A step begins with a line such as '## The first look'."
        )
    try:
        found = _lesson(key, matter, steps)
    except ContentError as error:
        raise _placed(name, error, lines) from error
    total = sum(step.minutes for step in steps)
    if total != found.minutes:
        where = lines.find("minutes")
        raise lines.error(where, f"The steps take {total} minutes, so write minutes = {total} here.")
    return found


def _front_matter(name: str, lines: Lines) -> Table:
    """The TOML between the first two lines of three plus signs."""
    first = lines.take_until(lambda line: line.text.strip() == _FENCE)
    if any(line.text.strip() for line in first) or lines.is_over:
        raise lines.error(
            first[0] if first else lines.last, "A lesson begins with a line of three plus signs: +++"
        )
    lines.take()
    inside = lines.take_until(lambda line: line.text.strip() == _FENCE)
    if lines.is_over:
        raise lines.error(lines.last, "The head of the lesson has no end: close it with a line +++")
    lines.take()
    try:
        return Table(name, tomllib.loads("\n".join(line.text for line in inside)))
    except tomllib.TOMLDecodeError as problem:
        place = re.search(r"at line (\d+)", str(problem))
        line = inside[min(int(place[1]), len(inside)) - 1] if place and inside else lines.last
        remedy = 'The head is TOML: write texts in quotes, as in title = "Why gradients vanish".'
        raise lines.error(line, remedy) from problem


def _lesson(key: str, matter: Table, steps: tuple[Step, ...]) -> Lesson:
    found = Lesson(
        key=key,
        title=matter.text("title"),
        minutes=matter.whole_number("minutes"),
        aims=matter.names("aims"),
        sources=matter.names("sources"),
        steps=steps,
    )
    matter.finish()
    if not 1 <= len(found.aims) <= MOST_AIMS:
        raise matter.error("aims", f"must be a list of 1 to {MOST_AIMS} texts")
    if max(map(len, (found.title, *found.aims))) > 2 * LONGEST_TITLE:
        raise matter.error("title", f"and aims have at most {2 * LONGEST_TITLE} letters each")
    return found


def _placed(name: str, error: ContentError, lines: Lines) -> LessonError:
    """An error of the front matter, at its line."""
    key = str(error).split(": ")[1]
    problem = str(error).split(": ", 2)[2]
    return LessonError(name, lines.find(key).number, f"'{key}' {problem}.")


def _steps(lines: Lines) -> tuple[Step, ...]:
    before = lines.take_until(lambda line: line.text.startswith("## "))
    for line in before:
        if line.text.strip():
            raise lines.error(
                line, "This stands before the first step. Put it below a line such as '## The first look'."
            )
    found: list[Step] = []
    while not lines.is_over:
        if len(found) == MOST_STEPS:
            raise lines.error(lines.next, f"A lesson has at most {MOST_STEPS} steps. Make two lessons of it.")
        found.append(_step(lines))
    return tuple(found)


def _step(lines: Lines) -> Step:
    heading = lines.take()
    title = heading.text.removeprefix("## ").strip()
    if not 1 <= len(title) <= LONGEST_TITLE:
        raise lines.error(heading, f"A step's title has 1 to {LONGEST_TITLE} letters.")
    settings = lines.settings(KEYS)
    minutes = settings.whole_number("minutes", MOST_MINUTES, heading)
    address = settings.text("open", heading, "such as open: /train?depth=8")
    if not address.text.startswith("/") or " " in address.text:
        raise lines.error(address, "An address begins with / and has no space, such as open: /train?depth=8")
    lock = settings.optional("lock")
    notes = lines.take_until(lambda line: line.text.startswith(("## ", "### ")))
    say = "\n".join(line.text for line in notes).strip()
    if not 1 <= len(say) <= LONGEST_NOTES:
        raise lines.error(heading, f"A step needs notes for the teacher, of at most {LONGEST_NOTES} letters.")
    question = None
    if not lines.is_over and lines.next.text.startswith("### "):
        question = read_question(lines)
    if not lines.is_over and lines.next.text.startswith("### "):
        raise lines.error(lines.next, "A step has one question. Begin another step for this one.")
    return Step(title, minutes, address.text, _names(lock), say, question, heading.number, address.number)


def _names(line: Line | None) -> tuple[str, ...]:
    return tuple(name.strip() for name in line.text.split(",") if name.strip()) if line else ()
