"""The recorder: one row of numbers a step, and the moment at which a network stops being finite."""

from collections.abc import Callable, Sequence

import numpy as np
import torch
from torch import Tensor

from experiments import measures
from experiments.history import Failure, FloatArray
from experiments.measures import Survey
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

    def record_survey(self, step: int, survey: Survey, labels: Tensor) -> None:
        """Fill this step's row from what all points say, whose labels are [K, N]."""
        self.loss[step] = measures.mean_loss(survey.logits, labels).numpy()
        self.accuracy[step] = measures.accuracy(survey.logits, labels).numpy()
        self.dead_fraction[step] = survey.dead_fractions().numpy()

    def check(self, step: int, forward: Callable[[], Pass]) -> None:
        """Report the networks that are not finite at this step, and blank them from here on.

        Args:
            step: whose row is complete.
            forward: sends all points through once more, to find where it began.
        """
        gradients = np.isfinite(self.gradient_magnitude[step]) & np.isfinite(
            self.error_signal[step]
        )  # [K, L]
        finite = np.isfinite(self.loss[step]) & gradients.all(axis=-1)  # [K]
        if finite.all() and not self.failed.any():
            return
        for network in np.flatnonzero(~finite & ~self.failed).tolist():
            if np.isfinite(self.loss[step, network]):
                # gradients flow back, so it began nearest the output
                layer, reason = int(np.flatnonzero(~gradients[network])[-1]), "gradient"
            else:
                layer, reason = _first_overflow(forward(), network), "loss"
            self.failures.append(Failure(network, step, layer, reason))
        self.failed |= ~finite
        for array in (
            self.gradient_magnitude,
            self.error_signal,
            self.loss,
            self.accuracy,
            self.dead_fraction,
        ):
            array[step, self.failed] = np.nan


def _first_overflow(whole: Pass, network: int) -> int:
    """Return the first layer whose pre-activation is not finite; the output's when only the loss is not."""
    finite = [bool(z[network].isfinite().all()) for z in whole.pre_activations]
    return finite.index(False) if False in finite else len(finite) - 1
