"""Where a function is extreme, steepest and saturated: found by scanning, refined by sections."""

from collections.abc import Callable
from dataclasses import dataclass
from math import copysign, inf, isinf
from typing import Self

import numpy as np
from torch import nn

from activations.derivatives import curve

ROUNDING = 1e-12  # a difference that double precision can make by itself
VISIBLE = 1e-9  # a difference that it cannot
SATURATED = 0.01  # the share of the largest slope under which a function counts as saturated
DENSE = 64.0  # the scan is linear up to here and geometric beyond
SECTIONS = 1024  # of an interval that is searched, each round; many points cost hardly more than one
ROUNDS = 5  # until it is as short as double precision can tell

Condition = Callable[[np.ndarray], np.ndarray]  # of each x [N]


@dataclass(frozen=True, slots=True)
class Extreme:
    """The infimum or supremum of a function, the x nearest to it, and whether that x takes it."""

    value: float
    x: float
    reached: bool


@dataclass(frozen=True, slots=True)
class Steepest:
    """The largest |slope| and the interval of x that has it."""

    size: float
    begin: float
    end: float


@dataclass(frozen=True, slots=True, eq=False)
class Scan:
    """A function at every magnitude of x, dense in ±64: arrays [N].

    Points where it is NaN are left out; where only its slope is NaN, the nearest slope stands in.
    """

    function: nn.Module
    x: np.ndarray
    value: np.ndarray
    slope: np.ndarray

    @classmethod
    def of(cls, function: nn.Module) -> Self:
        """Scan a function; raises a ValueError when it is NaN everywhere."""
        tail = np.geomspace(DENSE, 1e300, 1000)[1:]
        seen = curve(function, np.concatenate([-tail[::-1], np.linspace(-DENSE, DENSE, 4097), tail]))
        known = ~np.isnan(seen.value)
        x, value, slope = seen.x[known], seen.value[known], seen.slope[known]
        sloped = np.flatnonzero(~np.isnan(slope))
        if not len(sloped):
            raise ValueError("The function has no slope anywhere, so there is nothing to measure.")
        nearest = np.interp(np.arange(len(x)), sloped, sloped).round().astype(int)
        return cls(function, x, value, slope[nearest])

    def extreme(self, sign: int) -> Extreme:
        """Return the supremum for sign 1, the infimum for sign −1."""
        heights = sign * self.value
        top, index = self._supremum(heights), int(heights.argmax())
        if isinf(top):
            return Extreme(sign * top, float(self.x[index]), reached=False)
        nearby = np.flatnonzero(np.abs(self.x) <= DENSE)
        for candidate in (int(nearby[heights[nearby].argmax()]), index):
            at = self._turn(candidate, sign)
            if at is not None and sign * self._at(at)[0] >= top - ROUNDING:
                return Extreme(self._at(at)[0] + 0.0, at, reached=True)
        return Extreme(sign * top + 0.0, float(self.x[index]), self._leaves(heights, top, sign))

    def _turn(self, index: int, sign: int) -> float | None:
        """Return the x next to a point of the scan where sign · f goes from rising to falling."""
        left, right = max(index - 1, 0), min(index + 1, len(self.x) - 1)
        if not sign * self.slope[left] > 0 > sign * self.slope[right]:
            return None
        return self._refined(index, lambda x: sign * self._along(x)[1] > 0)

    def _refined(self, index: int, holds: Condition) -> float:
        """Return where the condition ends between a point's neighbours: the point itself when it is there."""
        at, edge = float(self.x[index]), _edge(holds, self.x[index - 1], self.x[index + 1])
        return at if abs(edge - at) < VISIBLE else edge

    def _leaves(self, heights: np.ndarray, top: float, sign: int) -> bool:
        """Tell whether the function visibly leaves the x at which it equals its extreme.

        By rounding, a function that only approaches a bound equals it far out; near there it hardly moves.
        """
        scale = max(1.0, abs(top))

        def equal(x: np.ndarray) -> np.ndarray:
            return sign * self._along(x)[0] >= top - ROUNDING * scale

        inside = heights >= top - ROUNDING * scale
        borders = np.flatnonzero(inside[1:] != inside[:-1])
        for border in borders:
            near, far = (border, border + 1) if inside[border] else (border + 1, border)
            edge = _edge(equal, self.x[near], self.x[far])
            beyond = edge + copysign(max(1.0, abs(edge)) / 8, far - near)
            if top - sign * self._at(beyond)[0] > VISIBLE * scale:
                return True
        return len(borders) == 0

    def largest_slope(self) -> Steepest:
        """Return the largest |slope|, and the first interval or point that has it."""
        steepness = np.abs(self.slope)
        index, size = int(steepness.argmax()), self._supremum(steepness)
        if isinf(size):
            end = copysign(inf, self.x[index])
            return Steepest(size, end, end)
        slower = np.flatnonzero(steepness < size * (1 - ROUNDING))
        before, after = slower[slower < index], slower[slower > index]
        if len(before) and len(after) and after[0] - before[-1] == 2:
            return self._peak(index)

        def as_steep(x: np.ndarray) -> np.ndarray:
            return np.asarray(np.abs(self._along(x)[1]) >= size * (1 - ROUNDING))

        begin = _edge(as_steep, self.x[before[-1] + 1], self.x[before[-1]]) if len(before) else -inf
        end = _edge(as_steep, self.x[after[0] - 1], self.x[after[0]]) if len(after) else inf
        return Steepest(size, round(begin, 9) + 0.0, round(end, 9) + 0.0)  # + 0.0 makes −0 plain 0

    def _peak(self, index: int) -> Steepest:
        """Refine a single steepest point by the sign of the curvature between its neighbours."""

        def steepens(x: np.ndarray) -> np.ndarray:
            here = curve(self.function, x, order=2)
            return np.asarray(np.asarray(here.curvature) * here.slope > 0)

        at = float(self.x[index])
        before, after = steepens(self.x[[index - 1, index + 1]])
        if before and not after:
            at = self._refined(index, steepens)
        return Steepest(abs(self._at(at)[1]), at, at)

    def flat_ends(self, threshold: float) -> tuple[float | None, float | None]:
        """Return the x below which, and the x above which, |slope| stays under the threshold."""

        def flat(x: np.ndarray) -> np.ndarray:
            return np.asarray(np.abs(self._along(x)[1]) < threshold)

        steep = np.flatnonzero(np.abs(self.slope) >= threshold)
        if isinf(threshold) or not len(steep):
            return None, None
        first, last = steep[0], steep[-1]
        below = _edge(flat, self.x[first - 1], self.x[first]) if first > 0 else None
        above = _edge(flat, self.x[last + 1], self.x[last]) if last < len(self.x) - 1 else None
        return below, above

    def _supremum(self, heights: np.ndarray) -> float:
        """Return the largest height; inf when the outer half of the magnitudes still adds to it."""
        top, inner = float(heights.max()), float(heights[np.abs(self.x) <= 1e150].max())
        return inf if top > inner + max(1.0, abs(inner)) / 1000 else top

    def _at(self, x: float) -> tuple[float, float]:
        """Return value and slope at one x."""
        values, slopes = self._along(np.array([x]))
        return float(values[0]), float(slopes[0])

    def _along(self, x: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Return values and slopes at several x."""
        here = curve(self.function, x)
        return here.value, here.slope


def _edge(holds: Condition, inside: float, outside: float) -> float:
    """Return the last x towards `outside` for which the condition still holds."""
    for _ in range(ROUNDS):
        places = np.linspace(inside, outside, SECTIONS + 1)
        fails = np.flatnonzero(~holds(places[1:-1]))
        last = int(fails[0]) if len(fails) else SECTIONS - 1
        inside, outside = places[last], places[last + 1]
    return float(inside)
