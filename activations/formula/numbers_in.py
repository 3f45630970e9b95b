"""The parts of a formula without a name are numbers: computed once, by Python's own floats and functions.

The code to take away writes the same parts out as Python, so that both have the same numbers to the last bit.
"""

import math
import operator
from collections.abc import Callable, Mapping
from types import MappingProxyType

from activations.formula.tree import CONSTANTS, Call, Name, Node, Number, each_once

Value = float | bool

# What Python spells as these functions, too.
MATH = ("exp", "expm1", "log", "log1p", "sqrt", "sin", "cos", "sinh", "cosh", "tanh", "asinh", "atan", "erf")


def _sigmoid(u: float) -> float:
    return 1 / (1 + math.exp(-u)) if u > 0 else math.exp(u) / (1 + math.exp(u))


OPERATIONS: Mapping[str, Callable[..., Value]] = MappingProxyType(
    {
        "add": operator.add,
        "subtract": operator.sub,
        "multiply": operator.mul,
        "divide": operator.truediv,
        "power": math.pow,
        "negate": operator.neg,
        "less": operator.lt,
        "less_equal": operator.le,
        "greater": operator.gt,
        "greater_equal": operator.ge,
        "equal": operator.eq,
        "not_equal": operator.ne,
        "and": lambda left, right: left and right,
        "or": lambda left, right: left or right,
        "not": operator.not_,
        "indicator": float,
        **{name: getattr(math, name) for name in MATH},
        "abs": abs,
        "sign": lambda u: float((u > 0) - (u < 0)),
        "sigmoid": _sigmoid,
        "softplus": lambda u: max(u, 0.0) + math.log1p(math.exp(-abs(u))),
        "relu": lambda u: max(u, 0.0),
        "min": min,
        "max": max,
        "clip": lambda u, low, high: min(max(u, low), high),
        "where": lambda condition, then, otherwise: then if condition else otherwise,
    }
)


def numbers_in(tree: Node) -> dict[int, Value]:
    """Compute each part of a tree that has no names.

    Returns:
        for the id of each such node its value: NaN where it has none, infinity where no float is as large.
    """
    values: dict[int, Value] = {}
    for node in each_once(tree):
        match node:
            case Number(value):
                values[id(node)] = value
            case Name(name) if name in CONSTANTS:
                values[id(node)] = CONSTANTS[name]
            case Call(operation, arguments) if not node.names:
                values[id(node)] = _applied(operation, [values[id(each)] for each in arguments])
    return values


def _applied(operation: str, arguments: list[Value]) -> Value:
    try:
        return OPERATIONS[operation](*arguments)
    except OverflowError:
        return math.inf
    except (ZeroDivisionError, ValueError):
        return math.nan
