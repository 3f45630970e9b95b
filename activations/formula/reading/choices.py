"""Choices between two values, as programs and spreadsheets write them: how they are written here."""

from collections.abc import Sequence
from dataclasses import replace

from activations.formula.errors import FormulaError
from activations.formula.reading.tokens import Token, shown

LONGEST = 120  # characters of the reader's own that a sentence repeats
SEPARATORS = (",", ";")
OPENING, CLOSING = "([{", ")]}"
SPREADSHEETS = ("iif", "ifelse", "wenn", "si")


def check(found: Sequence[Token]) -> None:
    """Refuse choices that are not written as where(condition, then, otherwise).

    Raises:
        FormulaError: it says how the first of them is written, with the reader's own parts filled in.
    """
    for place, token in enumerate(found):
        word = token.text.lower()
        if word not in ("?", "if", "and", "or", *SPREADSHEETS):
            continue
        before, after = found[_start(found, place) : place], found[place + 1 : _end(found, place)]
        arguments = _arguments(found, place)
        if word == "?":
            raise refusal([before, *_divided(after, ":")], token)
        if len(arguments) > 1 and word not in ("and", "or"):
            raise refusal(arguments, token)
        if word == "if":
            condition, *otherwise = _divided(after, "else")
            raise refusal([condition, before, *otherwise], token)
        if len(arguments) > 1 and not (before and before[-1].ends_a_value):
            joined = f" {word} ".join(map(shown, arguments))
            example = _quoted(joined, "x > 0 and x < 1")
            raise FormulaError(f"`{word}` stands between two comparisons: {example}.", token.position)


def refusal(parts: Sequence[Sequence[Token]], near: Token) -> FormulaError:
    """The error about a choice: its condition, its value where that holds, and elsewhere."""
    texts = [
        shown([replace(each, text="==") if each.text == "=" else each for each in part]) for part in parts
    ]
    own = f"where({', '.join(texts)})" if len(texts) == 3 and all(texts) else ""
    return FormulaError(f"A choice is written {_quoted(own, 'where(x > 0, x, 0.01x)')}.", near.position)


def _quoted(own: str, example: str) -> str:
    return f"`{own if 0 < len(own) <= LONGEST else example}`"


def _start(found: Sequence[Token], place: int) -> int:
    """Where the argument, or the contents of the bracket, begins in which a token stands."""
    depth = 0
    for at in range(place - 1, -1, -1):
        text = found[at].text
        depth += (text in CLOSING) - (text in OPENING)
        if depth < 0 or (depth == 0 and text in SEPARATORS):
            return at + 1
    return 0


def _end(found: Sequence[Token], place: int) -> int:
    """Where it ends."""
    depth = 0
    for at in range(place + 1, len(found)):
        text = found[at].text
        depth += (text in OPENING) - (text in CLOSING)
        if depth < 0 or (depth == 0 and text in SEPARATORS):
            return at
    return len(found)


def _divided(found: Sequence[Token], word: str) -> list[Sequence[Token]]:
    """What stands before and behind the first such word, brackets aside."""
    depth = 0
    for at, token in enumerate(found):
        depth += (token.text in OPENING) - (token.text in CLOSING)
        if depth == 0 and token.text == word:
            return [found[:at], found[at + 1 :]]
    return [found]


def _arguments(found: Sequence[Token], place: int) -> list[Sequence[Token]]:
    """The arguments of what is called at a place; none where no bracket follows."""
    parts: list[Sequence[Token]] = []
    at = place + 2 if place + 1 < len(found) and found[place + 1].text == "(" else len(found) + 1
    while at <= len(found):
        end = _end(found, at - 1)
        parts.append(found[at:end])
        if end == len(found) or found[end].text in CLOSING:
            break
        at = end + 1
    return parts
