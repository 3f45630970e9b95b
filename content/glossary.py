"""Reads the glossary: each word of the lab in one line, with the page where it is explained."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from content.tables import ContentError, Table

FILE = Path(__file__).with_name("glossary.toml")
LONGEST = 140  # letters in a line


@dataclass(frozen=True, slots=True)
class Entry:
    """A word, what it means, and the address of the page where it is explained."""

    word: str
    text: str
    explained: str


@cache
def glossary() -> tuple[Entry, ...]:
    """All words in the order of the alphabet; ContentError if the file does not fit."""
    return read_glossary(FILE)


def read_glossary(path: Path) -> tuple[Entry, ...]:
    """The words in this file."""
    try:
        words = Table(path.name, tomllib.loads(path.read_text(encoding="utf-8")))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as problem:
        raise ContentError(path.name, "TOML", str(problem)) from problem
    return tuple(sorted((_entry(words.table(name)) for name in words), key=lambda one: one.word.casefold()))


def _entry(table: Table) -> Entry:
    found = Entry(table.text("word"), table.text("text"), table.text("explained"))
    if len(found.text) > LONGEST or "\n" in found.text:
        raise table.error("text", f"is one line of at most {LONGEST} letters")
    if not found.explained.startswith("/"):
        raise table.error("explained", "must be an address of the app, such as /train")
    table.finish()
    return found
