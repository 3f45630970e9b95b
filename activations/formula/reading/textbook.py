"""What textbooks write: brackets of other kinds, |x|, sin²(x), ln x, e^2x."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from activations.formula.errors import FormulaError
from activations.formula.reading.tokens import DEEPEST, Token, sign

ROOTS = ("√", "∛")  # what a copied √ stood over is not copied: √1+x² is no √1 + x²
PAIRS = {")": "(", "]": "[", "}": "{"}
ENDS_AN_ARGUMENT = (
    ")",
    ",",
    "+",
    "-",
    "*",
    "<",
    "<=",
    ">",
    ">=",
    "==",
    "!=",
)  # of a function without brackets


def round_brackets(found: Sequence[Token]) -> list[Token]:
    """Make round brackets of square and curly ones.

    Raises:
        FormulaError: for brackets that are an index, a placeholder, or end as another kind than they began.
    """
    plain: list[Token] = []
    opened: list[int] = []  # places of brackets that are open
    for at, token in enumerate(found):
        before = found[at - 1] if at else None
        if token.text == "[" and before and (before.kind == "name" or before.text in PAIRS):
            raise FormulaError(
                "A product with a square bracket needs its `*`; x has no index.", token.position
            )
        if token.text in PAIRS.values():
            opened.append(at)
        elif token.text in PAIRS and opened:
            begun = opened.pop()
            if found[begun].text != PAIRS[token.text]:
                raise FormulaError("This bracket closes one of another kind.", token.position)
            around = "".join(each.text for each in (*found[begun - 1 : begun], *found[at + 1 : at + 2]))
            if token.text == "}" and begun and around == "{}":
                raise FormulaError("Doubled curly brackets are no part of a formula.", token.position)
        is_bracket = token.text in "[{]}" and token.kind == "sign"
        text = "(" if token.text in "[{" else ")"
        plain.append(Token("sign", text, token.position, token.typed) if is_bracket else token)
    return plain


def check_brackets(found: Sequence[Token]) -> None:
    """Complain about brackets that are not closed, never opened, or too deep within one another."""
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


def with_bars(found: Sequence[Token]) -> list[Token]:
    """Read |x| as abs(x), and a doubled bar between two values as `or`.

    Raises:
        FormulaError: for a bar that is not closed.
    """
    plain: list[Token] = []
    opened: list[Token] = []  # brackets and bars that are open
    skips = False
    for at, token in enumerate(found):
        is_value = bool(plain) and plain[-1].ends_a_value
        if skips:
            skips = False
        elif token.text != "|":
            opened += [token] if token.text == "(" else []
            if token.text == ")":
                _check_bar(opened.pop())
            plain.append(token)
        elif is_value and opened and opened[-1].text == "|":
            opened.pop()
            plain.append(replace(token, text=")"))
            _check_pairs(found, at)
        elif (
            is_value
            and at + 1 < len(found)
            and found[at + 1].text == "|"
            and found[at + 1].position == token.end
        ):
            plain.append(Token("name", "or", token.position, "||"))
            skips = True
        else:
            opened.append(token)
            plain += [Token("name", "abs", token.position, token.typed), sign("(", token)]
    for bracket in opened:
        _check_bar(bracket)
    return plain


def _check_pairs(found: Sequence[Token], at: int) -> None:
    """Refuse |x|y|z|, where the bars may belong together in two ways."""
    behind = found[at + 1 : at + 2]
    if behind and behind[0].begins_a_value and any(each.text == "|" for each in found[at + 2 :]):
        raise FormulaError("Which bars belong together? Write abs(x) for the size of x.", found[at].position)


def _check_bar(opened: Token) -> None:
    if opened.text == "|":
        raise FormulaError(
            "A bar is open here: |x| is the size of x; between two comparisons write `or`.", opened.position
        )


def applied(found: Sequence[Token]) -> list[Token]:
    """Read sin^2(x) as (sin(x))^2, and ln x as ln(x).

    Raises:
        FormulaError: where a function has neither brackets nor a single argument, and for e^2x.
    """
    plain: list[Token] = []
    closing: dict[int, list[Token]] = {}  # what comes behind the token of this place
    at = 0
    while at < len(found):
        token = found[at]
        if token.kind == "function":
            at, power = _power_of(found, at)
            end = _end_of_argument(found, token, at)
            is_bare = found[at].text != "("
            plain += [sign("(", token)] * bool(power) + [token] + [sign("(", token)] * is_bare
            bracket = replace(found[end], kind="sign", text=")")
            closing[end] = [bracket] * is_bare + [bracket] * bool(power) + power
        else:
            _check_exponent(found, at)
            _check_lost_exponent(found[at : at + 3])
            plain += [token, *closing.get(at, [])]
            at += 1
    return plain


def _power_of(found: Sequence[Token], at: int) -> tuple[int, list[Token]]:
    """Where a function's argument begins, and the power that stands between the two, if any."""
    function, rest = found[at], found[at + 1 :]
    if not rest or rest[0].text != "**":
        return at + 1, []
    if len(rest) > 1 and rest[1].kind == "number":
        return at + 3, list(rest[:2])
    if len(rest) > 3 and rest[1].text == "(" and rest[2].kind == "number" and rest[3].text == ")":
        return at + 5, [rest[0], rest[2]]
    raise FormulaError(
        f"A power of `{function.said}` stands behind its brackets; an inverse function has its own name.",
        rest[0].position,
    )


def _end_of_argument(found: Sequence[Token], function: Token, argument: int) -> int:
    """The place of the last token of a function's argument."""
    if argument < len(found) and found[argument].text == "(":
        depth = 0
        for place in range(argument, len(found)):
            depth += (found[place].text == "(") - (found[place].text == ")")
            if depth == 0:
                return place
    following = found[argument + 1] if argument + 1 < len(found) else Token("sign", ")", 0)
    is_single = argument < len(found) and found[argument].kind in ("name", "number")
    has_lost_its_line = function.typed in ROOTS and following.text in ("+", "-")
    if (
        is_single
        and not has_lost_its_line
        and (following.text in ENDS_AN_ARGUMENT or following.kind in ("function", "word"))
    ):
        return argument
    raise FormulaError(f"`{function.said}` needs brackets: {function.said}(x).", function.position)


def _check_exponent(found: Sequence[Token], at: int) -> None:
    """Refuse e^2x: it may be e^2 * x, and it may be e^(2x)."""
    power = at - 2 if at > 1 and found[at - 1].text == "-" else at - 1
    if (
        at + 1 >= len(found)
        or power < 0
        or found[power].text != "**"
        or found[power].typed not in ("^", "**")
    ):
        return
    exponent, behind = found[at], found[at + 1]
    if exponent.kind == "number" and behind.kind == "name" and exponent.end == behind.position:
        number, name = exponent.text.removesuffix(".0"), behind.text
        raise FormulaError(
            f"Is {name} in the exponent? Write `^({number}*{name})` or `^{number}*{name}`.", behind.position
        )


def _check_lost_exponent(found: Sequence[Token]) -> None:
    """Refuse e-x, which is what is left of e⁻ˣ when it is copied; with spaces it is a difference."""
    is_close = len(found) == 3 and all(a.end == b.position for a, b in pairwise(found))
    if is_close and found[0].text == "e" and found[1].text == "-" and found[2].begins_a_value:
        raise FormulaError(
            "Is this an exponent? Write `e^(-x)`; a difference needs spaces: `e - x`.", found[1].position
        )
