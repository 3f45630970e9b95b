"""The derivative of a formula in symbols: a tree again, made by the rules of calculus.

A computer algebra system would do this too, but its rewriting has no bound in time that a server could rely
on. These rules make at most a few nodes for each of the formula, and use the formula's own parts and their
derivatives where they occur, however often. The tests hold them against one.
"""

from collections.abc import Callable, Mapping, Sequence
from math import isfinite
from types import MappingProxyType

from activations.formula.tree import TRUTHS, Call, Name, Node, Number, X, each_once

ZERO, ONE, TWO = Number(0.0), Number(1.0), Number(2.0)


def derivative(tree: Node) -> Node:
    """Differentiate a tree with respect to x; where pieces meet, the derivative is one of theirs."""
    slopes: dict[int, Node] = {}
    for node in each_once(tree):
        slopes[id(node)] = _slope(node, [slopes[id(each)] for each in node.arguments])
    return slopes[id(tree)]


def _slope(node: Node, slopes: Sequence[Node]) -> Node:  # noqa: PLR0911, PLR0912 (a case for each rule)
    """The derivative of a node, given those of its arguments."""
    if not _varies(node):
        return ZERO
    match node, slopes:
        case Call("add", _), (left, right):
            return _sum(left, right)
        case Call("subtract", _), (left, right):
            return _difference(left, right)
        case Call("negate", _), (inner,):
            return _negative(inner)
        case Call("multiply", (left, right)), (left_slope, right_slope):
            return _sum(_product(left_slope, right), _product(left, right_slope))
        case Call("divide", (over, under)), _:
            return _of_quotient(over, under, *slopes)
        case Call("power", (base, exponent)), _:
            return _of_power(node, base, exponent, *slopes)
        case Call("where", (condition, _, _)), (_, then, otherwise):
            return _choice(condition, then, otherwise)
        case Call("min" | "max" | "clip" | "relu", _), _:
            return _of_pieces(node, slopes)
        case Call("indicator" | "sign", _), _:
            return ZERO
        case Call(operation, _), _ if operation in TRUTHS:
            return ZERO
        case Call(function, (inner,)), (inner_slope,):
            return _product(OUTER[function](node, inner), inner_slope)
        case _:
            return ONE


def _varies(node: Node) -> bool:
    return X.name in node.names


# f′(u) of each smooth function, given f(u) and u; and of |u|, whose slope is the sign of u.
OUTER: Mapping[str, Callable[[Node, Node], Node]] = MappingProxyType(
    {
        "exp": lambda f, u: f,
        "expm1": lambda f, u: Call("exp", (u,)),
        "log": lambda f, u: _quotient(ONE, u),
        "log1p": lambda f, u: _quotient(ONE, _sum(ONE, u)),
        "sqrt": lambda f, u: _quotient(ONE, _product(TWO, f)),
        "abs": lambda f, u: Call("sign", (u,)),
        "sin": lambda f, u: Call("cos", (u,)),
        "cos": lambda f, u: _negative(Call("sin", (u,))),
        "sinh": lambda f, u: Call("cosh", (u,)),
        "cosh": lambda f, u: Call("sinh", (u,)),
        "asinh": lambda f, u: _quotient(ONE, Call("sqrt", (_sum(Call("power", (u, TWO)), ONE),))),
        "tanh": lambda f, u: _difference(ONE, Call("power", (f, TWO))),
        "atan": lambda f, u: _quotient(ONE, _sum(ONE, Call("power", (u, TWO)))),
        "erf": lambda f, u: _product(
            _quotient(TWO, Call("sqrt", (Name("pi"),))),
            Call("exp", (_negative(Call("power", (u, TWO))),)),
        ),
        "sigmoid": lambda f, u: _product(f, _difference(ONE, f)),
        "softplus": lambda f, u: Call("sigmoid", (u,)),
    }
)


def _of_quotient(over: Node, under: Node, over_slope: Node, under_slope: Node) -> Node:
    if not _varies(under):
        return _quotient(over_slope, under)
    change = _difference(_product(over_slope, under), _product(over, under_slope))
    return _quotient(change, Call("power", (under, TWO)))


