"""Where a drawn line has to be interrupted: a function or its slope jumps, and takes nothing in between."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from activations.derivatives import curve

SPLIT = 0.43  # of a cell: at a place where no kink of a formula with short numbers lies
SUDDEN = 0.8  # share of a cell's change that happens in one of its parts; 0.57 in a short smooth cell
BESIDE = 1e-5  # the distance from a jump at which the lines beside it are read
VISIBLE = 1e-3  # a jump in a line, as a share of its size there
SECTIONS, ROUNDS = 8, 10  # of a cell, and how often it is cut up: 2⁻³⁰ of it are left
SHARP = 1e-4  # a change of value or slope, as a share of their size, that no smooth function has in 1e-11
MOST = 40  # places in one curve: with more of them, its gaps could not be told apart, and it is drawn without

Floats = NDArray[np.floating]


@dataclass(frozen=True, slots=True)
class Gap:
    """A jump of a line.

    Args:
        x: where.
        left: what the line comes to from the left.
        right: where it goes on from on the right.
        at: what autograd, or the function, gives at x itself: one of both, or a point of its own.
    """

    x: float
    left: float
    right: float
    at: float


@dataclass(frozen=True, slots=True)
class Gaps:
    """The gaps of a function's line and of its slope's, from left to right."""

    value: tuple[Gap, ...] = ()
    slope: tuple[Gap, ...] = ()


class Slope(nn.Module):
    """A function's slope by autograd, as a function that has a slope itself."""

    def __init__(self, function: nn.Module) -> None:
        super().__init__()
        self.function = function

    def forward(self, x: Tensor) -> Tensor:
        value = self.function(x)
        if not value.requires_grad:
            return torch.zeros_like(x)
        (slope,) = torch.autograd.grad(value.sum(), x, create_graph=True, materialize_grads=True)
        return slope


def gaps_of(function: nn.Module, x: Floats) -> Gaps:
    """Find the gaps of one function's lines.

    Args:
        function: any module that works elementwise.
        x: the points [N] that are drawn, float32 or float64, evenly spaced.
    """
    (found,) = gaps_of_each(lambda _: function, 1, x)
    return found


def gaps_of_each(
    function_of: Callable[[NDArray[np.intp]], nn.Module], count: int, x: Floats
) -> tuple[Gaps, ...]:
    """Find the gaps of several functions' lines, all at once.

    Definition: a cell between two points in which value or slope changes suddenly is cut up again
        and again, each time in the section with the largest change; what is left is a jump, or nothing.

    Args:
        function_of: gives, for the numbers of some of the functions [R], a module for points [k · R] of which
            point i belongs to function i mod R.
        count: how many functions there are.
        x: as for `gaps_of`.

    Returns:
        For each function its gaps: all of them, or none when it changes suddenly in more than MOST cells.
    """
    with np.errstate(all="ignore"):
        functions, cells = _sudden(function_of(np.arange(count)), count, x)
        if not len(cells):
            return (Gaps(),) * count
        wide = x.astype(np.float64)
        # a float32 that stands for 0.3 lies beside it
        found = _narrowed(function_of(functions), wide[cells] - BESIDE, wide[cells + 1] + BESIDE)
        places = {
            (int(f), place): jumps
            for f, (place, bends, jumps) in zip(functions, found, strict=True)
            if bends or jumps
        }
        return _read(function_of, count, x.dtype, places) if places else (Gaps(),) * count


def _sudden(function: nn.Module, count: int, x: Floats) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """The functions and the cells in which they change in one part much more than in the other, or turn."""
    fine = np.empty(2 * len(x) - 1)
    fine[::2], fine[1::2] = x, x[:-1] + SPLIT * np.diff(x)
    seen = curve(function, np.repeat(fine.astype(x.dtype), count))
    sudden = np.zeros((len(x) - 1, count), dtype=bool)
    value, slope = (row.reshape(len(fine), count)[::2] for row in (seen.value, seen.slope))
    step = np.diff(value, axis=0)
    turns = (step * slope[:-1] < 0) & (step * slope[1:] < 0)  # past a pole: rises, and falls at both ends
    beside = np.zeros_like(turns)
    beside[1:] |= turns[:-1]
    beside[:-1] |= turns[1:]
    for line in (seen.value, seen.slope):
        rows = line.reshape(len(fine), count).astype(np.float64)
        parts = np.abs(np.diff(rows, axis=0)).reshape(len(x) - 1, 2, count)
        larger = parts.max(axis=1) / np.maximum(1.0, np.minimum(np.abs(rows[:-2:2]), np.abs(rows[2::2])))
        is_uneven = parts.max(axis=1) > SUDDEN * parts.sum(axis=1)
        sudden |= (turns | (is_uneven & ~beside)) & (larger > VISIBLE) & np.isfinite(larger)
    sudden &= sudden.sum(axis=0) <= MOST
    cells, functions = np.nonzero(sudden)
    return functions, cells


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
    """How much rows of [x, value, slope] change: the slope, and the value beyond what both slopes explain.

    A jump outweighs any bend, and a pole its surroundings, however close to the end of a section it lies.
    """
    steepness = (right[1] - left[1]) / (right[0] - left[0])
    difference: np.ndarray = np.abs(right[2] - left[2]) + np.abs(steepness - (left[2] + right[2]) / 2)
    return difference


def _read(
    function_of: Callable[[NDArray[np.intp]], nn.Module],
    count: int,
    dtype: np.dtype[np.floating],
    places: dict[tuple[int, float], bool],
) -> tuple[Gaps, ...]:
    """What the lines are at these places and beside them; where that differs, they have a gap."""
    functions = np.array([function for function, _ in places], dtype=np.intp)
    x = np.array([place for _, place in places])
    seen = curve(function_of(functions), np.concatenate([x - BESIDE, x + BESIDE, x]).astype(dtype))
    values, slopes = (line.reshape(3, len(x)).T.tolist() for line in (seen.value, seen.slope))
    gaps: list[tuple[list[Gap], list[Gap]]] = [([], []) for _ in range(count)]
    for (function, place), has_jump, value, slope in sorted(
        zip(places, places.values(), values, slopes, strict=True)
    ):
        of_value, of_slope = gaps[function]
        if has_jump:
            of_value.append(Gap(place, *value))
        if _differ(slope):
            of_slope.append(Gap(place, *slope))
    return tuple(Gaps(tuple(of_value), tuple(of_slope)) for of_value, of_slope in gaps)


def _differ(numbers: list[float]) -> bool:
    """Whether a line visibly jumps, or has a point of its own."""
    return bool(
        np.isfinite(numbers[:2]).all() and np.ptp(numbers) > VISIBLE * max(1.0, min(map(abs, numbers)))
    )
