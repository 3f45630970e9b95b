"""The numbers that are read off a pass through the stack; all of them one per network."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

import torch
import torch.nn.functional as F
from torch import Tensor

from experiments.stack import Pass, Stack


def gradient_magnitudes(gradients: Sequence[Tensor]) -> Tensor:
    """Return the root mean square of ∂L/∂W [K, fan in, fan out] of each layer, as float64 [K, L]."""
    return _norms(gradients) / _tensor([math.sqrt(gradient[0].numel()) for gradient in gradients])


def error_signals(gradients: Sequence[Tensor]) -> Tensor:
    """Return the root mean square of B · ∂L/∂z [K, B, W] of each layer, as float64 [K, L].

    L is the mean over the batch, so B · ∂L/∂z is what a single example sends back.
    """
    return _norms(gradients) * _tensor([g.shape[1] / math.sqrt(g[0].numel()) for g in gradients])


def _norms(layers: Sequence[Tensor]) -> Tensor:
    """Return the Euclidean norm of values [K, ., .] of each layer, [K, L]; small squares need float64."""
    return torch.stack([torch.linalg.vector_norm(z, dim=(1, 2), dtype=torch.float64) for z in layers], dim=-1)


def _tensor(factors: list[float]) -> Tensor:
    return torch.tensor(factors, dtype=torch.float64)


def mean_loss(logits: Tensor, labels: Tensor) -> Tensor:
    """Return the mean binary cross entropy [K] of logits [K, N] against labels [K, N]."""
    return F.binary_cross_entropy_with_logits(logits, labels, reduction="none").mean(dim=1)


def accuracy(logits: Tensor, labels: Tensor) -> Tensor:
    """Return the share [K] of points on the right side; a logit of exactly 0 counts as class 0."""
    right = (logits > 0) == (labels > 0)
    return right.sum(dim=1).to(logits.dtype) / right.shape[1]


@dataclass(frozen=True, slots=True, eq=False)
class Survey:
    """What all N points say about the networks: their logits [K, N], and how much each unit gave in total.

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
        """Send all points [K, N, 2] through without gradients, keeping no layer longer than needed."""
        totals = []
        z = stack.pre_activation(0, x)
        for layer in range(1, len(stack.weights)):
            h = stack.activate_in_place(z)
            totals.append(_total(h))
            z = stack.pre_activation(layer, h)
        return cls(z.squeeze(-1), totals)

    def dead_fractions(self) -> Tensor:
        """Return the share of units that give exactly 0 at every point, [K, H]."""
        totals = torch.stack(self.totals, dim=1)  # [K, H, W]
        return (totals == 0).to(totals.dtype).mean(dim=-1)


def _total(h: Tensor) -> Tensor:
    return h.abs().sum(dim=1)
