"""Where a condition ends between two points: many such places are searched at once."""

from collections.abc import Callable
from math import ceil, log2

import numpy as np

POINTS = 1024  # of a round, over all places; many points cost hardly more than one
BITS = 50  # by how much an interval is shortened in all: double precision has 52

Condition = Callable[[np.ndarray], np.ndarray]  # of points [N, M] in rows, one row for each place


def last_places(holds: Condition, inside: np.ndarray, outside: np.ndarray) -> np.ndarray:
    """Return for each pair [N] the last x towards `outside` for which the condition holds, or `outside`.

    Args:
        holds: tells for points [N, M] whether the condition holds; row n belongs to pair n.
        inside: where it holds, [N].
        outside: where it does not, [N].
    """
    if not len(inside):
        return inside
    sections = max(8, POINTS // len(inside))
    rows, end = np.arange(len(inside)), outside
    for _ in range(ceil(BITS / log2(sections))):
        places = np.linspace(inside, outside, sections + 1, axis=1)
        fails = ~holds(places[:, 1:-1])
        last = np.where(fails.any(axis=1), fails.argmax(axis=1), sections - 1)
        inside, outside = places[rows, last], places[rows, last + 1]
    return np.where(outside == end, end, inside)  # up to its end, an interval has no last x


def last_place(holds: Condition, inside: float, outside: float) -> float:
    """Return the last x towards `outside` for which a condition on points [M] still holds."""
    found = last_places(lambda x: holds(x.ravel()).reshape(x.shape), np.array([inside]), np.array([outside]))
    return float(found[0])
