"""The formula as it is written, at every magnitude of a float: where it breaks first, and why."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal, TypeAlias

import torch
from torch import Tensor, nn

from activations.catalogue import FunctionSpec
from activations.derivatives import value_and_slope
from experiments.numerics.causes import Cause, Part, cause_of
from experiments.numerics.forms import FORMATS, as_written, common

Ending: TypeAlias = Literal["nan", "infinite", "zero"]
Side: TypeAlias = Literal["left", "left_of_zero", "right_of_zero", "right"]

SIDES: Mapping[Side, tuple[float, float]] = MappingProxyType(
    {
        "left": (-1.0, torch.inf),
        "left_of_zero": (-1.0, 0.0),
        "right_of_zero": (1.0, 0.0),
        "right": (1.0, torch.inf),
    }
)  # the sign of x, and where |x| goes from 1
PARTS: tuple[Part, ...] = ("value", "slope")
ENDINGS: tuple[Ending, ...] = ("nan", "infinite", "zero")
CUTS = 4096  # into how many pieces a search cuts the floats of a side


@dataclass(frozen=True, slots=True)
class Breakdown:
    """The first float, coming from ±1, at which a result is not what it should be.

    Args:
        part: "value" or "slope".
        ending: what it is instead.
        side: in which direction from ±1.
        x: the float.
        truth: what the form that runs gives there, in double.
        cause: why; None when no single operation is to blame.
    """

    part: Part
    ending: Ending
    side: Side
    x: float
    truth: float
    cause: Cause | None


def breakdowns(function: FunctionSpec, precision: str) -> tuple[Breakdown, ...]:
    """Find where the written form first gives NaN, infinity or 0 instead of an ordinary number.

    Definition: a result is wrong when it is NaN; infinite, though the truth fits the dtype; or 0, though the
        truth is at least the smallest normal number of the dtype. Each side is searched from ±1 outwards to
        ±∞ and inwards to the smallest float, 4,096 floats at a time, down to neighbouring floats.

    Args:
        function: a function of the catalogue; the form takes the parameters that it has.
        precision: a key of `FORMATS`.
    """
    written, runs = as_written(function), common(function).create()
    dtype, _ = FORMATS[precision]
    found = (each for side in SIDES for each in _of_side(written, runs, precision, side))
    return tuple(
        Breakdown(part, ending, side, x, truth, cause_of(written, x, dtype, part))
        for part, ending, side, x, truth in found
    )


def _of_side(
    written: nn.Module, runs: nn.Module, precision: str, side: Side
) -> Iterator[tuple[Part, Ending, Side, float, float]]:
    """Yield the first float of each kind of failure on one side, with the truth there."""
    dtype, whole = FORMATS[precision]
    sign, goal = SIDES[side]
    low, high = (int(torch.tensor(end, dtype=dtype).view(whole)) for end in (1.0, goal))
    low_to_high = (low, high if goal else 1)  # the smallest float, not 0 itself
    whole_side = _Stretch(written, runs, precision, sign, low_to_high)
    for part in PARTS:
        for ending in ENDINGS:
            stretch = whole_side
            while (first := stretch.first(part, ending)) is not None and not stretch.is_fine:
                ends = int(stretch.places[max(0, first - 1)]), int(stretch.places[first])
                stretch = _Stretch(written, runs, precision, sign, ends)
            if first is not None:
                yield part, ending, side, float(stretch.x[first]), float(stretch.truth[part][first])


class _Stretch:
    """Up to 4,097 floats, evenly spread between two of one sign: what is computed there, and the truth."""

    def __init__(
        self, written: nn.Module, runs: nn.Module, precision: str, sign: float, ends: tuple[int, int]
    ) -> None:
        dtype, whole = FORMATS[precision]
        low, high = ends
        pieces = min(CUTS, abs(high - low))
        self.is_fine = pieces == abs(high - low)  # neighbours: nothing lies between them
        self.places = [low + (high - low) * piece // max(1, pieces) for piece in range(pieces + 1)]
        self.x = sign * torch.tensor(self.places).to(whole).view(dtype)
        self.got = dict(zip(PARTS, value_and_slope(written, self.x), strict=True))
        self.truth = dict(zip(PARTS, value_and_slope(runs, self.x.double()), strict=True))

    def first(self, part: Part, ending: Ending) -> int | None:
        """Return the position of the first float at which the part ends this way."""
        wrong = self._wrong(self.got[part], self.truth[part], ending)
        return int(wrong.int().argmax()) if wrong.any() else None

    def _wrong(self, got: Tensor, truth: Tensor, ending: Ending) -> Tensor:
        limits = torch.finfo(self.x.dtype)
        if ending == "nan":
            return got.isnan()
        if ending == "infinite":
            return got.isinf() & (truth.abs() <= limits.max)
        return (got == 0) & (truth.abs() >= limits.tiny)
