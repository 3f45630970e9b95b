"""Which name is what: a function, x, a constant, a parameter; and where a product has lost its sign."""

import difflib
import keyword
import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from activations.formula.errors import FormulaError
from activations.formula.reading.elsewhere import ALIASES, FORMS, REFUSED, counts, folded, function_of
from activations.formula.reading.tokens import Token
from activations.formula.tree import CONSTANTS, FUNCTIONS, GREEK, X, is_parameter

WORDS = ("and", "or", "not")
KNOWN = (X.name, *CONSTANTS)
INPUTS = (X.name, "z", "t")  # the input is the first of these that occurs
SPELLED_OUT = {"lambda": "lamda", "X": X.name}  # phones write the first letter as a capital
SHOWN = 20  # letters of an unknown name
MOST_PIECES = 3


def named(found: Sequence[Token], given: str | None) -> list[Token]:
    """Say of every name what it is.

    Args:
        found: tokens.
        given: what the input is called, if the formula itself says so, as `f(z) = …` does.

    Returns:
        the tokens, with x for the input, whatever it was called.

    Raises:
        FormulaError: for a name that means nothing here.
    """
    if given is not None and (function_of(given) or _spelled(given) in CONSTANTS):
        raise FormulaError(
            f"`{given}` has a meaning of its own; call the input x.", found[0].position if found else 1
        )
    spelled = [_named(token, found[at + 1 : at + 5], given) for at, token in enumerate(found)]
    names = {token.text for token in spelled if token.kind == "name"}
    wanted = next((each for each in (_spelled(given or X.name), *INPUTS) if each in names), X.name)
    if wanted != X.name and {wanted, X.name} <= names:
        place = next(token for token in spelled if token.text == X.name)
        raise FormulaError(f"The input is called `{wanted}` here, but x occurs as well.", place.position)
    return [
        replace(each, text=X.name) if (each.kind, each.text) == ("name", wanted) else each for each in spelled
    ]


def _spelled(name: str) -> str:
    """The spelling here of x, a constant, a parameter or a word."""
    lower = name.lower()
    is_word = len(name) > 1 and lower in (*CONSTANTS, *GREEK, *WORDS) and name != "Phi"
    return SPELLED_OUT.get(name, lower if is_word else name)


def _named(token: Token, following: Sequence[Token], given: str | None) -> Token:
    if token.kind != "name":
        return token
    text = _spelled(token.text)
    if token.text == given or text in KNOWN or is_parameter(text):
        return replace(token, text=text)
    if text in WORDS:
        return replace(token, kind="word", text=text)
    if (refused := REFUSED.get(token.text) or REFUSED.get(folded(token.text))) is not None:
        raise FormulaError(f"`{token.text}` {refused}.", token.position)
    if (function := function_of(token.text)) is not None:
        _check_setting(token, function, following)
        return replace(token, kind="function", text=function)
    if keyword.iskeyword(text):
        raise FormulaError(
            f"`{text}` is no part of a formula; where(x > 0, a, b) chooses between two.", token.position
        )
    raise _unknown(token, bool(following) and following[0].text == "(")


def _check_setting(token: Token, function: str, following: Sequence[Token]) -> None:
    """Refuse LeakyReLU(0.2)(x), which would be a product."""
    is_twice = [each.text for each in following][::2] == ["(", ")"] and following[-1].text == "("
    if is_twice and following[1].kind == "number" and counts(function) == (1, 2):
        number = following[1].said
        raise FormulaError(f"Write `{token.text}(x, {number})`, with the input first.", token.position)


def _unknown(token: Token, is_called: bool) -> FormulaError:
    """The error about a name that means nothing, with what it may have been meant to be."""
    text = token.text
    shown = text if len(text) <= SHOWN else f"{text[:SHOWN]}…"
    if re.fullmatch(r"[xX][0-9]", text):
        return FormulaError(
            f"I don't know `{shown}`; write `x^{text[-1]}` for a power and `{text[-1]}*x` for a product.",
            token.position,
        )
    if len(text) <= SHOWN and (pieces := _pieces(text, is_called)):
        return _glued(token, pieces, is_called)
    near = difflib.get_close_matches(shown.lower(), [*FUNCTIONS, *FORMS, *ALIASES, *GREEK], n=1)
    hint = (
        f"did you mean `{near[0]}`?"
        if near
        else "a parameter is one letter or a Greek letter's name, and a product needs its `*`."
    )
    return FormulaError(f"I don't know `{shown}`; {hint}", token.position)


def _glued(token: Token, pieces: Sequence[str], is_called: bool) -> FormulaError:
    """The error about names without a sign between them: at the place of the first that is missing."""
    first = pieces[0]
    if _is_function(first):
        return FormulaError(f"`{first}` needs brackets: {first}({'*'.join(pieces[1:])}).", token.position)
    bracket = "(" if is_called else ""
    product = f"{'*'.join(pieces)}{bracket}{'…)' if is_called else ''}"
    power = " and a power its `^`" if "e" in pieces[:-1] else ""
    return FormulaError(
        f"I don't know `{token.text}`; a product needs its `*`{power}: `{product}`.",
        token.position + len(first),
    )


@lru_cache(maxsize=1_000)
def _pieces(text: str, is_called: bool) -> tuple[str, ...]:
    """The fewest known names that a name is made of; none when they are too many, or may mean nothing.

    A function stands at the end, before its bracket, or at the beginning, when it lacks one.
    """
    best: list[tuple[str, ...] | None] = [(), *[None] * len(text)]
    for end in range(1, len(text) + 1):
        for start in range(end):
            before, piece = best[start], text[start:end]
            if before is None or not _may_stand(piece, start, end == len(text) and is_called):
                continue
            if best[end] is None or len(before) + 1 < len(best[end] or ()):
                best[end] = (*before, piece)
    found = best[-1] or ()
    meaningful = [piece for piece in found if len(piece) > 1 or piece in KNOWN]
    is_product = len(found) in range(2, MOST_PIECES + 1) and len(found) - len(meaningful) <= 1
    ends_well = not is_called or (bool(found) and (_is_function(found[-1]) or found[-1] in KNOWN))
    return found if is_product and ends_well else ()


def _may_stand(piece: str, start: int, is_before_bracket: bool) -> bool:
    if _is_function(piece):
        return is_before_bracket or start == 0
    return piece in KNOWN or is_parameter(piece) or piece == "X"


def _is_function(piece: str) -> bool:
    return len(piece) > 1 and (piece in FUNCTIONS or piece in FORMS or piece in ALIASES)
