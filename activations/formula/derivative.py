"""The derivative of a formula in symbols: a tree again, made by the rules of calculus, at most a page long.

A computer algebra system would do this too, but its rewriting has no bound in time that a server could rely
on; these rules visit each node once. The tests hold them against one.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from activations.formula.tree import Call, Name, Node, Number, X, names_in

ZERO, ONE, TWO = Number(0.0), Number(1.0), Number(2.0)


def derivative(node: Node) -> Node:  # noqa: PLR0911 (a case for each rule)
    """Differentiate a tree with respect to x; where pieces meet, the derivative is one of theirs."""
    if X.name not in names_in(node):
        return ZERO
    match node:
        case Call("add", (left, right)):
            return _sum(derivative(left), derivative(right))
        case Call("subtract", (left, right)):
            return _difference(derivative(left), derivative(right))
        case Call("negate", (inner,)):
            return _negative(derivative(inner))
        case Call("multiply", (left, right)):
            return _sum(_product(derivative(left), right), _product(left, derivative(right)))
        case Call("divide", (over, under)):
            return _of_quotient(over, under)
        case Call("power", (base, exponent)):
            return _of_power(node, base, exponent)
        case Call("indicator" | "sign", _):
            return ZERO
        case Call("where", (condition, then, otherwise)):
            return _choice(condition, derivative(then), derivative(otherwise))
        case Call("min" | "max" | "clip" | "relu", arguments):
            return _of_pieces(node.operation, *arguments)
        case Call(function, (inner,)):
            return _product(OUTER[function](node, inner), derivative(inner))
        case _:
            return ONE


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


def _of_quotient(over: Node, under: Node) -> Node:
    if X.name not in names_in(under):
        return _quotient(derivative(over), under)
    change = _difference(_product(derivative(over), under), _product(over, derivative(under)))
    return _quotient(change, Call("power", (under, TWO)))


def _of_power(power: Node, base: Node, exponent: Node) -> Node:
    if X.name not in names_in(exponent):
        lowered = _difference(exponent, ONE)
        rest = ONE if lowered == ZERO else base if lowered == ONE else Call("power", (base, lowered))
        return _product(_product(exponent, rest), derivative(base))
    logarithm = ONE if base == Name("e") else Call("log", (base,))
    growth = _product(derivative(exponent), logarithm)
    return _product(power, _sum(growth, _product(exponent, _quotient(derivative(base), base))))


def _of_pieces(operation: str, first: Node, *others: Node) -> Node:
    """The slope of the piece that is taken."""
    slope, other_slopes = derivative(first), [derivative(each) for each in others]
    if operation == "relu":
        return _choice(Call("greater", (first, ZERO)), slope, ZERO)
    if operation == "clip" and any(X.name in names_in(each) for each in others):
        return derivative(Call("min", (Call("max", (first, others[0])), others[1])))
    if operation == "clip":
        low, high = others
        above = _choice(Call("greater", (first, high)), other_slopes[1], slope)
        return _choice(Call("less", (first, low)), other_slopes[0], above)
    comparison = "less" if operation == "min" else "greater"
    return _choice(Call(comparison, (first, others[0])), slope, other_slopes[0])


def _sum(left: Node, right: Node) -> Node:
    match left, right:
        case (Number(a), Number(b)):
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
        case (Call("negate", (Number(a),)), Number(b)):
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


def _product(left: Node, right: Node) -> Node:  # noqa: PLR0911 (a case for each simplification)
    match left, right:
        case (Number(0.0), _) | (_, Number(0.0)):
            return ZERO
        case (Number(1.0), other) | (other, Number(1.0)):
            return other
        case (Number(a), Number(b)):
            return Number(a * b)
        case (Call("negate", (inner,)), other) | (other, Call("negate", (inner,))):
            return _negative(_product(inner, other))
        case _ if X.name in names_in(left) and X.name not in names_in(right):
            return _product(right, left)  # numbers and parameters come first
        case (_, Call("multiply", (first, second))):
            return Call("multiply", (_product(left, first), second))
        case (_, Call("divide", (Number(1.0), under))):
            return Call("divide", (left, under))
        case (Call("divide", (Number(1.0), under)), _):
            return Call("divide", (right, under))
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
