"""The curves of a typed function at every position of one of its sliders, all computed at once."""

from collections.abc import Callable
from functools import partial

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from activations.catalogue import FunctionSpec
from activations.derivatives import curve
from activations.formula.function import FormulaFunction
from activations.measured.gaps import gaps_of_each
from activations.measured.landmarks import SATURATED
from activations.measured.points import Floats
from activations.sweep import Sweep, drawn, probed


def sweep_of(spec: FunctionSpec, name: str | None) -> Sweep:
    """Compute a typed function's curves over one parameter, the others as they are; or its single curve.

    Args:
        spec: the function.
        name: the parameter; None for a function without any.

    Numerics: float32, as networks compute. Whatever the formula, a pass computes the curves at all settings:
        one over the points, about three to find the gaps, and a few over those between the points.
    """
    function = spec.create()
    settings = np.array([np.nan])
    each_of: Callable[[NDArray[np.intp]], nn.Module] = partial(_itself, function)
    if name is not None and isinstance(function, FormulaFunction):
        (parameter,) = (each for each in function.hyperparameters if each.name == name)
        positions = round((parameter.high - parameter.low) / parameter.step) + 1
        settings = np.linspace(parameter.low, parameter.high, positions).round(6)
        each_of = partial(_Each, function, name, settings)
    count = len(settings)
    gaps = gaps_of_each(each_of, count, probed())

    def lines(x: Floats) -> Floats:
        found = curve(each_of(np.arange(count)), np.repeat(x, count))
        return np.stack([row.reshape(len(x), count).T for row in (found.value, found.slope)])

    x, (value, slope) = drawn(lines, gaps)
    at_probe = slope[:, np.isin(x, probed())]
    saturated = np.array([_saturated(probed(), row) for row in at_probe])
    return Sweep(x, settings, value, slope, saturated, gaps)


def _itself(function: nn.Module, _: NDArray[np.intp]) -> nn.Module:
    """The only function there is."""
    return function


class _Each(nn.Module):
    """A function with a value of one parameter for each column of the points [k · R] that it is given."""

    def __init__(
        self, function: FormulaFunction, name: str, settings: NDArray[np.float64], chosen: NDArray[np.intp]
    ) -> None:
        super().__init__()
        self._function, self._name = function, name
        self._settings = torch.tensor(settings[chosen], dtype=torch.float32)

    def forward(self, x: Tensor) -> Tensor:
        each = self._settings.repeat(len(x) // len(self._settings))
        swept: Tensor = self._function.swept(self._name, each)(x)
        return swept


def _saturated(x: np.ndarray, slope: np.ndarray) -> tuple[float, float]:
    """Return below and above which x the slope stays under 1 % of its largest, as far as the window shows it.

    Where the slope is largest at the window's edge, it may grow beyond: then nothing is said.
    """
    size = np.nan_to_num(np.abs(slope), nan=np.inf)
    top = float(size.max())
    if not np.isfinite(top) or top == 0 or top > size[1:-1].max():
        return -np.inf, np.inf
    steep = np.flatnonzero(size >= SATURATED * top)
    return (
        float(x[steep[0] - 1]) if steep[0] > 0 else -np.inf,
        float(x[steep[-1] + 1]) if steep[-1] < len(x) - 1 else np.inf,
    )
