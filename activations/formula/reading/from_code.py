"""Formulas out of programs and spreadsheets: `f(x) =`, `lambda x:`, `np.`, `x.sigmoid()`, `=MAX(0;A1)`."""

import re
from collections.abc import Sequence
from dataclasses import replace

from activations.formula.errors import FormulaError
from activations.formula.reading.tokens import Token, sign
from activations.formula.tree import X

# What stands before a function's name and says where it comes from.
LIBRARIES = frozenset(
    (
        "np",
        "numpy",
        "torch",
        "F",
        "nn",
        "functional",
        "math",
        "cmath",
        "jax",
        "jnp",
        "tf",
        "keras",
        "activations",
    )
) | {"scipy", "sp", "special", "sympy", "sy", "K", "ops", "Math"}
NO_EFFECT = frozenset(("float", "double"))  # methods that turn a truth into 1 or 0, as formulas do anyway
NO_NAMES = "Arguments have no names here: leaky_relu(x, 0.2), clip(x, 0, 6), max(x, 0)."
SPREADSHEETS_POWER = (
    "A spreadsheet squares -A1 in -A1^2, mathematics A1 alone; put brackets around what is meant."
)
CELL = re.compile(r"[A-Z]{1,2}[1-9][0-9]{0,3}")
PLAIN_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]*")


def body(found: Sequence[Token]) -> tuple[list[Token], str | None]:
    """What a function is said to equal, and what its input is called, if that is said.

    `f(z) = …`, `y = …`, `lambda z: …`, `z -> …`, `def f(z): return …`; in a spreadsheet `=…`.
    """
    rest, named = list(found), None
    if rest and rest[0].text == "=":
        return _from_spreadsheet(rest[1:])
    for begins in (_equation, _definition, _lambda, _return):
        length, name = begins(rest)
        rest, named = rest[length:], name or named
    if len(rest) > 1 and rest[-1].text == ";":
        rest.pop()
    return rest, named


def without_libraries(found: Sequence[Token]) -> list[Token]:
    """Read np.tanh(x) as tanh(x), x.tanh() as tanh(x), and nn.ReLU()(x) as ReLU(x).

    Raises:
        FormulaError: for a dot that is neither.
    """
    plain: list[Token] = []
    at = 0
    while at < len(found):
        token, following = found[at], [each.text for each in found[at + 1 : at + 4]]
        if token.kind == "name" and token.text in LIBRARIES and _is_dotted(found, at + 1):
            at += 2
        elif token.text == ".":
            at = _method(plain, found, at)
        elif len(token.text) > 1 and following[:1] == ["="] and at and found[at - 1].text in ("(", ","):
            raise FormulaError(NO_NAMES, token.position)
        elif token.kind == "name" and len(token.text) > 1 and following[:2] == ["(", ")"]:
            plain.append(token)  # ReLU()(x), and PI() of a spreadsheet
            at += 3
        else:
            plain.append(token)
            at += 1
    return plain


def _from_spreadsheet(rest: list[Token]) -> tuple[list[Token], str | None]:
    for at, token in enumerate(rest):
        is_prefix = token.text == "-" and not (at and rest[at - 1].ends_a_value)
        if is_prefix and _texts(rest[at + 2 :], 1) == ["**"]:
            raise FormulaError(SPREADSHEETS_POWER, token.position)
    cells = {each.text for each in rest if each.kind == "name" and CELL.fullmatch(each.text)}
    if len(cells) > 1:
        raise FormulaError("A function has one input; here are several cells.", rest[0].position)
    return [replace(each, text=X.name) if each.text in cells else each for each in rest], None


def _texts(found: Sequence[Token], count: int) -> list[str]:
    return [each.text for each in found[:count]]


def _arguments(found: Sequence[Token], at: int) -> tuple[int, str | None]:
    """The place behind names joined by commas, and the first of them."""
    first = at
    while at < len(found) and found[at].kind == "name" and PLAIN_NAME.fullmatch(found[at].text):
        at += 1
        if at >= len(found) or found[at].text != ",":
            return at, found[first].text
        at += 1
    return first, None


def _heading(found: Sequence[Token], at: int) -> tuple[int, str | None]:
    """The place behind `f(z)`, and the input's name."""
    if at + 1 < len(found) and found[at].kind == "name" and found[at + 1].text == "(":
        end, name = _arguments(found, at + 2)
        if name is not None and _texts(found[end:], 1) == [")"]:
            return end + 1, name
    return at, None


def _equation(found: Sequence[Token]) -> tuple[int, str | None]:
    end, name = _heading(found, 0)
    if name is not None and _texts(found[end:], 1) == ["="]:
        return end + 1, name
    is_named = len(found) > 1 and found[0].kind == "name" and found[1].text == "="
    return (
        (2, None)
        if is_named and PLAIN_NAME.fullmatch(found[0].text) and found[0].text != X.name
        else (0, None)
    )


def _definition(found: Sequence[Token]) -> tuple[int, str | None]:
    end, name = _heading(found, 1)
    is_one = _texts(found, 1) == ["def"] and _texts(found[end:], 1) == [":"]
    return (end + 1, name) if is_one and name is not None else (0, None)


def _lambda(found: Sequence[Token]) -> tuple[int, str | None]:
    if _texts(found, 1) == ["lambda"]:
        end, name = _arguments(found, 1)
        if _texts(found[end:], 1) == [":"]:
            return (end + 1, name) if name is not None else (0, None)
    if _texts(found[1:], 1) == ["->"] and found[0].kind == "name":
        return 2, found[0].text
    return 0, None


def _return(found: Sequence[Token]) -> tuple[int, None]:
    return (1 if _texts(found, 1) == ["return"] else 0), None


def _is_dotted(found: Sequence[Token], at: int) -> bool:
    """Whether a dot with a name behind it stands at a place."""
    return _texts(found[at:], 1) == ["."] and len(found) > at + 1 and found[at + 1].kind == "name"


def _method(plain: list[Token], found: Sequence[Token], at: int) -> int:
    """Put a method's name before what it is called on; return the place behind its opening bracket."""
    dot = found[at]
    if not (
        _is_dotted(found, at) and _texts(found[at + 2 :], 1) == ["("] and plain and plain[-1].ends_a_value
    ):
        raise FormulaError(
            "A dot stands in numbers, and between a library's name and a function's.", dot.position
        )
    name, is_bare = found[at + 1], _texts(found[at + 3 :], 1) == [")"]
    if name.text in NO_EFFECT and is_bare:
        return at + 4
    start = _receiver(plain)
    if start and plain[start - 1].kind == "number" and plain[start - 1].end == plain[start].position:
        raise FormulaError("Put brackets around what the function is called on.", plain[start - 1].position)
    plain[start:start] = [replace(name, typed=""), sign("(", plain[start])]
    if not is_bare:
        plain.append(sign(",", dot))
    return at + 3


def _receiver(plain: Sequence[Token]) -> int:
    """Where the value begins that ends here: a number, a name, or a bracket with the function before it."""
    at, depth = len(plain) - 1, 0
    while at > 0:
        depth += (plain[at].text == ")") - (plain[at].text == "(")
        if depth == 0:
            break
        at -= 1
    is_called = plain[at].text == "(" and at > 0 and plain[at - 1].kind == "name"
    return at - 1 if is_called else at
