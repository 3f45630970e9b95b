"""How wrong a result is at every magnitude of x, for the written form and for the one that runs."""

from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn

from activations.catalogue import FunctionSpec
from activations.derivatives import value_and_slope
from experiments.numerics.breakdown import PARTS
from experiments.numerics.causes import Part
from experiments.numerics.forms import FORMATS, as_written, common
from experiments.numerics.high_precision import Exact

POINTS = 140  # for each sign of x
HAIR = 1e-6  # of a decade: what rounding may add at either end

Errors = dict[Part, NDArray[np.float64]]


@dataclass(frozen=True, slots=True, eq=False)
class ErrorCourse:
    """Relative errors over all magnitudes of x.

    Args:
        x: the floats, from the lowest to the largest, float64 [N].
        place: where they stand on an axis on which all magnitudes find room, float64 [N].
        written: for "value" and "slope" the relative errors of the written form, float64 [N]: infinite where
            the result is no number, NaN where the truth is too small or too large for one.
        runs: the same for the class that runs.
    """

    x: NDArray[np.float64]
    place: NDArray[np.float64]
    written: Errors
    runs: Errors


def place_of(x: NDArray[np.float64], precision: str) -> NDArray[np.float64]:
    """Return where x stands on the axis.

    Definition: ±(a(|x|) − a(s)), a(x) = arsinh(log₁₀ x), s the smallest normal float; stretched around ±1.
    """
    smallest = np.log10(torch.finfo(FORMATS[precision][0]).tiny)
    with np.errstate(divide="ignore"):
        distance = np.arcsinh(np.maximum(np.log10(np.abs(x)), smallest)) - np.arcsinh(smallest)
    return np.asarray(np.sign(x) * distance)


def error_course(function: FunctionSpec, precision: str) -> ErrorCourse:
    """Compare both forms with the exact value and slope, from the lowest float to the largest.

    Args:
        function: a function of the catalogue; the written form takes the parameters that it has.
        precision: a key of `FORMATS`.
    """
    dtype, _ = FORMATS[precision]
    x = _floats(dtype)
    exact = Exact(common(function))
    truths: dict[Part, list[object]] = {
        "value": [exact.value(each) for each in x.tolist()],
        "slope": [exact.slope(each) for each in x.tolist()],
    }

    def errors(form: nn.Module) -> Errors:
        got = value_and_slope(form, x)
        return {part: _errors(result, truths[part], exact) for part, result in zip(PARTS, got, strict=True)}

    numbers = x.double().numpy()
    return ErrorCourse(
        numbers, place_of(numbers, precision), errors(as_written(function)), errors(common(function).create())
    )


def _floats(dtype: torch.dtype) -> torch.Tensor:
    """Return floats of both signs, evenly spread on the axis from the smallest normal one to the largest."""
    limits = torch.finfo(dtype)
    low, high = np.log10(limits.tiny) + HAIR, np.log10(limits.max) - HAIR
    magnitudes = 10.0 ** np.sinh(np.linspace(np.arcsinh(low), np.arcsinh(high), POINTS))
    return torch.tensor(np.concatenate([-magnitudes[::-1], magnitudes]), dtype=dtype)


def _errors(got: torch.Tensor, truths: list[object], exact: Exact) -> NDArray[np.float64]:
    limits = torch.finfo(got.dtype)
    return np.array(
        [
            exact.relative_error(number, truth, limits.tiny, limits.max)
            for number, truth in zip(got.tolist(), truths, strict=True)
        ]
    )
