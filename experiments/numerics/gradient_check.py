"""One slope asked of three witnesses: autograd, the formula, and finite differences of any step."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
import torch
from numpy.typing import NDArray

from activations.catalogue import CATALOGUE, FunctionSpec
from activations.derivatives import value_and_slope
from activations.exact import Arithmetic
from experiments.numerics.high_precision import Exact, parameters_of

PRECISIONS: Mapping[str, torch.dtype] = MappingProxyType({"float64": torch.float64, "float32": torch.float32})
EXPONENTS: NDArray[np.float64] = np.linspace(-16, 0, 161).round(1)  # the steps are ten to these powers
TORCH = Arithmetic(
    torch.exp, torch.expm1, torch.log1p, torch.tanh, torch.erfc, math.sqrt(2), math.sqrt(math.pi)
)


@dataclass(frozen=True, slots=True, eq=False)
class GradientCheck:
    """What each says about f′(x), and by how much it is wrong.

    Args:
        x: the point, as the precision holds it.
        exact: f′(x) from several hundred bits; at a kink the slope from the left.
        autograd: f′(x) by autograd.
        autograd_error: its distance from the exact slope.
        formula: f′(x) from the derivative worked out by hand.
        formula_error: its distance.
        steps: h, float64 [S], from small to large.
        forward: (f(x + h) − f(x)) / h for each step, float64 [S].
        forward_error: their distances, [S].
        central: (f(x + h) − f(x − h)) / 2h for each step, float64 [S].
        central_error: their distances, [S].
    """

    x: float
    exact: float
    autograd: float
    autograd_error: float
    formula: float
    formula_error: float
    steps: NDArray[np.float64]
    forward: NDArray[np.float64]
    forward_error: NDArray[np.float64]
    central: NDArray[np.float64]
    central_error: NDArray[np.float64]


def testify(function: FunctionSpec, x: float, precision: str) -> GradientCheck:
    """Ask all three witnesses for the slope at one point.

    Args:
        function: a function of the catalogue with its parameters.
        x: the point.
        precision: a key of `PRECISIONS`; all three compute in it.

    Numerics: errors are taken in high precision, so that they can be smaller than one rounding.
    """
    dtype, module = PRECISIONS[precision], function.create()
    point = torch.tensor(x, dtype=dtype)
    here = float(point)
    value, slope = value_and_slope(module, point)
    formula = CATALOGUE[function.key].exact.slope(point, TORCH, **parameters_of(function))
    h = torch.tensor(10.0**EXPONENTS, dtype=dtype)
    ahead, behind = module(point + h), module(point - h)
    forward, central = (ahead - value) / h, (ahead - behind) / (2 * h)
    truth = Exact(function)
    exact = truth.slope(here)

    def errors(slopes: torch.Tensor) -> NDArray[np.float64]:
        return np.array([truth.distance(each, exact) for each in slopes.tolist()])

    return GradientCheck(
        x=here,
        exact=float(exact),
        autograd=float(slope),
        autograd_error=truth.distance(float(slope), exact),
        formula=float(formula),
        formula_error=truth.distance(float(formula), exact),
        steps=h.double().numpy(),
        forward=forward.double().numpy(),
        forward_error=errors(forward),
        central=central.double().numpy(),
        central_error=errors(central),
    )
