"""Recorded numbers made ready to draw: whose network, where a line ends, fewer points, labels apart."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from activations.catalogue import FunctionSpec
from experiments.training.train import TrainingHistory
from figures.theme import GLYPHS, MARKERS, Theme, colour, transparent

Floats = NDArray[np.floating]
FAILED = "✕"  # stands where a network stopped being finite
MOST_POINTS = 300  # of a line; about as many as a panel has pixels
MOST_MEDIANS = 80  # of a line among many: enough to follow, few enough to tell the lines apart


@dataclass(frozen=True, slots=True)
class Look:
    """How one function of a run is named and drawn."""

    label: str
    colour: str
    marker: str

    @property
    def named(self) -> str:
        """The label after the mark that the function's lines carry."""
        return f"{GLYPHS[self.marker.removesuffix('-open')]} {self.label}"


def looks(functions: Sequence[FunctionSpec], theme: Theme) -> list[Look]:
    """The look of each function; one that comes again with another parameter gets an open marker."""
    seen: set[str] = set()
    result = []
    for function in functions:
        marker = MARKERS[function.key] + ("-open" if function.key in seen else "")
        seen.add(function.key)
        result.append(Look(function.label, colour(function.key, theme), marker))
    return result


def percent(share: float) -> str:
    """A share in a narrow column: 87.3%, 100%."""
    return f"{share:.1%}".replace("100.0", "100")


def band(colour: str, opacity: float) -> tuple[dict[str, Any], dict[str, Any]]:
    """The look of a band's lower and of its upper edge, which come one after the other."""
    edge = {"type": "scatter", "mode": "lines", "line": {"width": 0, "color": colour}, "hoverinfo": "skip"}
    return edge, {**edge, "fill": "tonexty", "fillcolor": transparent(colour, opacity)}


def network_index(history: TrainingHistory, function_index: int, seed_index: int) -> int:
    """Where a function's network with a certain start stands in the history's network axis."""
    return function_index * history.spec.seeds + seed_index


def quartiles(values: Floats, seeds: int, failure: float) -> NDArray[np.float64]:
    """The lower quartile, the median and the upper quartile over the starts of each function's networks.

    Definition: each is one of the recorded values, the ⌈q · S⌉-th smallest of S; nothing is interpolated.

    Args:
        values: [T, F · S, …], as a history keeps them.
        seeds: S.
        failure: what a network that stopped being finite counts as: ∞ or −∞.

    Returns:
        [3, T, F, …], infinite where a quartile falls on a failed network.
    """
    by_start = values.reshape(len(values), -1, seeds, *values.shape[2:])
    ordered = np.sort(np.where(np.isfinite(by_start), by_start, failure), axis=2)
    places = [max(0, -(-quarter * seeds // 4) - 1) for quarter in (1, 2, 3)]
    found: NDArray[np.float64] = np.moveaxis(ordered[:, :, places], 2, 0).astype(np.float64)
    return found


def until_failure(steps: NDArray[np.integer], values: Floats) -> tuple[NDArray[np.integer], Floats]:
    """The steps and values before the first value that is not finite: a failed network's line ends there."""
    finite = np.isfinite(values)
    length = len(values) if finite.all() else int(np.argmin(finite))
    return steps[:length], values[:length]


def thin(
    steps: NDArray[np.integer], values: Floats, most: int = MOST_POINTS
) -> tuple[NDArray[np.int16], NDArray[np.float32]]:
    """At most `most` points of a line, for the browser's sake, without hiding a spike.

    Definition: the line is cut into most/2 stretches of equal length, and the lowest and the highest point
    of each is kept, in their order. Every point drawn is one that was recorded; nothing is averaged.
    """
    if len(values) > most:
        stretches = np.array_split(np.arange(len(values)), most // 2 - 1)
        kept = {0, len(values) - 1}
        for stretch in stretches:
            kept |= {int(stretch[np.argmin(values[stretch])]), int(stretch[np.argmax(values[stretch])])}
        chosen = sorted(kept)
        steps, values = steps[chosen], values[chosen]
    return steps.astype(np.int16), values.astype(np.float32)


def medians(
    steps: NDArray[np.integer], values: Floats, most: int = MOST_MEDIANS
) -> tuple[NDArray[np.int16], NDArray[np.float32]]:
    """At most `most` points of a noisy line: the first and the last as recorded, medians between them.

    Definition: the steps between the ends are cut into stretches of equal length (the last may be shorter);
    each gives its middle step and the median of its values. A line of at most `most` points stays as it is.
    """
    size = steps_per_median(len(values), most)
    if size > 1:
        inner = len(values) - 2
        rows = -(-inner // size)
        padded = np.full(rows * size, np.nan)
        padded[:inner] = values[1:-1]
        middle = 1 + np.minimum(np.arange(rows) * size + size // 2, inner - 1)
        steps = steps[[0, *middle, -1]]
        values = np.concatenate([values[:1], np.nanmedian(padded.reshape(rows, size), axis=1), values[-1:]])
    return steps.astype(np.int16), values.astype(np.float32)


def steps_per_median(length: int, most: int = MOST_MEDIANS) -> int:
    """How many steps of a line of `length` points `medians` joins in one."""
    return -(-(length - 2) // (most - 2)) if length > most else 1


def spread(places: Sequence[float], gap: float) -> list[float]:
    """Move labels at `places` between 0 and 1 as little as needed to stand at least `gap` apart.

    Definition: neighbours that are too close form a group, which stands evenly around its mean; groups
    that touch join. Groups are pushed back inside 0…1 where they fit.
    """
    order = np.argsort(places, kind="stable")
    groups: list[list[float]] = []
    for place in np.asarray(places, dtype=float)[order]:
        groups.append([float(place)])
        while len(groups) > 1 and _start(groups[-1], gap) < _end(groups[-2], gap) + gap:
            last = groups.pop()
            groups[-1] += last
    placed = [_start(group, gap) + gap * i for group in groups for i in range(len(group))]
    result = np.empty(len(places))
    result[order] = placed
    return [float(place) for place in result]


def _start(group: list[float], gap: float) -> float:
    length = gap * (len(group) - 1)
    return float(np.clip(np.mean(group) - length / 2, 0, max(0.0, 1 - length)))


def _end(group: list[float], gap: float) -> float:
    return _start(group, gap) + gap * (len(group) - 1)
