"""A line that jumps: drawn in pieces, with an open and a closed end instead of a stroke across."""

from collections.abc import Iterable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from activations.measured.gaps import Gap
from figures.theme import BACKGROUND, Theme

Floats = NDArray[np.floating]
NEAR = 1e-6  # a point of the line this close to a gap is the place itself
END_SIZE = 8  # pixels
FARTHEST = 1e6  # where an end that is not in the picture stays


def in_pieces(x: Floats, y: Floats, gaps: Iterable[Gap]) -> tuple[Floats, Floats]:
    """The points of a line with its gaps: at each it ends, and goes on after a NaN.

    `inPieces` in ui/components/live_curve.js does the same in the browser.
    """
    for gap in reversed(tuple(gaps)):
        before, after = np.searchsorted(x, [gap.x - NEAR, gap.x + NEAR])
        x = np.concatenate([x[:before], np.full(3, gap.x, x.dtype), x[after:]])
        middle = np.array([held(gap.left), np.nan, held(gap.right)], y.dtype)
        y = np.concatenate([y[:before], middle, y[after:]])
    return x, y


def open_ends(gaps: Iterable[Gap]) -> tuple[list[float], list[float]]:
    """x and y of the ends that a line comes to and does not take."""
    ends = [(gap.x, held(y)) for gap in gaps for y in (gap.left, gap.right) if not _is_same(y, gap.at)]
    return [x for x, _ in ends], [y for _, y in ends]


def closed_ends(gaps: Iterable[Gap]) -> tuple[list[float], list[float]]:
    """x and y of what a line is where it jumps."""
    ends = [(gap.x, held(gap.at)) for gap in gaps if np.isfinite(gap.at)]
    return [x for x, _ in ends], [y for _, y in ends]


def open_marker(colour: str | list[str], theme: Theme, size: int = END_SIZE) -> dict[str, Any]:
    """A ring, through which no line is seen."""
    return {"size": size, "color": BACKGROUND.of(theme), "line": {"color": colour, "width": 2}}


def closed_marker(colour: str | list[str], size: int = END_SIZE) -> dict[str, Any]:
    """A dot as large as the ring."""
    return {"size": size, "color": colour, "line": {"color": colour, "width": 2}}


def held(y: float) -> float:
    """A height that any number format can carry."""
    return float(np.clip(y, -FARTHEST, FARTHEST))


def _is_same(y: float, at: float) -> bool:
    return bool(abs(y - at) <= 1e-3 * max(1.0, abs(at)))
