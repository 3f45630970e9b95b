"""Which points each step sees: shuffled epochs, one order for each seed, the same for every function."""

from collections.abc import Iterator

import torch
from torch import Tensor

from experiments.specification import TrainingSpec
from experiments.stack import generator


def batches(spec: TrainingSpec, points: Tensor, labels: Tensor) -> Iterator[tuple[Tensor, Tensor]]:
    """Yield batch after batch without end: points [K, B, 2] and labels [K, B].

    Every epoch shuffles anew. Points that do not fill a last batch sit this epoch out, so that all batches
    have B points and the gradients of different steps can be compared.

    Args:
        spec: says how many points make a batch, and which seeds shuffle them.
        points: [N, 2].
        labels: [N].
    """
    sources = [generator(spec.seed + s, "batches") for s in range(spec.seeds)]
    while True:
        shuffles = [torch.randperm(spec.samples, generator=source) for source in sources]
        order = torch.stack(shuffles * len(spec.functions))  # [K, N]
        x, y = points[order], labels[order]  # [K, N, 2], [K, N]
        for start in range(0, spec.samples - spec.batch_size + 1, spec.batch_size):
            batch = slice(start, start + spec.batch_size)
            yield x[:, batch], y[:, batch]
