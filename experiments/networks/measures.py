"""The numbers that are read off a pass through the stack; all of them one per network."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
import scipy
import torch.nn.functional as F
from torch import Tensor

from experiments.networks.arrays import FloatArray
from experiments.networks.stack import Pass, Stack

SMALLEST, LARGEST = 1e-15, 1e15  # sizes whose squares are well inside float32


def magnitudes(gradients: Sequence[Tensor]) -> tuple[FloatArray, FloatArray]:
    """Return the root mean square and the mean magnitude of each of G tensors [K, ., .], both [K, G].

    Numerics: where squares may leave float32's range, the root mean square is taken in float64.
    """
    networks = gradients[0].shape[0]
    # copied by PyTorch where needed: how BLAS rounds a sum depends on where in memory it begins
    rows = [gradient.contiguous().numpy().reshape(networks, -1) for gradient in gradients]
    squares, sums = np.empty((len(rows), networks)), np.empty((len(rows), networks))
    sum_of_magnitudes = scipy.linalg.get_blas_funcs("asum", (rows[0],))
    with np.errstate(all="ignore"):  # what is not finite is reported elsewhere
        for index, row in enumerate(rows):
            squares[index] = np.vecdot(row, row)
            sums[index] = [sum_of_magnitudes(network) for network in row]
    norms = np.sqrt(squares)
    for index, network in np.argwhere(~((norms > SMALLEST) & (norms < LARGEST))):
        norms[index, network] = np.linalg.norm(rows[index][network].astype(np.float64))
    sizes = np.array([row.shape[1] for row in rows])
    return norms.T / np.sqrt(sizes), sums.T / sizes


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


def accuracy(logits: Tensor, labels: Tensor) -> FloatArray:
    """Return the share [K] of points whose class is the predicted one."""
    shares: FloatArray = (predictions(logits).numpy() == labels.numpy()).mean(axis=1)
    return shares


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
        return cls(whole.logits, [h.detach().abs().sum(dim=1) for h in whole.activations])

    @classmethod
    def make(cls, stack: Stack, x: Tensor) -> Self:
        """Send all points [K, N, D] through in inference mode, keeping no layer longer than needed."""
        totals = []
        z = stack.pre_activation(0, x)
        for layer in range(1, len(stack.weights)):
            h = stack.activate_in_place(z)
            z = stack.pre_activation(layer, h)
            totals.append(h.abs_().sum(dim=1))  # in place: h has done its work
        return cls(z, totals)

    def dead_fractions(self) -> FloatArray:
        """Return the share of units that give exactly 0 at every point, [K, H]."""
        totals = np.stack([total.numpy() for total in self.totals], axis=1)  # [K, H, W]
        shares: FloatArray = (totals == 0).mean(axis=-1)
        return shares
