"""What a training run gives back: arrays of numbers, one row a step."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from activations.catalogue import FunctionSpec
from experiments.networks.arrays import FloatArray
from experiments.networks.datasets import Dataset
from experiments.training.specification import TrainingSpec


@dataclass(frozen=True, slots=True, eq=False)
class Progress:
    """How far a run has come: updates done, updates asked for, and the loss of every network [K]."""

    step: int
    steps: int
    loss: FloatArray


@dataclass(frozen=True, slots=True)
class Failure:
    """One network stopped being finite.

    Args:
        network: its index in `TrainingHistory.networks`.
        step: the first step at which a number was not finite.
        layer: where it began, as an index into the layer axis. For "loss" the layer nearest the input with a
            pre-activation not finite; for "gradient" the one nearest the output: gradients flow back.
        reason: "loss" when the forward pass overflowed, "gradient" when only the backward pass did.
    """

    network: int
    step: int
    layer: int
    reason: str


# What a history holds a row of for every recorded state.
RECORDED = (
    "gradient_magnitude",
    "error_signal",
    "activation_gradient",
    "mean_gradient_magnitude",
    "mean_error_signal",
    "mean_activation_gradient",
    "loss",
    "accuracy",
    "test_loss",
    "test_accuracy",
    "dead_fraction",
)


@dataclass(frozen=True, slots=True, eq=False)
class TrainingHistory:
    """The whole course of a run; row t is the state after t updates, before the next one.

    T = recorded states, K networks, H hidden layers, L = H + 1 layers (the output layer is the last), M
    snapshots, P parameters of a network. A network that failed holds NaN from that step on. Gradients are
    those of the next batch of B points; the error signal and the activation gradient are multiplied by B,
    since the loss is a mean: what remains is what a single example sends back.

    Args:
        spec: what was asked for.
        dataset: the points that every network saw.
        networks: (function, seed) of each network; the seed runs fastest.
        steps: int64 [T], usually 0 … completed updates; a part of a run begins after the part before.
        gradient_magnitude: float [T, K, L], root mean square of ∂L/∂W over the entries.
        error_signal: float [T, K, L], root mean square of B · ∂L/∂z over units and examples.
        activation_gradient: float [T, K, H], root mean square of B · ∂L/∂h over units and examples.
        mean_gradient_magnitude, mean_error_signal, mean_activation_gradient: the same as mean absolute
            values.
        loss: float [T, K], mean cross entropy over all training points.
        accuracy: float [T, K], share of all training points whose class is the predicted one.
        test_loss, test_accuracy: the same over the test points; NaN when there are none.
        dead_fraction: float [T, K, H], share of units that give exactly 0 at every training point.
        snapshot_steps: int64 [M], the steps at which the networks were kept.
        snapshots: float [M, K, P], their parameters as `Stack.flat` lays them out.
        failures: networks that stopped being finite, in the order in which they did.
    """

    spec: TrainingSpec
    dataset: Dataset
    networks: tuple[tuple[FunctionSpec, int], ...]
    steps: NDArray[np.int64]
    gradient_magnitude: FloatArray
    error_signal: FloatArray
    activation_gradient: FloatArray
    mean_gradient_magnitude: FloatArray
    mean_error_signal: FloatArray
    mean_activation_gradient: FloatArray
    loss: FloatArray
    accuracy: FloatArray
    test_loss: FloatArray
    test_accuracy: FloatArray
    dead_fraction: FloatArray
    snapshot_steps: NDArray[np.int64]
    snapshots: FloatArray
    failures: tuple[Failure, ...]

    @property
    def completed_steps(self) -> int:
        """How many updates were made; fewer than `spec.steps` when the run was cancelled."""
        return int(self.steps[-1])
