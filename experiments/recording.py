"""The recorder: one row of numbers a step, and the moment at which a network stops being finite."""

from collections.abc import Sequence

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from experiments import measures
from experiments.history import Failure, FloatArray
from experiments.specification import TrainingSpec
from experiments.stack import Pass


class Recorder:
    """Arrays with a row for every state of a run, filled from the top."""

    def __init__(self, spec: TrainingSpec, dtype: torch.dtype) -> None:
        rows, networks, hidden = spec.steps + 1, len(spec.networks), spec.depth
        self.dtype = dtype

        def empty(*shape: int) -> FloatArray:
            return torch.full((rows, networks, *shape), torch.nan, dtype=dtype).numpy()

        self.gradient_magnitude = empty(hidden + 1)
        self.error_signal = empty(hidden + 1)
        self.loss = empty()
        self.accuracy = empty()
        self.dead_fraction = empty(hidden)
        self.failed = np.zeros(networks, dtype=bool)
        self.failures: list[Failure] = []

    def record_gradients(
        self, step: int, weights: Sequence[Tensor], pre_activations: Sequence[Tensor]
    ) -> None:
        """Fill this step's row from ∂L/∂W [K, fan in, fan out] and ∂L/∂z [K, B, W] of every layer."""
        self.gradient_magnitude[step] = measures.gradient_magnitudes(weights).to(self.dtype).numpy()
        self.error_signal[step] = measures.error_signals(pre_activations).to(self.dtype).numpy()

    def record_whole(self, step: int, whole: Pass, labels: Tensor) -> None:
        """Fill this step's row from a pass of all points, whose labels are [K, N]."""
        self.loss[step] = measures.mean_loss(whole.logits, labels).numpy()
        self.accuracy[step] = measures.accuracy(whole.logits, labels).numpy()
        self.dead_fraction[step] = measures.dead_fractions(whole).numpy()

    def check(self, step: int, whole: Pass) -> None:
        """Report the networks that are not finite at this step, and blank them from here on."""
        gradients = np.isfinite(self.gradient_magnitude[step]) & np.isfinite(
            self.error_signal[step]
        )  # [K, L]
        finite = np.isfinite(self.loss[step]) & gradients.all(axis=-1)  # [K]
        for network in np.flatnonzero(~finite & ~self.failed):
            self.failures.append(self._failure(int(network), step, whole, gradients[network]))
        self.failed |= ~finite
        if self.failed.any():
            for array in (
                self.gradient_magnitude,
                self.error_signal,
                self.loss,
                self.accuracy,
                self.dead_fraction,
            ):
                array[step, self.failed] = np.nan

    def _failure(self, network: int, step: int, whole: Pass, gradients: NDArray[np.bool_]) -> Failure:
        """Find the layer where it began: forwards for the loss, backwards for the gradient."""
        if np.isfinite(self.loss[step, network]):
            return Failure(network, step, int(np.flatnonzero(~gradients)[-1]), "gradient")
        broken = [not bool(z[network].isfinite().all()) for z in whole.pre_activations]
        layer = broken.index(True) if any(broken) else len(broken) - 1
        return Failure(network, step, layer, "loss")
