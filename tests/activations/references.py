"""What the functions should give, from mpmath at 200 bits; shares nothing with the code under test."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache

import mpmath
import numpy as np
import pytest

mpmath.mp.prec = 200
SMALLEST_NORMAL = float(np.finfo(np.float32).tiny)
Exact = Callable[[mpmath.mpf], mpmath.mpf]


@dataclass(frozen=True)
class Case:
    """A function with parameters, and its exact value, slope and curvature."""

    key: str
    value: Exact
    slope: Exact
    curvature: Exact
    parameters: Mapping[str, float] = field(default_factory=dict)

    @property
    def label(self) -> str:
        return f"{self.key} {dict(self.parameters) or ''}".rstrip()


def _logistic(x: mpmath.mpf) -> mpmath.mpf:
    return 1 / (1 + mpmath.exp(-x))


def _leaky(alpha: float) -> Case:
    return Case(
        "leaky-relu",
        lambda x: x if x > 0 else alpha * x,
        lambda x: mpmath.mpf(1 if x > 0 else alpha),
        lambda x: mpmath.mpf(0),
        {"alpha": alpha},
    )


def _elu(alpha: float) -> Case:
    return Case(
        "elu",
        lambda x: x if x > 0 else alpha * mpmath.expm1(x),
        lambda x: mpmath.mpf(1) if x > 0 else alpha * mpmath.exp(x),
        lambda x: mpmath.mpf(0) if x > 0 else alpha * mpmath.exp(x),
        {"alpha": alpha},
    )


def _swish(beta: float) -> Case:
    def slope(x: mpmath.mpf) -> mpmath.mpf:
        return _logistic(beta * x) * (1 + beta * x * _logistic(-beta * x))

    def curvature(x: mpmath.mpf) -> mpmath.mpf:
        gate, closed = _logistic(beta * x), _logistic(-beta * x)
        return beta * gate * closed * (2 + beta * x * (closed - gate))

    return Case("swish", lambda x: x * _logistic(beta * x), slope, curvature, {"beta": beta})


def _gelu() -> Case:
    def curvature(x: mpmath.mpf) -> mpmath.mpf:
        return (2 - x**2) * mpmath.npdf(x)

    return Case(
        "gelu",
        lambda x: x * mpmath.ncdf(x),
        lambda x: mpmath.ncdf(x) + x * mpmath.npdf(x),
        curvature,
    )


def _selu() -> Case:
    """λ and α from what they are for: a standard normal input gives mean 0 and mean square 1."""
    root_e, tail = mpmath.sqrt(mpmath.e), mpmath.erfc(1 / mpmath.sqrt(2)) / 2
    alpha = 1 / mpmath.sqrt(2 * mpmath.pi) / (mpmath.mpf(1) / 2 - root_e * tail)
    square = mpmath.e**2 * mpmath.erfc(mpmath.sqrt(2)) / 2 - 2 * root_e * tail + mpmath.mpf(1) / 2
    scale = 1 / mpmath.sqrt(mpmath.mpf(1) / 2 + alpha**2 * square)
    return Case(
        "selu",
        lambda x: scale * (x if x > 0 else alpha * mpmath.expm1(x)),
        lambda x: scale * (1 if x > 0 else alpha * mpmath.exp(x)),
        lambda x: mpmath.mpf(0) if x > 0 else scale * alpha * mpmath.exp(x),
    )


def _mish() -> Case:
    """Through s = softplus(x): f = x t(s), t = tanh, t′ = sech² = q, t″ = −2 t q, and s′ = σ."""

    def parts(x: mpmath.mpf) -> tuple[mpmath.mpf, mpmath.mpf, mpmath.mpf]:
        soft = mpmath.log1p(mpmath.exp(x))
        return mpmath.tanh(soft), mpmath.sech(soft) ** 2, _logistic(x)

    def slope(x: mpmath.mpf) -> mpmath.mpf:
        t, q, s = parts(x)
        return t + x * q * s

    def curvature(x: mpmath.mpf) -> mpmath.mpf:
        t, q, s = parts(x)
        return 2 * q * s + x * q * s * (1 - s - 2 * t * s)

    return Case("mish", lambda x: x * parts(x)[0], slope, curvature)


CASES = (
    Case(
        "sigmoid",
        _logistic,
        lambda x: _logistic(x) * _logistic(-x),
        lambda x: _logistic(x) * _logistic(-x) * (_logistic(-x) - _logistic(x)),
    ),
    Case(
        "tanh",
        mpmath.tanh,
        lambda x: mpmath.sech(x) ** 2,
        lambda x: -2 * mpmath.tanh(x) * mpmath.sech(x) ** 2,
    ),
    Case(
        "relu",
        lambda x: max(x, mpmath.mpf(0)),
        lambda x: mpmath.mpf(1 if x > 0 else 0),
        lambda x: mpmath.mpf(0),
    ),
    *(_leaky(alpha) for alpha in (0.0, 0.01, 0.3, 1.0)),
    *(_elu(alpha) for alpha in (0.1, 1.0, 3.0)),
    *(_swish(beta) for beta in (0.1, 1.0, 1.7, 10.0)),
    _gelu(),
    _selu(),
    Case(
        "softplus",
        lambda x: mpmath.log1p(mpmath.exp(x)),
        _logistic,
        lambda x: _logistic(x) * _logistic(-x),
    ),
    _mish(),
)
each_case = pytest.mark.parametrize("case", CASES, ids=lambda case: case.label)


@cache
def float32_grid() -> np.ndarray:
    """All magnitudes of float32 from its smallest subnormal to 3e38 with both signs, 0, and ±120 densely."""
    magnitudes = np.concatenate(
        [[1.5e-45, 1e-44, 1e-30, 3e38], np.geomspace(1e-44, 3e38, 90), np.arange(0.07, 120, 0.71)]
    )
    return np.unique(np.concatenate([-magnitudes, [0.0], magnitudes]).astype(np.float32))


def ulps_off(got: np.ndarray, exact: Exact, x: np.ndarray) -> float:
    """Return the worst distance in float32 ulps wherever the exact result is a normal float32, or is 0."""
    worst = 0.0
    for number, point in zip(got, x, strict=True):
        expected = exact(mpmath.mpf(float(point)))
        size = abs(expected)
        if 0 < size < SMALLEST_NORMAL:
            continue
        ulp = float(np.spacing(np.float32(size)))
        distance = float(abs(mpmath.mpf(float(number)) - expected)) / ulp
        worst = max(worst, float("inf") if np.isnan(distance) else distance)
    return worst
