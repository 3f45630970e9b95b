"""Which values a function takes: an interval for each piece between two places where it is not continuous."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf, isfinite, isinf, isnan, nan

import numpy as np

from activations.derivatives import curve
from activations.measured.landmarks import DENSE, ROUNDING, VISIBLE, Scan, supremum
from activations.measured.sections import last_places
from activations.measured.sides import Place

ASIDE = 1e-3  # the distance from a piece's end at which a value is not only approached
MOST_BORDERS = 8  # of a plateau that are looked at
SAME = 1e-7  # of a size: a value that is a limit, up to the rounding of its x
MOST_INTERVALS = 5


@dataclass(frozen=True, slots=True)
class Extreme:
    """The infimum or supremum of a function, the x nearest to it, and whether that x takes it."""

    value: float
    x: float
    reached: bool


@dataclass(frozen=True, slots=True)
class Interval:
    """Values from the lowest to the highest, and whether these two are among them."""

    lowest: Extreme
    highest: Extreme


@dataclass(frozen=True, slots=True, eq=False)
class Piece:
    """The points of a scan between two breaks: their x and values [N], and their first index."""

    first: int
    x: np.ndarray
    value: np.ndarray
    before: Place | None
    after: Place | None
    is_endless: bool  # whether it goes on to −∞ or ∞

    def limits(self, sign: int) -> list[tuple[float, float]]:
        """sign · the limit at each end that is a break, and its x."""
        left = [] if self.before is None else [(sign * self.before.right.value, self.before.x)]
        right = [] if self.after is None else [(sign * self.after.left.value, self.after.x)]
        return [each for each in (*left, *right) if not isnan(each[0])]


def intervals(scan: Scan) -> tuple[Interval, ...]:
    """Return the values of a function as intervals that do not touch, in order; one where they are many."""
    parts, others = _pieces(scan)
    wanted = [(part, sign) for part in parts for sign in (-1, 1)]
    turns = _turns(scan, wanted)
    extremes = [_extreme(scan, part, sign, found) for (part, sign), found in zip(wanted, turns, strict=True)]
    found = [Interval(low, high) for low, high in zip(extremes[::2], extremes[1::2], strict=True)]
    united = _united(found + [Interval(each, each) for each in _values_at_breaks(scan)])
    united = _united(united + _outside(united, others))
    if len(united) > MOST_INTERVALS:
        return (Interval(united[0].lowest, united[-1].highest),)
    return tuple(united)


def _pieces(scan: Scan) -> tuple[list[Piece], np.ndarray]:
    """The pieces between breaks; and of those with gaps, all values beyond the gaps next to 0."""
    breaks = [each for each in scan.survey.places if each.is_break]
    at = np.array([each.x for each in breaks])
    firsts = [0, *np.searchsorted(scan.x, at, side="right").tolist()]
    lasts = [*np.searchsorted(scan.x, at, side="left").tolist(), len(scan.x)]
    around = [None, *breaks, None]
    gaps = np.flatnonzero(scan.gaps()) + 1
    pieces: list[Piece] = []
    others = [np.array([])]
    for n, (first, last) in enumerate(zip(firsts, lasts, strict=True)):
        if first == last:
            continue
        cuts = np.array([first, *gaps[(gaps > first) & (gaps < last)], last])
        middle = first + int(np.abs(scan.x[first:last]).argmin())
        kept = int(np.searchsorted(cuts, middle, side="right")) - 1
        begin, end = cuts[kept], cuts[kept + 1]
        before, after = around[n] if kept == 0 else None, around[n + 1] if kept == len(cuts) - 2 else None
        endless = begin == 0 or end == len(scan.x)
        pieces.append(Piece(begin, scan.x[begin:end], scan.value[begin:end], before, after, endless))
        others += [scan.value[first:begin], scan.value[end:last]]
    return pieces, np.concatenate(others)


def _outside(known: Sequence[Interval], values: np.ndarray) -> list[Interval]:
    """All from the lowest to the highest of the values that lie in none of the known intervals."""
    for each in known:
        low, high = each.lowest.value, each.highest.value
        room = VISIBLE * np.maximum(1.0, np.abs(values))
        values = values[~((values >= low - room) & (values <= high + room))]
    if not len(values):
        return []
    return [Interval(*(Extreme(float(end), nan, reached=True) for end in (values.min(), values.max())))]


def _turns(scan: Scan, wanted: Sequence[tuple[Piece, int]]) -> list[list[tuple[float, float]]]:
    """For each piece and sign the points where sign · f is highest and turns: x and sign · f(x)."""
    index, sign, row = [], [], []
    for n, (part, direction) in enumerate(wanted):
        heights = direction * part.value
        near = np.flatnonzero(np.abs(part.x) <= DENSE)
        tops = {_middle_top(heights), *([int(near[_middle_top(heights[near])])] if len(near) else [])}
        for top in sorted(tops, key=lambda each: abs(part.x[each])):
            if 0 < top < len(part.x) - 1:
                index.append(part.first + top)
                sign.append(direction)
                row.append(n)
    found: list[list[tuple[float, float]]] = [[] for _ in wanted]
    at = scan.turns(index, sign)
    value = curve(scan.function, at).value
    for n, direction, x, y in zip(row, sign, at.tolist(), value.tolist(), strict=True):
        if not isnan(x):
            found[n].append((x, direction * y))
    return found


def _middle_top(heights: np.ndarray) -> int:
    """The index of the largest, or of the middle one where several are."""
    tops = np.flatnonzero(heights == heights.max())
    return int(tops[len(tops) // 2])


def _extreme(scan: Scan, part: Piece, sign: int, turns: Sequence[tuple[float, float]]) -> Extreme:
    """The supremum of a piece for sign 1, its infimum for sign −1."""
    heights = sign * part.value
    index = _middle_top(heights)
    limit, end = max(part.limits(sign), default=(-inf, 0.0))
    top = max(supremum(part.x, heights), limit)
    if isinf(top):
        return Extreme(sign * top, float(part.x[index]) if limit < top else end, reached=False)
    for x, height in turns:
        if height >= top - ROUNDING:
            return Extreme(sign * height + 0.0, x, reached=True)
    equal = heights >= top - ROUNDING * max(1.0, abs(top))
    reached = not part.is_endless or _leaves(scan, part, sign * top, sign)
    if limit >= top - ROUNDING * max(1.0, abs(top)):
        aside = equal & (np.abs(part.x - end) > ASIDE)
        return Extreme(sign * limit + 0.0, end, reached and bool(aside.any()))
    if not reached and abs(top) < abs(part.value[np.abs(part.x) <= 1e150][[0, -1]]).min() / 10:
        top = 0.0  # as 1/x goes on falling
    return Extreme(sign * top + 0.0, float(part.x[index]), reached)


def _leaves(scan: Scan, part: Piece, value: float, sign: int) -> bool:
    """Tell whether the function visibly leaves the points at which it equals its extreme.

    By rounding, a function that only approaches a bound equals it far out; near there it hardly moves.
    """
    scale = max(1.0, abs(value))

    def equal(x: np.ndarray) -> np.ndarray:
        seen = curve(scan.function, x.ravel()).value.reshape(x.shape)
        return np.asarray(sign * (seen - value) >= -ROUNDING * scale)

    inside = sign * (part.value - value) >= -ROUNDING * scale
    borders = np.flatnonzero(inside[1:] != inside[:-1])
    if not len(borders):
        return True
    borders = borders[np.argsort(np.abs(part.x[borders]), kind="stable")[:MOST_BORDERS]]
    near = np.where(inside[borders], borders, borders + 1)
    far = np.where(inside[borders], borders + 1, borders)
    edge = last_places(equal, part.x[near], part.x[far])
    beyond = edge + np.copysign(np.maximum(1.0, np.abs(edge)) / 8, far - near)
    return bool((sign * (value - curve(scan.function, beyond).value) > VISIBLE * scale).any())


def _values_at_breaks(scan: Scan) -> list[Extreme]:
    """The values at the breaks themselves, as far as they are known.

    Where a comparison of x with a number that has no short decimals decides, nobody can tell to which side
    that number belongs.
    """
    found = []
    for place in scan.survey.places:
        if not place.is_break or place.is_pole or not isfinite(place.value):
            continue
        limits = [each for each in (place.left.value, place.right.value) if not isnan(each)]
        equal = [each for each in limits if abs(place.value - each) <= SAME * max(1.0, abs(each))]
        if place.is_border or place.x == round(place.x, 10):
            found.append(Extreme((equal or [place.value])[0], place.x, reached=True))
    return found


def _united(parts: Sequence[Interval]) -> list[Interval]:
    """Join the intervals that overlap, or that meet in a value which one of them has."""
    found: list[Interval] = []
    for each in sorted(parts, key=lambda part: (part.lowest.value, not part.lowest.reached)):
        last = found[-1] if found else None
        if last is not None and _meet(last.highest, each.lowest):
            lowest = last.lowest
            highest = max(last.highest, each.highest, key=lambda end: (end.value, end.reached))
            found[-1] = Interval(lowest, highest)
        else:
            found.append(each)
    return found


def _meet(high: Extreme, low: Extreme) -> bool:
    gap = low.value - high.value
    if isnan(gap) or abs(gap) <= ROUNDING * max(1.0, abs(low.value)):
        return isinf(low.value) or high.reached or low.reached
    return gap < 0
