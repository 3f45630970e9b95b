"""Slopes and signal sizes by plain arithmetic: nothing here leans on the project's own measurements."""

import math
from collections.abc import Callable

import numpy as np

Function = Callable[[float], float]

FUNCTIONS: dict[str, Function] = {
    "sigmoid": lambda x: 1 / (1 + math.exp(-x)),
    "tanh": lambda x: 2 / (1 + math.exp(-2 * x)) - 1,
    "relu": lambda x: max(x, 0.0),
    "leaky-relu": lambda x: max(x, 0.01 * x),
    "elu": lambda x: x if x > 0 else math.exp(x) - 1,
    "swish": lambda x: x / (1 + math.exp(-x)),
    "gelu": lambda x: x * (1 + math.erf(x / math.sqrt(2))) / 2,
    "selu": lambda x: 1.0507 * x if x > 0 else 1.0507 * 1.67326 * (math.exp(x) - 1),
    "softplus": lambda x: math.log(1 + math.exp(x)),
    "mish": lambda x: x * math.tanh(math.log(1 + math.exp(x))),
}

REACH, SPACING, STEP = 40.0, 0.002, 1e-5
SMALLEST = 1e-6  # a signal below this is as good as 0, and would put every node into the step around a kink


def slope(function: Function, x: float) -> float:
    """The central difference quotient."""
    return (function(x + STEP) - function(x - STEP)) / (2 * STEP)


def largest_slope(function: Function) -> tuple[float, float, float]:
    """The largest |f′| within ±40, and the interval of x where |f′| is that large."""
    places = np.arange(-REACH, REACH + SPACING / 2, SPACING)
    sizes = np.abs([slope(function, float(x)) for x in places])
    steepest = places[sizes > sizes.max() - 1e-6]
    return float(sizes.max()), float(steepest.min()), float(steepest.max())


def error_signal_factor(key: str, weight_variance: float) -> float:
    """The factor on the error signal's size per layer, far from the input of a wide network.

    Definition: √(v E[f′(√q z)²]), z ~ N(0, 1), at the fixed point q = v E[f(√q z)²], where v = n · Var(w).
    """
    function = FUNCTIONS[key]
    nodes, weights = np.polynomial.hermite_e.hermegauss(100)
    shares = weights / weights.sum()

    def average(of: Function, size: float) -> float:
        return float(
            sum(share * of(math.sqrt(size) * z) ** 2 for z, share in zip(nodes, shares, strict=True))
        )

    size = 1.0
    for _ in range(200):
        size = max(SMALLEST, weight_variance * average(function, size))
    return math.sqrt(weight_variance * average(lambda x: slope(function, x), size))
