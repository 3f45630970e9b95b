"""Where a function jumps, bends, grows without bound or ends: found by looking, not by knowing."""

from dataclasses import dataclass
from typing import Self

import numpy as np
from torch import nn

from activations.derivatives import Curve, curve
from activations.measured.sections import last_places
from activations.measured.sides import Approach, Place

NEAR, CELL = 12.0, 1 / 128  # the cells are this wide up to here
DENSE = 64.0  # wider up to here, and then grow with the distance from 0
FAR = 1000.0  # beyond, only borders of the values are looked for
TAIL = np.geomspace(DENSE, 1e300, 1000)[1:]
MOST, MOST_FAR = 32, 8  # cells that are looked at more closely, for each reason, within ±12 and beyond
MOST_BORDERS = 16
SECTIONS, ROUNDS = (
    16,
    13,
)  # of a cell, and how often it is cut up; two of them go on: 2⁻³⁹ are left in the end
WAY = slice(1, 18)  # of the cells on the way to a point: the widest but one, to those of 2⁻²³
UNLIKE = 0.9  # a change that is larger than this share of both neighbours' is not smooth
ROUNDING = 1e-12  # of a value: a change that rounding can make
TYPED = (
    (300, 100),
    (240, 20),
    (128, 2),
)  # numbers that people type: to ±3 by hundredths, ±12 and ±64 coarser
STEP = 2.0**-20  # to the points on both sides of one that autograd may be wrong at


@dataclass(frozen=True, slots=True)
class Misled:
    """A point at which autograd's slope is not that of the function, which is smooth there."""

    x: float
    autograd: float
    slope: float


@dataclass(frozen=True, slots=True, eq=False)
class Survey:
    """What was found, and everything that was seen on the way.

    Args:
        places: where f or f′ is not continuous, or f′ grows without bound, in order.
        hidden: x of further points next to which f is steeper than in the cells around.
        misled: where autograd errs.
        crowded: whether there are more places within ±12 than are listed.
        seen: f and f′ at all points that were looked at, in order.
    """

    places: tuple[Place, ...]
    hidden: tuple[float, ...]
    misled: tuple[Misled, ...]
    crowded: bool
    seen: Curve

    @classmethod
    def of(cls, function: nn.Module) -> Self:
        """Look at a function from −1e300 to 1e300, closely within ±12.

        Args:
            function: any module that works elementwise.

        Numerics: float64. The number of points does not depend on the function.
        """
        with np.errstate(all="ignore"):
            grid = curve(function, _grid())
            noise = ROUNDING * _largest(np.abs(grid.slope[np.abs(grid.x) <= NEAR]))
            points = np.concatenate([_borders(function, grid), _narrowed(function, *_sharpest(grid, noise))])
            approach = Approach.of(function, _apart(points))
            more = _apart(_narrowed(function, *_close_by(approach, noise)))
            if len(more):
                more = more[~(np.abs(more[:, None] - approach.x) <= 1e-9).any(axis=1)]
                approach = approach.joined(Approach.of(function, more))
            known = approach.places(100 * noise)
            sharp = [each.is_break or each.bends or each.is_steep for each in known]
            is_place = np.array(sharp, dtype=bool) & ~approach.overflows()
            is_hidden = approach.hidden() & ~_next_to(approach.x, approach.x[is_place])
            places = tuple(each for each, chosen in zip(known, is_place, strict=True) if chosen)
            seen = _joined(grid, approach, is_place | is_hidden)
            hidden = tuple(approach.x[is_hidden].tolist())
            crowded = sum(abs(each.x) <= NEAR for each in places) >= MOST
            return cls(places, hidden, _misled(function), crowded, seen)


def _grid() -> np.ndarray:
    """The edges of all cells: none lies at a number that somebody would type."""
    offset = 0.43 * CELL
    near = np.arange(-NEAR, NEAR + CELL, CELL) + offset
    dense = np.arange(NEAR + 0.1, DENSE, 1 / 16) + offset
    far = np.concatenate([dense, TAIL])
    return np.concatenate([-far[::-1], near, far])


def _borders(function: nn.Module, seen: Curve) -> np.ndarray:
    """The last points that have a value, or a slope where the value goes on; the nearest to 0 first."""
    found = []
    for of_value in (True, False):
        known = _known(seen, of_value)
        cells = np.flatnonzero(known[1:] != known[:-1])
        cells = cells[np.argsort(np.abs(seen.x[cells]))[:MOST_BORDERS]]
        inside = np.where(known[cells], seen.x[cells], seen.x[cells + 1])
        outside = np.where(known[cells], seen.x[cells + 1], seen.x[cells])

        def has_number(x: np.ndarray, of_value: bool = of_value) -> np.ndarray:
            return _known(curve(function, x.ravel()), of_value).reshape(x.shape)

        found.append(last_places(has_number, inside, outside))
    return np.concatenate(found)


def _known(seen: Curve, of_value: bool) -> np.ndarray:
    """Where there is a value; or where there is a slope, if there is a value."""
    there: np.ndarray = ~np.isnan(seen.value)
    return there if of_value else ~np.isnan(seen.slope) | ~there


def _largest(size: np.ndarray) -> float:
    return float(size[np.isfinite(size)].max(initial=0.0))


