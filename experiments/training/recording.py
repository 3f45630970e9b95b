"""The recorder: one row of numbers a step, and the moment at which a network stops being finite."""

from collections.abc import Callable, Sequence

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from experiments.networks import measures
from experiments.networks.arrays import FloatArray
from experiments.networks.measures import Survey
from experiments.networks.stack import Pass
from experiments.training.history import RECORDED, Failure
from experiments.training.specification import TrainingSpec

OF_HIDDEN_LAYERS = ("activation_gradient", "mean_activation_gradient", "dead_fraction")
OF_ALL_LAYERS = ("gradient_magnitude", "mean_gradient_magnitude", "error_signal", "mean_error_signal")


class Recorder:
    """Arrays with a row for every state from `first` to the run's last, filled from the top.

    Args:
        spec: the run.
        dtype: of the arrays.
        first: the step that the first row belongs to.
        failed: bool [K], which networks had stopped being finite before it.
    """

    def __init__(self, spec: TrainingSpec, dtype: torch.dtype, first: int, failed: NDArray[np.bool_]) -> None:
        self.spec, self.dtype, self.first = spec, dtype, first
        self.rows: dict[str, FloatArray] = {name: self._empty(name) for name in RECORDED}
        self.failed = failed.copy()
        self.failures: list[Failure] = []

    def record_gradients(
        self, step: int, signals: Sequence[Tensor], activations: Sequence[Tensor], weights: Sequence[Tensor]
    ) -> None:
        """Fill this step's row from ∂L/∂z, ∂L/∂h [K, B, W] and ∂L/∂W [K, fan in, fan out] of the layers."""
        batch_size = signals[0].shape[1]
        roots, means = measures.magnitudes([*signals, *activations, *weights])
        layers, hidden = len(signals), len(activations)
        parts = (
            ("error_signal", slice(0, layers), batch_size),
            ("activation_gradient", slice(layers, layers + hidden), batch_size),
            ("gradient_magnitude", slice(layers + hidden, None), 1),
        )
        for name, part, factor in parts:
            self.rows[name][step - self.first] = factor * roots[:, part]
            self.rows[f"mean_{name}"][step - self.first] = factor * means[:, part]

    def record_survey(self, step: int, survey: Survey, labels: Tensor) -> None:
        """Fill this step's row from what all training points say, whose labels are [K, N]."""
        row = step - self.first
        self.rows["loss"][row] = measures.losses(survey.logits, labels).mean(dim=1).numpy()
        self.rows["accuracy"][row] = measures.accuracy(survey.logits, labels)
        self.rows["dead_fraction"][row] = survey.dead_fractions()

    def record_test(self, step: int, logits: Tensor, labels: Tensor) -> None:
        """Fill this step's row from the logits of the test points, whose labels are [K, N]."""
        self.rows["test_loss"][step - self.first] = measures.losses(logits, labels).mean(dim=1).numpy()
        self.rows["test_accuracy"][step - self.first] = measures.accuracy(logits, labels)

    def check(self, step: int, forward: Callable[[], Pass]) -> None:
        """Report the networks that are not finite at this step, and blank them from here on.

        Args:
            step: whose row is complete.
            forward: sends all points through once more, to find where it began.
        """
        row = step - self.first
        loss = self.rows["loss"][row]  # [K]
        gradients = np.isfinite(
            self.rows["gradient_magnitude"][row] + self.rows["error_signal"][row]
        )  # [K, L]
        finite = np.isfinite(loss) & gradients.all(axis=-1)  # [K]
        if finite.all() and not self.failed.any():
            return
        for network in np.flatnonzero(~finite & ~self.failed).tolist():
            if np.isfinite(loss[network]):
                # gradients flow back, so it began nearest the output
                layer, reason = int(np.flatnonzero(~gradients[network])[-1]), "gradient"
            else:
                layer, reason = _first_overflow(forward(), network), "loss"
            self.failures.append(Failure(network, step, layer, reason))
        self.failed |= ~finite
        for array in self.rows.values():
            array[row, self.failed] = np.nan

    def _empty(self, name: str) -> FloatArray:
        layers = {
            **dict.fromkeys(OF_HIDDEN_LAYERS, self.spec.depth),
            **dict.fromkeys(OF_ALL_LAYERS, self.spec.depth + 1),
        }
        shape = [self.spec.steps + 1 - self.first, len(self.spec.networks)]
        shape += [layers[name]] if name in layers else []
        empty: FloatArray = torch.full(shape, torch.nan, dtype=self.dtype).numpy()
        return empty


def _first_overflow(whole: Pass, network: int) -> int:
    """Return the first layer whose pre-activation is not finite; the output's when only the loss is not."""
    finite = [bool(z[network].isfinite().all()) for z in whole.pre_activations]
    return finite.index(False) if False in finite else len(finite) - 1
