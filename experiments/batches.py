"""Which points each step sees: shuffled epochs, one order for each seed, the same for every function."""

from collections.abc import Iterator

import torch
from torch import Tensor

from experiments.specification import TrainingSpec
from experiments.stack import generator


def batches(
    spec: TrainingSpec, points: Tensor, labels: Tensor, skipped: int = 0
) -> Iterator[tuple[Tensor, Tensor]]:
    """Yield batch after batch without end: points [K, B, D] and labels [K, B].

    Every epoch shuffles anew. Points that do not fill a last batch sit this epoch out, so that all batches
    have B points and the gradients of different steps can be compared.

    Args:
        spec: says how many points make a batch, and which seeds shuffle them.
        points: [N, D].
        labels: [N].
        skipped: how many batches a run has seen already.
    """
    sources = [generator(spec.seed + s, "batches") for s in range(spec.seeds)]
    first = skipped
    starts = range(0, len(points) - spec.batch_size + 1, spec.batch_size)
    while True:
        shuffles = [torch.randperm(len(points), generator=source) for source in sources]
        if first >= len(starts):
            first -= len(starts)
            continue
        order = torch.stack(shuffles * len(spec.functions))  # [K, N]
        x, y = points[order], labels[order]  # [K, N, D], [K, N]
        for start in starts[first:]:
            batch = slice(start, start + spec.batch_size)
            yield x[:, batch], y[:, batch]
        first = 0
