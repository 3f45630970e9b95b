"""The derivatives worked out by hand, for any arithmetic: beside autograd's, never in its place."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from activations.functions import SELU

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


def _logistic(x: Number, m: Arithmetic) -> Number:
    return 1 / (1 + m.exp(-x))


def _sigmoid_slope(x: Number, m: Arithmetic) -> Number:
    # f′ = σ(x) σ(−x)
    return _logistic(x, m) * _logistic(-x, m)


def _tanh_slope(x: Number, m: Arithmetic) -> Number:
    # f′ = 4 / (eˣ + e⁻ˣ)²
    sum_of_both = m.exp(x) + m.exp(-x)
    return 4 / sum_of_both / sum_of_both


def _swish_slope(x: Number, m: Arithmetic, beta: float) -> Number:
    # f′ = σ(βx) (1 + βx σ(−βx))
    return _logistic(beta * x, m) * (1 + beta * x * _logistic(-beta * x, m))


def _normal_below(x: Number, m: Arithmetic) -> Number:
    # Φ(x): how likely a standard normal number is smaller
    return m.erfc(-x / m.root_of_two) / 2


def _gelu_slope(x: Number, m: Arithmetic) -> Number:
    # f′ = Φ(x) + x φ(x)
    return _normal_below(x, m) + x * m.exp(-x * x / 2) / (m.root_of_two * m.root_of_pi)


def _selu(x: Number, m: Arithmetic) -> Number:
    return SELU.LAMBDA * (x if x > 0 else SELU.ALPHA * m.expm1(x))


def _selu_slope(x: Number, m: Arithmetic) -> Number:
    # f′ = λ,  x > 0;   λ α eˣ,  x ≤ 0
    return SELU.LAMBDA * (1 + 0 * x if x > 0 else SELU.ALPHA * m.exp(x))


def _softplus(x: Number, m: Arithmetic) -> Number:
    return x + m.log1p(m.exp(-x)) if x > 0 else m.log1p(m.exp(x))


def _mish(x: Number, m: Arithmetic) -> Number:
    # tanh(ln(1 + e)) = n / (n + 2),   n = e (e + 2),  e = eˣ
    e = m.exp(x)
    return x * (e * (e + 2)) / (e * (e + 2) + 2)


def _mish_slope(x: Number, m: Arithmetic) -> Number:
    # f′ = n / (n + 2) + 4 x e (1 + e) / (n + 2)²
    e = m.exp(x)
    n = e * (e + 2)
    return n / (n + 2) + 4 * x * (e / (n + 2)) * ((1 + e) / (n + 2))


FORMS: Mapping[str, Form] = MappingProxyType(
    {
        "sigmoid": Form(_logistic, _sigmoid_slope),
        "tanh": Form(lambda x, m: m.tanh(x), _tanh_slope),
        "relu": Form(lambda x, m: x if x > 0 else 0 * x, lambda x, m: (1 if x > 0 else 0) + 0 * x),
        "leaky-relu": Form(
            lambda x, m, alpha: x if x > 0 else alpha * x,
            lambda x, m, alpha: (1 if x > 0 else alpha) + 0 * x,
        ),
        "elu": Form(
            lambda x, m, alpha: x if x > 0 else alpha * m.expm1(x),
            lambda x, m, alpha: 1 + 0 * x if x > 0 else alpha * m.exp(x),
        ),
        "swish": Form(lambda x, m, beta: x * _logistic(beta * x, m), _swish_slope),
        "gelu": Form(lambda x, m: x * _normal_below(x, m), _gelu_slope),
        "selu": Form(_selu, _selu_slope),
        "softplus": Form(_softplus, _logistic),
        "mish": Form(_mish, _mish_slope),
    }
)
