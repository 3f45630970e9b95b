"""Commas: they separate arguments; in numbers they are refused, and so is what may be either."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from activations.formula.errors import FormulaError
from activations.formula.reading.elsewhere import counts
from activations.formula.reading.tokens import Token


@dataclass(slots=True)
class _Bracket:
    """An open bracket: the function before it, and the commas in it."""

    function: str | None
    commas: int = 0
    decimal: list[tuple[Token, Token]] = field(default_factory=list)  # those that may stand in a number

    def may_take(self, given: int) -> bool:
        """Whether its function takes so many arguments."""
        if self.function is None:
            return given == 1
        takes = counts(self.function)
        return given in takes or (self.function in ("min", "max") and given >= takes[0])


def separated(found: Sequence[Token]) -> list[Token]:
    """Return the tokens with a comma wherever a semicolon separates.

    A comma with a digit close on either side may stand for a decimal point: `max(0,1x, x)`. It separates only
    where the brackets would not hold the right number of arguments otherwise, as in `max(0,1)`.

    Raises:
        FormulaError: for a decimal comma, or a comma that may be one.
    """
    uses_semicolons = any(token.text == ";" for token in found)
    opened = [_Bracket(None)]
    for at, token in enumerate(found):
        before = found[at - 1] if at else None
        if token.text == "(":
            opened.append(_Bracket(before.text if before and before.kind == "function" else None))
        elif token.text == ")":
            _check(opened.pop())
        elif token.text in (",", ";"):
            opened[-1].commas += 1
            after = found[at + 1] if at + 1 < len(found) else None
            if token.text == "," and after and _is_decimal(before, token, after):
                number = before if before and before.kind == "number" else token
                opened[-1].decimal.append((number, after))
                if uses_semicolons or _is_certain(before, after):
                    raise _refusal(number, after)
    _check(opened.pop())
    is_top = 0
    plain = []
    for token in found:
        is_top += (token.text == "(") - (token.text == ")")
        plain.append(replace(token, text=",") if token.text == ";" and is_top else token)
    return plain


def _is_decimal(before: Token | None, comma: Token, after: Token) -> bool:
    """Whether a comma stands close between digits, or close before one where no argument has been."""
    if after.kind != "number" or comma.end != after.position or not after.typed[:1].isdigit():
        return False
    if before is None or before.kind != "number":
        return before is None or not before.ends_a_value
    return before.end == comma.position and (before.typed.isdigit() or _has_thousands(before.typed))


def _is_certain(before: Token | None, after: Token) -> bool:
    """Whether nobody would write this as two arguments: 01 and 000 are no numbers of their own."""
    has_zeros = after.typed.startswith("0") and after.typed[1:2].isdigit()
    return before is None or before.kind != "number" or has_zeros or not before.typed.isdigit()


def _has_thousands(typed: str) -> bool:
    whole, _, rest = typed.partition(".")
    return whole.isdigit() and not whole.startswith("0") and rest.isdigit() and len(rest) == 3


def _check(bracket: _Bracket) -> None:
    given = bracket.commas + 1
    fewer = range(given - len(bracket.decimal), given)
    if bracket.decimal and (not bracket.may_take(given) or any(map(bracket.may_take, fewer))):
        raise _refusal(*bracket.decimal[0])


def _refusal(number: Token, after: Token) -> FormulaError:
    whole = number.typed.replace(".", "") if number.kind == "number" else "0"
    digits = after.typed.partition(".")[0]
    return FormulaError(
        f"Is this comma a decimal point? Write `{whole}.{digits}`; between arguments, put a space behind it.",
        number.position,
    )