def _of_power(power: Node, base: Node, exponent: Node, base_slope: Node, exponent_slope: Node) -> Node:
    if not _varies(exponent):
        lowered = _difference(exponent, ONE)
        rest = ONE if lowered == ZERO else base if lowered == ONE else Call("power", (base, lowered))
        return _product(_product(exponent, rest), base_slope)
    logarithm = ONE if base == Name("e") else Call("log", (base,))
    growth = _product(exponent_slope, logarithm)
    return _product(power, _sum(growth, _product(exponent, _quotient(base_slope, base))))


def _of_pieces(node: Node, slopes: Sequence[Node]) -> Node:
    """The slope of the piece that is taken."""
    match node, slopes:
        case Call("clip", (inner, low, high)), (slope, low_slope, high_slope):
            above = _choice(Call("greater", (inner, high)), high_slope, slope)
            inside = _choice(Call("less", (inner, low)), low_slope, above)
            if not _varies(low) and not _varies(high):
                return inside
            return _choice(Call("greater", (low, high)), high_slope, inside)  # the upper bound wins
        case Call("min", (left, right)), (left_slope, right_slope):
            return _choice(Call("less", (left, right)), left_slope, right_slope)
        case Call("max", (left, right)), (left_slope, right_slope):
            return _choice(Call("greater", (left, right)), left_slope, right_slope)
        case Call("relu", (inner,)), (slope,):
            return _choice(Call("greater", (inner, ZERO)), slope, ZERO)
    raise TypeError(f"{node} is not made of pieces.")


def _sum(left: Node, right: Node) -> Node:
    match left, right:
        case (Number(a), Number(b)) if isfinite(a + b):
            return Number(a + b)
        case (Number(0.0), other) | (other, Number(0.0)):
            return other
        case (_, Call("negate", (inner,))):
            return Call("subtract", (left, inner))
        case _:
            return Call("add", (left, right))


def _difference(left: Node, right: Node) -> Node:
    match left, right:
        case (Number(a), Number(b)):
            return Number(a - b) if a >= b else Call("negate", (Number(b - a),))
        case (_, Number(0.0)):
            return left
        case (Number(0.0), _):
            return _negative(right)
        case (Call("negate", (Number(a),)), Number(b)) if isfinite(a + b):
            return Call("negate", (Number(a + b),))
        case _:
            return Call("subtract", (left, right))


def _negative(node: Node) -> Node:
    match node:
        case Number(0.0):
            return node
        case Call("negate", (inner,)):
            return inner
        case _:
            return Call("negate", (node,))


def _product(left: Node, right: Node) -> Node:
    """A product with its number in front, then what does not depend on x, then what does."""
    match left, right:
        case (Call("negate", (inner,)), other) | (other, Call("negate", (inner,))):
            return _negative(_product(inner, other))
    (a, fixed_left, varying_left), (b, fixed_right, varying_right) = _factors(left), _factors(right)
    if not isfinite(a * b):
        return Call("multiply", (left, right))
    rest = _times(_times(fixed_left, fixed_right), _times(varying_left, varying_right))
    return ZERO if a * b == 0 else _times(Number(a * b), rest)


def _factors(node: Node) -> tuple[float, Node, Node]:
    """The number that a product made here begins with, what does not depend on x, and what does."""
    number, rest = 1.0, node
    match node:
        case Number(number):
            rest = ONE
        case Call("multiply", (Number(number), rest)):
            pass
    match rest:
        case Call("multiply", (first, second)) if not _varies(first) and _varies(second):
            return number, first, second
        case _ if _varies(rest):
            return number, ONE, rest
        case _:
            return number, rest, ONE


def _times(left: Node, right: Node) -> Node:
    match left, right:
        case (Number(1.0), other) | (other, Number(1.0)):
            return other
        case (other, Call("divide", (Number(1.0), under))) | (Call("divide", (Number(1.0), under)), other):
            return Call("divide", (other, under))
        case _:
            return Call("multiply", (left, right))


def _quotient(over: Node, under: Node) -> Node:
    match over, under:
        case (Number(0.0), _) | (_, Number(1.0)):
            return over
        case (Call("negate", (inner,)), _):
            return _negative(_quotient(inner, under))
        case _:
            return Call("divide", (over, under))


def _choice(condition: Node, then: Node, otherwise: Node) -> Node:
    return then if then == otherwise else Call("where", (condition, then, otherwise))
