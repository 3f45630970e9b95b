"""A function's curve at every position of its slider, so that a page can show each without computing it."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from torch import nn

from activations.catalogue import create, entry
from activations.derivatives import curve
from activations.measured.gaps import Gaps, gaps_of
from activations.measured.landmarks import SATURATED
from activations.measured.points import Floats, Picture, refined

WINDOW = 8.0  # the curves run over ±WINDOW
STEP = 0.05  # the distance between two positions of the probe, at each of which the curves have a point
MOST_NUMBERS = 60_000  # of a line at all settings: what the browser gets stays below a megabyte
MOST_POINTS = 6_000
ROOM = 0.08  # the share of the height left free above and below the curves
# A line may leave the picture: so its bends stay large, where arms that go straight on would press them flat.
LOWEST, HIGHEST = -4.0, 5.0


@dataclass(frozen=True, slots=True, eq=False)
class Sweep:
    """The curves of one function over its first parameter.

    Args:
        x: the points, float32 [N]: the positions of the probe, and more wherever a curve needs them.
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

    @property
    def heights(self) -> tuple[float, float]:
        """The lower and upper end of the y axis: the same for all settings, so that only the curves move."""
        at_probe = np.isin(self.x, probed())
        return heights(self.value[:, at_probe], self.slope[:, at_probe])

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
    parameter = next(iter(entry(key).function_class.hyperparameters), None)
    if parameter is None:
        settings = np.array([np.nan])
        functions = [create(key)]
    else:
        positions = round((parameter.high - parameter.low) / parameter.step) + 1
        settings = np.linspace(parameter.low, parameter.high, positions).round(6)
        functions = [create(key, **{parameter.name: float(setting)}) for setting in settings]
    gaps = tuple(gaps_of(function, probed()) for function in functions)

    def lines(x: Floats) -> Floats:
        found = [curve(function, x) for function in functions]
        return np.stack([[each.value for each in found], [each.slope for each in found]])

    x, (value, slope) = drawn(lines, gaps)
    saturated = np.array([_saturated(function) for function in functions])
    return Sweep(x, settings, value, slope, saturated, gaps)


def probed() -> np.ndarray:
    """The positions of the probe, float32."""
    return np.linspace(-WINDOW, WINDOW, round(2 * WINDOW / STEP) + 1).round(2).astype(np.float32)


def drawn(lines: Callable[[Floats], Floats], gaps: tuple[Gaps, ...]) -> tuple[Floats, Floats]:
    """The points [N] that curves at all settings are drawn through, and values and slopes there [2, F, N].

    Args:
        lines: gives values and slopes at points.
        gaps: where they jump, [F].
    """
    picture = Picture(*heights(*lines(probed())), 2 * WINDOW)
    jumps = [each.value for each in gaps] + [each.slope for each in gaps]
    most = min(MOST_POINTS, MOST_NUMBERS // len(gaps))
    x, found = refined(lambda x: lines(x).reshape(-1, len(x)), jumps, probed(), picture, most)
    return x, found.reshape(2, len(gaps), len(x))


def heights(value: Floats, slope: Floats) -> tuple[float, float]:
    """From where to where a picture of these curves goes: all of them, up to LOWEST and HIGHEST."""
    curves = np.concatenate([value, slope])
    finite = curves[np.isfinite(curves)]
    low = max(LOWEST, float(finite.min(initial=HIGHEST)))
    high = min(HIGHEST, float(finite.max(initial=LOWEST)))
    if low >= high:  # nothing of it fits
        low, high = LOWEST, HIGHEST
    room = ROOM * (high - low)
    return low - room, high + room


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
