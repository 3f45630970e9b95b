"""Which points each step sees: shuffled epochs, one order for each seed, the same for every function."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from experiments.networks.stack import generator


@dataclass(frozen=True, slots=True, eq=False)
class Place:
    """Where in the endless row of batches a run stands.

    Args:
        sources: for each seed the state of its generator before the shuffle of the present epoch.
        taken: how many batches of this epoch have been seen.
    """

    sources: tuple[Tensor, ...]
    taken: int


class Batches(Iterator[tuple[Tensor, Tensor]]):
    """Batch after batch without end: points [K, B, D] and labels [K, B].

    Every epoch shuffles anew, unless a batch is all the points there are, whose order changes nothing. Points
    that do not fill a last batch sit this epoch out, so that all batches have B points and the gradients of
    different steps can be compared.

    Args:
        points: [N, D].
        labels: [N].
        seeds: that shuffle them (S of them); in the stack they vary fastest.
        repeats: how many networks of the stack have the same seed (K / S).
        size: how many points make a batch (B).
        place: where an earlier part of the run stopped; without it, the start.
    """

    def __init__(
        self,
        points: Tensor,
        labels: Tensor,
        seeds: Sequence[int],
        repeats: int,
        size: int,
        place: Place | None = None,
    ) -> None:
        self._points, self._labels = points, labels
        self._repeats, self._size = repeats, size
        self._sources = [generator(seed, "batches") for seed in seeds]
        if place:
            for source, state in zip(self._sources, place.sources, strict=True):
                source.set_state(state)
        if size == len(points):
            everywhere = torch.arange(size).expand(repeats * len(seeds), -1)
            self._x, self._y = points[everywhere], labels[everywhere]  # [K, N, D], [K, N]
        self._shuffle()
        if place:
            self._place = place

    def __next__(self) -> tuple[Tensor, Tensor]:
        """The next batch of every network."""
        if (self._place.taken + 1) * self._size > len(self._points):
            self._shuffle()
        start = self._place.taken * self._size
        self._place = Place(self._place.sources, self._place.taken + 1)
        batch = slice(start, start + self._size)
        return self._x[:, batch], self._y[:, batch]

    @property
    def place(self) -> Place:
        """Where a later part of the run has to begin."""
        return self._place

    def _shuffle(self) -> None:
        self._place = Place(tuple(source.get_state() for source in self._sources), 0)
        if self._size == len(self._points):
            return
        shuffles = [torch.randperm(len(self._points), generator=source) for source in self._sources]
        order = torch.stack(shuffles * self._repeats)  # [K, N]
        self._x, self._y = self._points[order], self._labels[order]
