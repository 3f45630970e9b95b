"""Where lines are looked at, so that straight strokes between the points cannot be told from them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from activations.measured.gaps import Gap

Floats = NDArray[np.floating]
WIDE, TALL = 1400, 600  # pixels: no chart of the lab is larger at 1920 × 1080
TOLERANCE = 0.1  # pixels, at three places of each stroke: nowhere on it is it 0.3
BETWEEN = np.array([0.23, 0.5, 0.79])[:, None]  # of a stroke: no wave has all three at its zeros
MIDDLE = 1
ROUNDS = 12  # of halving: where a line ends or turns at once, 2⁻¹² of a cell are left
NEAR = 1e-6  # a point this close to a gap is the place itself


@dataclass(frozen=True, slots=True)
class Picture:
    """What is seen of lines: the heights from low to high, over a width in units of x."""

    low: float
    high: float
    width: float


def refined(
    lines: Callable[[Floats], Floats],
    gaps: Sequence[tuple[Gap, ...]],
    x: Floats,
    picture: Picture,
    most: int,
) -> tuple[Floats, Floats]:
    """Return points [N], and the lines' heights there [K, N], with strokes between them as good as the lines.

    Definition: every place at which a line jumps is a point; a cell is halved while one of its strokes is
        more than TOLERANCE away from its line, where a part of it is in the picture.

    Args:
        lines: gives the heights [K, N] of K lines at points [N].
        gaps: where each line jumps, [K].
        x: the points that are there in any case, in order; their dtype is that of all.
        picture: what is seen.
        most: how many points there may be; the cells that need them most come first.
    """
    x = _with_places(gaps, x, most)
    y = lines(x)
    cells = np.arange(len(x) - 1)
    with np.errstate(all="ignore"):
        for _ in range(ROUNDS):
            ends = x[cells], x[cells + 1]
            between = (ends[0] + BETWEEN * (ends[1] - ends[0])).astype(x.dtype)
            inner = lines(between.ravel()).reshape(-1, *between.shape)
            distance = _distance(gaps, ends, (y[:, cells], y[:, cells + 1]), inner, picture)
            worst = np.argsort(-distance, kind="stable")[: max(0, most - len(x))]
            halved = np.sort(worst[distance[worst] > TOLERANCE])
            after = cells[halved] + 1
            x = np.insert(x, after, between[MIDDLE, halved])
            y = np.insert(y, after, inner[:, MIDDLE, halved], axis=1)
            cells = (after + np.arange(len(halved)) + np.array([[-1], [0]])).T.ravel()
            if not len(cells):
                break
    return x, y


def _with_places(gaps: Sequence[tuple[Gap, ...]], x: Floats, most: int) -> Floats:
    """The points, and the places of gaps that are not there yet."""
    places = np.array([gap.x for each in gaps for gap in each if not (np.abs(x - gap.x) < NEAR).any()])
    return np.union1d(x, places[:most].astype(x.dtype))


def _distance(
    gaps: Sequence[tuple[Gap, ...]],
    ends: tuple[Floats, Floats],
    heights: tuple[Floats, Floats],
    inner: Floats,
    picture: Picture,
) -> Floats:
    """How far, in pixels, the strokes over each cell are from their lines at most; ∞ where a line ends."""
    (left, right), (start, end) = ends, heights
    for line, each in enumerate(gaps):
        for gap in each:
            start[line, np.abs(left - gap.x) < NEAR] = gap.right
            end[line, np.abs(right - gap.x) < NEAR] = gap.left
    start, end = start[:, None].astype(np.float64), end[:, None].astype(np.float64)
    strokes = start + BETWEEN * (end - start)
    up, across = (picture.high - picture.low) / TALL, picture.width / WIDE
    slant = np.hypot(1, (end - start) / up * across / (right - left))
    away = (np.abs(inner - strokes) / up / slant).max(axis=1)
    y = np.concatenate([start, inner, end], axis=1)
    is_number = np.isfinite(y)
    is_seen = (np.where(is_number, y, -np.inf).max(axis=1) > picture.low) & (
        np.where(is_number, y, np.inf).min(axis=1) < picture.high
    )
    away = np.where(is_number.all(axis=1), away, np.inf)
    found: Floats = np.where(is_seen, away, 0.0).max(axis=0)
    return found