def _sharpest(seen: Curve, noise: float) -> tuple[np.ndarray, np.ndarray]:
    """Both ends of the cells whose change is unlike that of their neighbours."""
    step = np.abs(_unexplained(seen.x, seen.value, seen.slope))
    bend = np.abs(np.diff(seen.slope))
    middle = np.abs(seen.x[:-1] + seen.x[1:]) / 2
    chosen = []
    for change, rounding in ((step, ROUNDING * np.abs(seen.value)), (bend, np.full(len(seen.x), noise))):
        likeness = _unlikeness(change, rounding)
        for region, most in ((middle <= NEAR, MOST), ((middle > NEAR) & (middle <= FAR), MOST_FAR)):
            cells = np.flatnonzero(region & (likeness > UNLIKE))
            chosen.append(cells[np.argsort(-likeness[cells], kind="stable")[:most]])
    cells = np.unique(np.concatenate(chosen))
    return seen.x[cells], seen.x[cells + 1]


def _close_by(approach: Approach, noise: float) -> tuple[np.ndarray, np.ndarray]:
    """Both ends of such cells on the way to points: a second kink in the cell in which one has been found."""
    low, high = [], []
    chosen = np.abs(approach.x) <= NEAR
    rows = zip(
        *(row[chosen].reshape(-1, row.shape[-1]) for row in (approach.at, approach.value, approach.slope)),
        strict=True,
    )
    for x, value, slope in rows:
        step = _unlikeness(np.abs(_unexplained(x, value, slope)), ROUNDING * np.abs(value))
        bend = _unlikeness(np.abs(np.diff(slope)), np.full(len(x), noise))
        cells = np.flatnonzero(np.maximum(step, bend)[WAY] > UNLIKE) + WAY.start
        low += np.minimum(x[cells], x[cells + 1]).tolist()
        high += np.maximum(x[cells], x[cells + 1]).tolist()
    return np.array(low[:MOST]), np.array(high[:MOST])


def _unlikeness(change: np.ndarray, rounding: np.ndarray) -> np.ndarray:
    """Each cell's change, as a multiple of both neighbours' together and of what rounding can make."""
    known = np.nan_to_num(change, nan=0.0, posinf=1e300)
    around = np.concatenate([[0.0], known, [0.0]])
    noise = np.nan_to_num(np.maximum(rounding[:-1], rounding[1:]), posinf=1e300)
    found: np.ndarray = known / (around[:-2] + around[2:] + noise + 1e-300)
    return found


def _unexplained(x: np.ndarray, value: np.ndarray, slope: np.ndarray) -> np.ndarray:
    """The part of each change of value that the slopes at both ends do not explain."""
    explained = (slope[:-1] + slope[1:]) / 2 * np.diff(x, axis=0)
    found: np.ndarray = np.diff(value, axis=0) - explained
    return found


def _narrowed(function: nn.Module, low: np.ndarray, high: np.ndarray) -> np.ndarray:
    """The place of the sharpest change in each cell."""
    if not len(low):
        return low
    for _ in range(ROUNDS):
        x = np.linspace(low, high, SECTIONS + 1)  # [SECTIONS + 1, cells]
        seen = curve(function, x.ravel())
        value, slope = seen.value.reshape(x.shape), seen.slope.reshape(x.shape)
        change = np.abs(np.diff(slope, axis=0)) + np.abs(_unexplained(x, value, slope)) / np.diff(x, axis=0)
        sharpest = np.nan_to_num(change, nan=-1.0).argmax(axis=0), np.arange(len(low))
        # and half a section on both sides: next to a point that is very close, the place may look outside
        half = np.diff(x, axis=0)[*sharpest] / 2
        low, high = x[:-1][*sharpest] - half, x[1:][*sharpest] + half
    middle: np.ndarray = (low + high) / 2
    return middle


def _apart(points: np.ndarray) -> np.ndarray:
    """The points in order, each once, as short decimal numbers where they are one up to rounding."""
    short = points.round(10)
    scale = np.maximum(1.0, np.abs(points))
    points = np.sort(np.where(np.abs(short - points) < 1e-13 * scale, short, points) + 0.0)
    is_new: np.ndarray = np.diff(points, prepend=-np.inf) > 1e-9 * np.maximum(1.0, np.abs(points))
    found: np.ndarray = points[is_new]
    return found


def _next_to(x: np.ndarray, places: np.ndarray) -> np.ndarray:
    """Whether each x is within two cells of one of the places."""
    return np.asarray((np.abs(x[:, None] - places) <= 2 * CELL).any(axis=1))


def _misled(function: nn.Module) -> tuple[Misled, ...]:
    """Points that people type, at which autograd's slope is not the one on both sides."""
    x = np.unique(np.concatenate([np.arange(-n, n + 1) / parts for n, parts in TYPED]))
    seen = curve(function, np.concatenate([x - STEP, x, x + STEP]))
    (before, value, after), (left, here, right) = (row.reshape(3, -1) for row in (seen.value, seen.slope))
    around, differences = (left + right) / 2, (after - before) / (2 * STEP)
    size = np.maximum(np.abs(left), np.abs(right))
    apart = np.abs(left - right) + 1e-3 * size
    is_smooth = np.isfinite(value) & (np.abs(left - right) <= 1e-3 * (1 + size))
    is_smooth &= (np.abs(differences - around) <= apart) & (
        np.abs(value - (before + after) / 2) <= STEP * (1 + size)
    )
    errs = is_smooth & ~(np.abs(here - around) <= 10 * apart)
    return tuple(
        Misled(*row)
        for row in zip(x[errs].tolist(), here[errs].tolist(), differences[errs].tolist(), strict=True)
    )


def _joined(grid: Curve, approach: Approach, chosen: np.ndarray) -> Curve:
    """The cells' edges, and what was seen next to the chosen points [N], in the order of x."""
    x = np.concatenate([grid.x, approach.at[chosen].ravel()])
    value = np.concatenate([grid.value, approach.value[chosen].ravel()])
    slope = np.concatenate([grid.slope, approach.slope[chosen].ravel()])
    x, order = np.unique(x, return_index=True)
    return Curve(x, value[order], slope[order], None)
