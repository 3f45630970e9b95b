"""The numbers that are read off a pass through the stack; all of them one per network."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

from experiments.history import FloatArray
from experiments.stack import Pass, Stack

SMALLEST, LARGEST = 1e-15, 1e15  # sizes whose squares are well inside float32


def magnitudes(gradients: Sequence[Tensor]) -> tuple[FloatArray, FloatArray]:
    """Return the root mean square and the mean absolute value of each of G tensors [K, ., .], both [K, G].

    Numerics: where squares may leave float32's range, the root mean square is taken in float64.
    """
    networks, count = gradients[0].shape[0], len(gradients)
    norms, sums = np.empty((networks, count)), np.empty((networks, count))
    for members in _of_equal_shape(gradients):
        together = torch.stack([gradients[index] for index in members], dim=1)  # [K, G', ., .]
        norms[:, members] = torch.linalg.vector_norm(together, dim=(2, 3)).numpy()
        sums[:, members] = together.abs_().sum((2, 3)).numpy()
    for network, index in np.argwhere(~((norms > SMALLEST) & (norms < LARGEST))):
        norms[network, index] = torch.linalg.vector_norm(gradients[index][network].double()).item()
    sizes = np.array([gradient[0].numel() for gradient in gradients])
    return norms / np.sqrt(sizes), sums / sizes


def _of_equal_shape(tensors: Sequence[Tensor]) -> list[list[int]]:
    """Group the tensors that can be measured in one operation; equal shapes need not be neighbours."""
    groups: dict[torch.Size, list[int]] = {}
    for index, tensor in enumerate(tensors):
        groups.setdefault(tensor.shape, []).append(index)
    return list(groups.values())


def losses(logits: Tensor, labels: Tensor) -> Tensor:
    """Return the cross entropy [K, N] of logits [K, N, C] against labels [K, N], the classes' numbers."""
    each: Tensor
    if logits.shape[-1] == 1:
        each = F.binary_cross_entropy_with_logits(logits.squeeze(-1), labels, reduction="none")
    else:
        each = F.cross_entropy(logits.flatten(0, 1), labels.flatten().long(), reduction="none")
    return each.reshape(labels.shape)


def predictions(logits: Tensor) -> Tensor:
    """Return the class [K, N] that logits [K, N, C] speak for; a single logit of exactly 0 means class 0."""
    return (logits.squeeze(-1) > 0).long() if logits.shape[-1] == 1 else logits.argmax(dim=-1)


def accuracy(logits: Tensor, labels: Tensor) -> Tensor:
    """Return the share [K] of points whose class is the predicted one."""
    right = predictions(logits) == labels
    return right.sum(dim=1).to(logits.dtype) / right.shape[1]


@dataclass(frozen=True, slots=True, eq=False)
class Survey:
    """What all N points say about the networks: their logits [K, N, C], and how much each unit gave in total.

    A total of magnitudes is 0 only if each of them is, and costs a seventh of looking for the largest.
    """

    logits: Tensor
    totals: list[Tensor]  # Σ |h| over the points, [K, W] for each of H hidden layers

    @classmethod
    def of(cls, whole: Pass) -> Self:
        """Survey a pass that was made anyway."""
        return cls(whole.logits, [_total(h) for h in whole.activations])

    @classmethod
    @torch.inference_mode()
    def make(cls, stack: Stack, x: Tensor) -> Self:
        """Send all points [K, N, D] through without gradients, keeping no layer longer than needed."""
        totals = []
        z = stack.pre_activation(0, x)
        for layer in range(1, len(stack.weights)):
            h = stack.activate_in_place(z)
            totals.append(_total(h))
            z = stack.pre_activation(layer, h)
        return cls(z, totals)

    def dead_fractions(self) -> Tensor:
        """Return the share of units that give exactly 0 at every point, [K, H]."""
        totals = torch.stack(self.totals, dim=1)  # [K, H, W]
        return (totals == 0).to(totals.dtype).mean(dim=-1)


def _total(h: Tensor) -> Tensor:
    return h.abs().sum(dim=1)
