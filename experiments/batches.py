"""Which points each step sees: shuffled epochs, one order for each seed, the same for every function."""

from collections.abc import Iterator

import torch
from torch import Tensor

from experiments.specification import TrainingSpec
from experiments.stack import generator


def batches(spec: TrainingSpec) -> Iterator[Tensor]:
    """Yield the indices of batch after batch without end, int64 [S, B].

    Every epoch shuffles anew. Points that do not fill a last batch sit this epoch out, so that all batches
    have B points and gradients of different steps can be compared.
    """
    sources = [generator(spec.seed + s, "batches") for s in range(spec.seeds)]
    while True:
        order = torch.stack([torch.randperm(spec.samples, generator=source) for source in sources])  # [S, N]
        for start in range(0, spec.samples - spec.batch_size + 1, spec.batch_size):
            yield order[:, start : start + spec.batch_size]
