"""Where a function is extreme, steepest and saturated: found by scanning, refined by sections."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import copysign, inf, isinf, isnan
from typing import Self

import numpy as np
from torch import nn

from activations.derivatives import curve
from activations.measured.places import Survey
from activations.measured.sections import last_place, last_places

ROUNDING = 1e-12  # a difference that double precision can make by itself
VISIBLE = 1e-9  # a difference that it cannot
SATURATED = 0.01  # the share of the largest slope under which a function counts as saturated
DENSE = 64.0  # points that people type are looked at up to here


@dataclass(frozen=True, slots=True)
class Steepest:
    """The largest |slope| and the interval of x that has it."""

    size: float
    begin: float
    end: float


@dataclass(frozen=True, slots=True, eq=False)
class Scan:
    """A function at every magnitude of x, dense in ±64: arrays [N].

    Points where it is NaN are left out, and those at which autograd errs. Where autograd has no slope, the
    difference to the next points stands in.
    """

    function: nn.Module
    x: np.ndarray
    value: np.ndarray
    slope: np.ndarray
    survey: Survey

    @classmethod
    def of(cls, function: nn.Module, survey: Survey) -> Self:
        """Scan a function; raises a ValueError when it is NaN everywhere."""
        typed = np.union1d(np.linspace(-DENSE, DENSE, 4097), [each.x for each in survey.places])
        seen = curve(function, typed[~np.isin(typed, [each.x for each in survey.misled])])
        x, order = np.unique(np.concatenate([survey.seen.x, seen.x]), return_index=True)
        value = np.concatenate([survey.seen.value, seen.value])[order]
        slope = np.concatenate([survey.seen.slope, seen.slope])[order]
        known = ~np.isnan(value)
        if known.sum() < 2:
            raise ValueError("The function has no value anywhere, so there is nothing to measure.")
        x, value, slope = x[known], value[known], slope[known]
        differences = np.diff(value) / np.diff(x)
        stand_in = np.where(np.isinf(value), np.sign(value * x) * inf, [*differences, differences[-1]])
        slope = np.where(np.isnan(slope), np.nan_to_num(stand_in, posinf=inf, neginf=-inf), slope)
        return cls(function, x, value, slope, survey)

    def gaps(self) -> np.ndarray:
        """Return whether f changes against its slopes from each point to the next: at an unknown break."""
        change = np.diff(self.value)
        seen = np.abs(change) > VISIBLE * np.maximum(1.0, np.abs(self.value[1:]))
        return np.asarray(seen & (self.slope[:-1] * change < 0) & (self.slope[1:] * change < 0))

    def largest_slope(self) -> Steepest:
        """Return the largest |slope|, and the first interval or point that has it."""
        for place in sorted(self.survey.places, key=lambda each: abs(each.x)):
            if isinf(place.left.slope) or isinf(place.right.slope):
                return Steepest(inf, place.x, place.x)
        steepness = np.abs(self.slope)
        index, size = int(steepness.argmax()), supremum(self.x, steepness)
        if isinf(size):
            end = copysign(inf, self.x[index])
            return Steepest(size, end, end)
        slower = np.flatnonzero(steepness < size * (1 - ROUNDING))
        before, after = slower[slower < index], slower[slower > index]
        if len(before) and len(after) and after[0] - before[-1] == 2:
            return self._peak(index)

        def as_steep(x: np.ndarray) -> np.ndarray:
            return np.asarray(np.abs(curve(self.function, x).slope) >= size * (1 - ROUNDING))

        begin = last_place(as_steep, self.x[before[-1] + 1], self.x[before[-1]]) if len(before) else -inf
        end = last_place(as_steep, self.x[after[0] - 1], self.x[after[0]]) if len(after) else inf
        return Steepest(size, round(begin, 9) + 0.0, round(end, 9) + 0.0)  # + 0.0 makes −0 plain 0

    def _peak(self, index: int) -> Steepest:
        """Refine a single steepest point by the sign of the curvature between its neighbours."""

        def steepens(x: np.ndarray) -> np.ndarray:
            here = curve(self.function, x, order=2)
            return np.asarray(np.asarray(here.curvature) * here.slope > 0)

        at = float(self.x[index])
        before, after = steepens(self.x[[index - 1, index + 1]])
        if before and not after:
            edge = last_place(steepens, self.x[index - 1], self.x[index + 1])
            at = at if abs(edge - at) < VISIBLE else edge
        size = abs(float(curve(self.function, np.array([at])).slope[0]))
        return Steepest(abs(float(self.slope[index])) if isnan(size) else size, at, at)

    def flat_ends(self, threshold: float) -> tuple[float | None, float | None]:
        """Return the x below which, and the x above which, |slope| stays under the threshold."""

        def flat(x: np.ndarray) -> np.ndarray:
            return np.asarray(np.abs(curve(self.function, x).slope) < threshold)

        steep = np.flatnonzero(np.abs(self.slope) >= threshold)
        if isinf(threshold) or not len(steep):
            return None, None
        first, last = steep[0], steep[-1]
        below = last_place(flat, self.x[first - 1], self.x[first]) if first > 0 else None
        above = last_place(flat, self.x[last + 1], self.x[last]) if last < len(self.x) - 1 else None
        return below, above

    def turns(self, index: Sequence[int], sign: Sequence[int]) -> np.ndarray:
        """Return the x next to each inner point where sign · f goes from rising to falling, or NaN."""
        at, signs = np.array(index, dtype=int), np.array(sign, dtype=int)
        turning = (signs * self.slope[at - 1] > 0) & (signs * self.slope[at + 1] < 0)
        at, signs = at[turning], signs[turning, None]

        def rises(x: np.ndarray) -> np.ndarray:
            slope = curve(self.function, x.ravel()).slope.reshape(x.shape)
            return np.asarray(signs * slope > 0)

        edges = last_places(rises, self.x[at - 1], self.x[at + 1])
        as_high = signs[:, 0] * (self.value[at] - curve(self.function, edges).value) >= 0
        found = np.full(len(turning), np.nan)
        found[turning] = np.where(as_high | (np.abs(edges - self.x[at]) < VISIBLE), self.x[at], edges)
        return found


def supremum(x: np.ndarray, heights: np.ndarray) -> float:
    """Return the largest height; inf when the outer half of the magnitudes still adds to it."""
    top = float(heights.max())
    inner = float(heights[np.abs(x) <= 1e150].max(initial=-inf))
    return inf if top > inner + max(1.0, abs(inner)) / 1000 else top
