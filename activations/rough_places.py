"""Where a function bends sharply, jumps, or stops being a finite number: found by looking, not by knowing."""

from dataclasses import dataclass

import numpy as np
from torch import nn

from activations.derivatives import curve

REACH = 8.0  # kinks and jumps are looked for within ±REACH
CELLS = 2_048
MOST = 32  # places that are looked at more closely
SECTIONS, ROUNDS = 8, 10  # of a cell, and how often it is cut up: 2⁻³⁰ of it are left
SHARP = 1e-4  # a change of value or slope, as a share of their size, that no smooth function has in 1e-11
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
    """What was found.

    Args:
        kinks: x within ±REACH where the slope changes at once, in order; at most MOST.
        jumps: x where the value does.
        not_finite: stretches within ±FAR, in float32, to the nearest STEP.
    """

    kinks: tuple[float, ...]
    jumps: tuple[float, ...]
    not_finite: tuple[Stretch, ...]


def rough_places(function: nn.Module) -> RoughPlaces:
    """Look for kinks and jumps in float64, and for what is not finite in float32.

    Definition: a cell in which value or slope changes most is cut up again and again, each time in the
        section with the largest change; a change that is still there in 2⁻³⁰ of the cell is a kink or a jump.

    Args:
        function: any module that works elementwise.
    """
    with np.errstate(all="ignore"):
        kinks, jumps = _sharp_places(function)
        return RoughPlaces(kinks, jumps, _not_finite(function))


def sharpest(function: nn.Module, low: np.ndarray, high: np.ndarray) -> list[tuple[float, bool, bool]]:
    """Search cells that are suspected; see `rough_places`.

    Args:
        function: gives, for points [k · C] in k rows, what its argument in column c needs to be measured at.
        low: where each of the C cells begins, float64.
        high: where it ends.

    Returns:
        For each cell the place of its sharpest change, and whether slope and value jump there.
    """
    return _narrowed(function, low, high)


def _sharp_places(function: nn.Module) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """The grid's points lie between the numbers that kinks are usually at."""
    edges = (np.arange(CELLS + 1) - CELLS / 2 + 0.43) * (2 * REACH / CELLS)
    seen = curve(function, edges)
    usable = np.isfinite(seen.value) & np.isfinite(seen.slope)
    inside = np.flatnonzero(usable[:-1] & usable[1:])
    bend = np.abs(np.diff(seen.slope))[inside]
    step = np.abs(np.diff(seen.value) - seen.slope[:-1] * np.diff(edges))[inside]
    cells = inside[np.unique(np.concatenate([np.argsort(-bend)[:MOST], np.argsort(-step)[:MOST]]))]
    kinks, jumps = [], []
    for place, slope_change, value_change in _narrowed(function, edges[cells], edges[cells + 1]):
        if value_change:
            jumps.append(place)
        elif slope_change:
            kinks.append(place)
    return tuple(sorted(set(kinks))), tuple(sorted(set(jumps)))


def _narrowed(function: nn.Module, low: np.ndarray, high: np.ndarray) -> list[tuple[float, bool, bool]]:
    """For each cell the place of its sharpest change, and whether slope and value really change there."""
    if not len(low):
        return []
    for _ in range(ROUNDS):
        x = np.linspace(low, high, SECTIONS + 1)  # [SECTIONS + 1, cells]
        seen = curve(function, x.ravel())
        rows = np.stack([x, seen.value.reshape(x.shape), seen.slope.reshape(x.shape)])
        change = np.nan_to_num(_change(rows[:, :-1], rows[:, 1:]), nan=-1.0)  # also where there is no number
        sharpest = change.argmax(axis=0), np.arange(len(low))
        left, right = rows[:, :-1][:, *sharpest], rows[:, 1:][:, *sharpest]
        low, high = left[0], right[0]
    slope_size = np.maximum(1.0, np.minimum(np.abs(left[2]), np.abs(right[2])))
    bends = np.abs(right[2] - left[2]) > SHARP * slope_size
    leaps = np.abs(right[1] - left[1]) > SHARP * np.maximum(
        1.0, np.minimum(np.abs(left[1]), np.abs(right[1]))
    )
    places = np.round((left[0] + right[0]) / 2, 6) + 0.0
    return list(zip(places.tolist(), bends.tolist(), leaps.tolist(), strict=True))


def _change(left: np.ndarray, right: np.ndarray) -> np.ndarray:
    """How much slope and value change between rows of [x, value, slope]; a jump outweighs any bend."""
    width = right[0] - left[0]
    difference: np.ndarray = np.abs(right[2] - left[2]) + np.abs(right[1] - left[1]) / width
    return difference


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
