"""Where a function bends sharply, jumps, grows without bound, or stops being a finite number, near 0."""

from dataclasses import dataclass

import numpy as np
from torch import nn

from activations.derivatives import curve
from activations.measured.places import Misled, Survey

REACH = 8.0  # what is listed lies within ±REACH
FAR = 100.0  # floats that are not finite are looked for within ±FAR
STEP = 0.05


@dataclass(frozen=True, slots=True)
class Stretch:
    """Points from low to high at which float32 is not finite: some values, or the slopes alone."""

    low: float
    high: float
    of_value: bool


@dataclass(frozen=True, slots=True)
class RoughPlaces:
    """What was found: x within ±REACH, in order.

    Args:
        kinks: where the slope changes at once.
        steep: where the value is finite and the slope is not.
        jumps: where the value changes at once.
        poles: where the value grows without bound.
        misled: where the function is smooth and autograd returns another slope.
        crowded: whether there are more kinks and jumps than are listed.
        not_finite: stretches within ±FAR, in float32, to the nearest STEP.
    """

    kinks: tuple[float, ...]
    steep: tuple[float, ...]
    jumps: tuple[float, ...]
    poles: tuple[float, ...]
    misled: tuple[Misled, ...]
    crowded: bool
    not_finite: tuple[Stretch, ...]


def rough_places(function: nn.Module, survey: Survey | None = None) -> RoughPlaces:
    """Sort what a survey in float64 has found, and look for what is not finite in float32.

    Args:
        function: any module that works elementwise.
        survey: its places, when they are known already.
    """
    with np.errstate(all="ignore"):
        survey = survey or Survey.of(function)
        near = [each for each in survey.places if abs(each.x) <= REACH]
        return RoughPlaces(
            kinks=tuple(each.x for each in near if each.bends and not each.is_break and not each.is_steep),
            steep=tuple(each.x for each in near if each.is_steep),
            jumps=tuple(each.x for each in near if each.jumps),
            poles=tuple(each.x for each in near if each.is_pole),
            misled=tuple(each for each in survey.misled if abs(each.x) <= REACH),
            crowded=survey.crowded,
            not_finite=_not_finite(function),
        )


def _not_finite(function: nn.Module) -> tuple[Stretch, ...]:
    x = np.linspace(-FAR, FAR, round(2 * FAR / STEP) + 1).round(2).astype(np.float32)
    seen = curve(function, x)
    of_value = ~np.isfinite(seen.value)
    broken = of_value | ~np.isfinite(seen.slope)
    stretches = np.split(np.arange(len(x)), np.flatnonzero(np.diff(broken)) + 1)
    return tuple(
        Stretch(round(float(x[each[0]]), 2), round(float(x[each[-1]]), 2), bool(of_value[each].any()))
        for each in stretches
        if broken[each[0]]
    )
