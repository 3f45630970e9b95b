"""How derivatives are written by hand, for any arithmetic: beside autograd's, never in its place."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

Number = Any  # a float of any arithmetic: a tensor of PyTorch, or a number with hundreds of bits


@dataclass(frozen=True, slots=True)
class Arithmetic:
    """What the formulas need besides + − × ÷; each operation takes one number and gives one."""

    exp: Callable[[Number], Number]
    expm1: Callable[[Number], Number]
    log1p: Callable[[Number], Number]
    tanh: Callable[[Number], Number]
    erfc: Callable[[Number], Number]
    root_of_two: Number
    root_of_pi: Number


@dataclass(frozen=True, slots=True)
class Form:
    """f and f′ as functions of x, an arithmetic, and the function's parameters.

    Numerics: nothing cancels, except where f′ crosses 0; at a kink f′ is the slope from the left.
    """

    value: Callable[..., Number]
    slope: Callable[..., Number]


def logistic(x: Number, m: Arithmetic) -> Number:
    """1 / (1 + e⁻ˣ), which several of them are made of."""
    return 1 / (1 + m.exp(-x))
