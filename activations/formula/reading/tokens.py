"""A formula's text as people write it, cut into tokens; `spelling` then makes one plain spelling of them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from activations.formula.errors import FormulaError
from activations.formula.reading import characters

LONGEST = 2_000  # characters
MOST_TOKENS = 300
DEEPEST = 32  # brackets within one another, and operations

Kind = Literal["number", "name", "function", "word", "sign", "command"]
SIGNS = re.compile(r"\*\*|\.[*/^]|<=|>=|==|!=|<>|->|=>|=<|:=|&&|[-+*/^<>(),=.;:?|&{}\[\]]")
NUMBER = re.compile(r"(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
COMMAND = re.compile(r"\\([A-Za-z]+|[,;:!{}|\\])")  # of LaTeX
RAISED = re.compile(f"[{''.join(characters.RAISED)}]+")
POINT = re.compile(rf"(?<=[0-9]){characters.POINT}(?=[0-9])")
SAME_SIGN = {"^": "**", "<>": "!=", "&&": "&", ":=": "=", ".*": "*", "./": "/", ".^": "**"}


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a formula, and where it stands in the text.

    Args:
        kind: a number, a name, a sign …; only names are "function" and "word", once it is known which are.
        text: its plain spelling, in the end as Python spells it.
        position: of its first character, from 1.
        typed: the characters that stand there; empty for what was added.
    """

    kind: Kind
    text: str
    position: int
    typed: str = ""

    @property
    def end(self) -> int:
        """The position behind it."""
        return self.position + len(self.typed)

    @property
    def said(self) -> str:
        """What a sentence calls it."""
        return self.typed.removeprefix("\\") or self.text.removesuffix(".0")

    @property
    def begins_a_value(self) -> bool:
        """Whether a number, a name, a function or an opening bracket."""
        return self.kind in ("number", "name", "function") or self.text == "("

    @property
    def ends_a_value(self) -> bool:
        """Whether a number, a name or a closing bracket."""
        return self.kind in ("number", "name") or self.text == ")"


def cut(text: str) -> list[Token]:
    """Cut a formula into tokens.

    Raises:
        FormulaError: for what is no part of any formula, or too long; it says where.
    """
    if len(text) > LONGEST:
        raise FormulaError(f"A formula has at most {LONGEST} characters; this has {len(text)}.")
    if found := POINT.search(text):
        raise FormulaError("Write a decimal point as `.` and a product as `*`.", found.start() + 1)
    plain = text.translate(characters.PLAIN)
    return bounded(_cut(plain, text))


def bounded(found: Iterator[Token] | Sequence[Token]) -> list[Token]:
    """A list of the tokens, which are not too many."""
    kept: list[Token] = []
    for token in found:
        kept.append(token)
        if len(kept) > MOST_TOKENS:
            raise FormulaError(
                f"A formula has at most {MOST_TOKENS} numbers, names and signs.", token.position
            )
    return kept


def sign(text: str, near: Token) -> Token:
    """A sign that was not typed, at the place of a token that was."""
    return Token("sign", text, near.position)


def shown(found: Sequence[Token]) -> str:
    """Tokens as they were typed, in plain spelling: letters, digits and signs of formulas only."""
    text, end = "", None
    for token in found:
        gap = " " if end is not None and token.typed and end < token.position else ""
        text += gap + token.text.removesuffix(".0").replace("**", "^")
        end = token.end if token.typed else end
    return text.translate(str.maketrans("[]{}", "()()"))


def _cut(text: str, typed: str) -> Iterator[Token]:
    """Cut from left to right; a character that stands for several tokens gives its place to all of them."""
    at = 0
    while at < len(text):
        letter = text[at]
        if letter == " ":
            at += 1
        elif match := RAISED.match(text, at):
            yield from _power(match[0], at + 1)
            at = match.end()
        else:
            token = _token(text, at)
            token = Token(token.kind, token.text, at + 1, typed[at : at + len(token.typed)])
            yield token
            at += len(token.typed)


def _token(text: str, at: int) -> Token:
    letter = text[at]
    if letter in characters.WORDS:
        spelling = characters.WORDS[letter]
        return Token("name" if spelling.isalpha() else "sign", spelling, at + 1, letter)
    if (value := characters.fraction(letter)) is not None:
        return Token("number", repr(value), at + 1, letter)
    if match := NUMBER.match(text, at):
        return Token("number", _number(match[0], at + 1), at + 1, match[0])
    if match := NAME.match(text, at):
        return Token("name", match[0], at + 1, match[0])
    if match := SIGNS.match(text, at):
        return Token("sign", SAME_SIGN.get(match[0], match[0]), at + 1, match[0])
    if match := COMMAND.match(text, at):
        return Token("command", match[1], at + 1, match[0])
    raise FormulaError(characters.refused(letter), at + 1)


def _power(raised: str, position: int) -> Iterator[Token]:
    """What is written small and high: x², x⁻¹, eˣ."""
    yield Token("sign", "**", position, raised)
    inner = [
        Token(each.kind, each.text, position, raised)
        for each in _cut(*["".join(map(characters.RAISED.__getitem__, raised))] * 2)
    ]
    if len(inner) == 1:
        yield from inner
    else:
        yield Token("sign", "(", position, raised)
        yield from inner
        yield Token("sign", ")", position, raised)


def _number(text: str, position: int) -> str:
    """A finite float, spelled so that Python's parser reads the same one: no integer without bounds."""
    value = float(text)
    if value == float("inf"):
        raise FormulaError("This number is larger than a computer's floats can hold.", position)
    return repr(value)
