"""Slopes and signal sizes by plain arithmetic: nothing here leans on the project's own measurements."""

import math
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

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


def slopes(function: Function) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Places within ±40, and |f′| at each."""
    places = np.arange(-REACH, REACH + SPACING / 2, SPACING)
    return places, np.abs([slope(function, float(x)) for x in places])


def average(of: Function, size: float) -> float:
    """E[of(√size z)], z ~ N(0, 1)."""
    nodes = np.arange(-8, 8, 0.01) + 0.005  # kinks at 0 lie between two of them
    shares = np.exp(-(nodes**2) / 2)
    places = math.sqrt(size) * nodes
    return float(sum(share * of(x) for x, share in zip(places, shares, strict=True)) / shares.sum())


def factors(key: str, weight_variance: float, layers: int) -> list[float]:
    """The factors on the error signal's size in the layers of a wide network, from the first one on.

    Definition: √(v E[f′(√q z)²]), z ~ N(0, 1), with q = v in the first layer, then q = v E[f(√q z)²], where
    v = n · Var(w).
    """
    function, size, found = FUNCTIONS[key], weight_variance, []
    for _ in range(layers):
        found.append(math.sqrt(weight_variance * average(lambda x: slope(function, x) ** 2, size)))
        size = max(SMALLEST, weight_variance * average(lambda x: function(x) ** 2, size))
    return found


def kept(key: str, weight_variance: float, layers: int) -> float:
    """What is left of the error signal's size from the last of so many hidden layers to the first."""
    return math.prod(factors(key, weight_variance, layers - 1))


def answer(key: str, asks: str) -> float:
    """The number that a prediction asks for."""
    function = FUNCTIONS[key]
    name, _, number = asks.rstrip(")").partition("(")
    of_a_number: dict[str, Function] = {
        "value": function,
        "slope": lambda x: slope(function, x),
        "kept_he": lambda layers: kept(key, 2.0, int(layers)),
    }
    if number:
        return of_a_number[name](float(number))
    places, sizes = slopes(function)
    mean = average(function, 1.0)
    lowest = min(function(float(x)) for x in places)
    of_all = {
        "mean": mean,
        "variance": average(lambda x: function(x) ** 2, 1.0) - mean**2,
        "largest_slope": float(sizes.max()),
        "saturated_above": float(places[sizes >= sizes.max() / 100].max()),
        "lowest": lowest,
        "minimum": lowest,
    }
    return of_all[name]
