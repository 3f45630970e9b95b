"""A function's curve at every position of its slider, so that a page can show each without computing it."""

from dataclasses import dataclass

import numpy as np
from torch import nn

from activations.catalogue import create, entry
from activations.derivatives import curve
from activations.measured.gaps import Gaps, gaps_of
from activations.measured.landmarks import SATURATED

WINDOW = 8.0  # the curves run over ±WINDOW
STEP = 0.05  # the distance between two points of a curve, and between two positions of the probe


@dataclass(frozen=True, slots=True, eq=False)
class Sweep:
    """The curves of one function over its first parameter.

    Args:
        x: the points, float32 [N].
        settings: the parameter's values in the slider's order, float64 [F]; without a parameter, one NaN.
        value: f(x) for each setting, float32 [F, N].
        slope: f′(x) by autograd, float32 [F, N].
        saturated: the x where saturation begins on the left and on the right, float64 [F, 2], as a multiple
            of STEP (`properties.measure` has it exactly); ∓∞ where it never does.
        gaps: where value and slope jump, for each setting; none given: nowhere.
    """

    x: np.ndarray
    settings: np.ndarray
    value: np.ndarray
    slope: np.ndarray
    saturated: np.ndarray
    gaps: tuple[Gaps, ...] = ()

    def gaps_at(self, frame: int) -> Gaps:
        """The gaps of one setting's lines."""
        return self.gaps[frame] if self.gaps else Gaps()

    def nearest(self, setting: float | None) -> int:
        """The index of the setting closest to this value."""
        return 0 if setting is None else int(np.abs(self.settings - setting).argmin())


def sweep(key: str) -> Sweep:
    """Compute a function's curves for every position of its parameter's slider.

    Args:
        key: a key of the catalogue.

    Numerics: float32, as networks compute; the sweep is over the first parameter alone.
    """
    x = np.linspace(-WINDOW, WINDOW, round(2 * WINDOW / STEP) + 1).round(2).astype(np.float32)
    parameter = next(iter(entry(key).function_class.hyperparameters), None)
    if parameter is None:
        settings = np.array([np.nan])
        functions = [create(key)]
    else:
        positions = round((parameter.high - parameter.low) / parameter.step) + 1
        settings = np.linspace(parameter.low, parameter.high, positions).round(6)
        functions = [create(key, **{parameter.name: float(setting)}) for setting in settings]
    curves = [curve(function, x) for function in functions]
    return Sweep(
        x=x,
        settings=settings,
        value=np.stack([each.value for each in curves]),
        slope=np.stack([each.slope for each in curves]),
        saturated=np.array([_saturated(function) for function in functions]),
        gaps=tuple(gaps_of(function, x) for function in functions),
    )


def _saturated(function: nn.Module) -> tuple[float, float]:
    """Return below and above which x the slope stays under 1 % of its largest, to the nearest point drawn."""
    reach = 10 * WINDOW  # far enough to find the largest slope of the softest setting
    x = np.linspace(-reach, reach, round(2 * reach / STEP) + 1).round(2)
    size = np.abs(curve(function, x).slope)
    steep = np.flatnonzero(size >= SATURATED * size.max())
    return (
        float(x[steep[0] - 1]) if steep[0] > 0 else -np.inf,
        float(x[steep[-1] + 1]) if steep[-1] < len(x) - 1 else np.inf,
    )
