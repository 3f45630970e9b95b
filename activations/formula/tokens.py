"""A formula's text as people write it, cut into tokens: `2x`, `^`, `−` and `β` are understood here."""

import difflib
import keyword
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from types import MappingProxyType
from typing import Literal

from activations.formula.errors import FormulaError
from activations.formula.tree import CONSTANTS, FUNCTIONS, GREEK, X, is_parameter

LONGEST = 2_000  # characters
MOST_TOKENS = 300
DEEPEST = 32  # brackets within one another, and operations

Kind = Literal["number", "name", "function", "word", "sign"]
WORDS = ("and", "or", "not")
KNOWN = (X.name, *CONSTANTS)
SIGNS = re.compile(r"\*\*|<=|>=|==|!=|[-+*/^<>(),=]")
NUMBER = re.compile(r"(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
# One character each, so that positions stay those of the text.
SPELLINGS: Mapping[int, str] = MappingProxyType(
    str.maketrans({"−": "-", "×": "*", "·": "*", "÷": "/"})
    | {ord(letter): f"{name}" for name, letter in GREEK.items()}
    | {ord("π"): "pi", ord("≤"): "<=", ord("≥"): ">=", ord("≠"): "!=", ord("²"): "^2", ord("³"): "^3"}
)
ALSO_KNOWN_AS: Mapping[str, str] = MappingProxyType({"ln": "log", "arctan": "atan", "σ": "sigmoid"})
BEFORE_A_VALUE = ("(", ",", "+", "-", "*", "/", "**", "<", "<=", ">", ">=", "==", "!=")


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a formula, spelled as Python spells it, and where it stands in the text (from 1)."""

    kind: Kind
    text: str
    position: int

    @property
    def begins_a_value(self) -> bool:
        """Whether a number, a name, a function or an opening bracket."""
        return self.kind in ("number", "name", "function") or self.text == "("

    @property
    def ends_a_value(self) -> bool:
        """Whether a number, a name or a closing bracket."""
        return self.kind in ("number", "name") or self.text == ")"


def tokens(text: str) -> list[Token]:
    """Cut a formula into tokens, with a `*` wherever a product is written without one.

    Raises:
        FormulaError: for what is no part of a formula, or stands where it cannot; it says where.
    """
    if len(text) > LONGEST:
        raise FormulaError(f"A formula has at most {LONGEST} characters; this has {len(text)}.")
    found: list[Token] = []
    for token in _cut(text):
        found.append(token)
        if len(found) > MOST_TOKENS:
            raise FormulaError(
                f"A formula has at most {MOST_TOKENS} numbers, names and signs.", token.position
            )
    if not found:
        raise FormulaError("Type a formula in x, for example x * sigmoid(x).")
    _check_brackets(found)
    _check_order(found, len(text) + 1)
    return [found[0], *(each for pair in pairwise(found) for each in _joined(*pair))]


def _cut(text: str) -> Iterator[Token]:
    """Cut character by character; a spelling of ours may put several characters at one place."""
    at = 0
    while at < len(text):
        letter, position = text[at], at + 1
        if letter in " \t":
            at += 1
        elif letter in ALSO_KNOWN_AS:
            yield Token("function", ALSO_KNOWN_AS[letter], position)
            at += 1
        elif (spelling := SPELLINGS.get(ord(letter))) is not None:
            yield from (Token(*each, position) for each in _spelled(spelling))
            at += 1
        elif match := NUMBER.match(text, at):
            yield Token("number", _number(match[0], position), position)
            at = match.end()
        elif match := NAME.match(text, at):
            yield Token(*_name(match[0], position), position)
            at = match.end()
        elif match := SIGNS.match(text, at):
            yield Token("sign", _sign(match[0], position), position)
            at = match.end()
        else:
            raise FormulaError(_about(letter), position)


def _spelled(spelling: str) -> list[tuple[Kind, str]]:
    if spelling.startswith("^"):
        return [("sign", "**"), ("number", f"{spelling[1:]}.0")]
    return [("name" if spelling.isalpha() else "sign", spelling)]


def _number(text: str, position: int) -> str:
    """A finite float, spelled so that Python's parser reads the same one: no integer without bounds."""
    value = float(text)
    if value == float("inf"):
        raise FormulaError("This number is larger than a computer's floats can hold.", position)
    return repr(value)


def _name(text: str, position: int) -> tuple[Kind, str]:
    text = ALSO_KNOWN_AS.get(text, text)
    if text in WORDS:
        return "word", text
    if text in FUNCTIONS:
        return "function", text
    if text in KNOWN or is_parameter(text):
        return "name", text
    if keyword.iskeyword(text):
        raise FormulaError(
            f"`{text}` is no part of a formula; where(x > 0, a, b) chooses between two.", position
        )
    shown = text if len(text) <= 20 else f"{text[:20]}…"
    near = difflib.get_close_matches(shown.lower(), [*FUNCTIONS, *GREEK], n=1)
    hint = (
        f"did you mean `{near[0]}`?"
        if near
        else "a parameter is one letter or a Greek letter's name, and a product needs its `*`."
    )
    raise FormulaError(f"I don't know `{shown}`; {hint}", position)


def _sign(text: str, position: int) -> str:
    if text == "=":
        raise FormulaError("Write only what f(x) equals, without `=`; to compare, use `==`.", position)
    return "**" if text == "^" else text


def _about(letter: str) -> str:
    if letter in "[]{}":
        return "Formulas have round brackets only."
    if letter == "|":
        return "Write abs(x) for the size of x, and `or` between two comparisons."
    name = unicodedata.name(letter, f"code {ord(letter):X}").lower()
    return f"Formulas have no such character: {name}."


def _check_brackets(found: list[Token]) -> None:
    opened: list[Token] = []
    for token in found:
        if token.text == "(":
            opened.append(token)
        elif token.text == ")" and not opened:
            raise FormulaError(f"A bracket closes at {token.position} that was never opened.", token.position)
        elif token.text == ")":
            opened.pop()
        if len(opened) > DEEPEST:
            raise FormulaError(f"Brackets lie at most {DEEPEST} deep within one another.", token.position)
    if opened:
        raise FormulaError(f"A bracket is open at {opened[-1].position}.", opened[-1].position)


def _check_order(found: list[Token], end: int) -> None:
    """Complain about a sign without a value beside it, and two values without a sign between them."""
    start = Token("sign", "(", 0)
    for before, after in pairwise([start, *found, Token("sign", ")", end)]):
        expects = before.text in BEFORE_A_VALUE or before.kind == "word"
        is_prefix = after.text in ("+", "-", "not")
        if before.kind == "name" and len(before.text) == 1 and before.text not in KNOWN and after.text == "(":
            raise FormulaError(
                f"There is no function `{before.text}`; a product is written with `*`.", before.position
            )
        if before.kind == "function" and after.text != "(":
            raise FormulaError(f"`{before.text}` needs brackets: {before.text}(x).", before.position)
        if expects and not after.begins_a_value and not is_prefix:
            raise FormulaError("Something is missing here.", after.position)
        if (
            before.ends_a_value
            and (after.begins_a_value or after.text == "not")
            and not _is_product(before, after)
        ):
            shown = after.text.removesuffix(".0")
            raise FormulaError(
                f"A sign is missing before `{shown}`; a product is written with `*`.", after.position
            )


def _joined(before: Token, after: Token) -> list[Token]:
    return [Token("sign", "*", after.position), after] if _is_product(before, after) else [after]


def _is_product(before: Token, after: Token) -> bool:
    """Whether two neighbours are a product without its sign: 2x, βx, 2(x), x(x + 1), (x)(x), x sin(x)."""
    return before.ends_a_value and after.begins_a_value and after.kind != "number"
