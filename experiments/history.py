"""What a training run gives back: arrays of numbers, one row a step."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from activations.catalogue import FunctionSpec
from experiments.datasets import Dataset
from experiments.specification import TrainingSpec

FloatArray = NDArray[np.floating]


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


@dataclass(frozen=True, slots=True, eq=False)
class TrainingHistory:
    """The whole course of a run; row t is the state after t updates, before the next one.

    T = completed updates + 1, K networks, H hidden layers, L = H + 1 layers (the output layer is the last),
    M decision maps, F functions. A network that failed holds NaN from that step on.

    Args:
        spec: what was asked for.
        dataset: the points that every network saw.
        networks: (function, seed) of each network; the seed runs fastest.
        steps: int64 [T], 0 … completed updates.
        gradient_magnitude: float [T, K, L], root mean square of ∂L/∂W over the entries, for the next batch.
        error_signal: float [T, K, L], root mean square of B · ∂L/∂z over units and examples, same batch.
        loss: float [T, K], mean binary cross entropy over all points.
        accuracy: float [T, K], share of all points on the right side.
        dead_fraction: float [T, K, H], share of units that give exactly 0 at every point.
        map_steps: int64 [M], the steps at which maps were drawn.
        maps: uint8 [M, F, 40, 40], probability of class 1 × 255, first seed only; row 0 is the largest y.
            A network that failed is undecided everywhere: 128.
        map_extent: (lowest x, highest x, lowest y, highest y) of the maps' outer edges.
        failures: networks that stopped being finite, in the order in which they did.
    """

    spec: TrainingSpec
    dataset: Dataset
    networks: tuple[tuple[FunctionSpec, int], ...]
    steps: NDArray[np.int64]
    gradient_magnitude: FloatArray
    error_signal: FloatArray
    loss: FloatArray
    accuracy: FloatArray
    dead_fraction: FloatArray
    map_steps: NDArray[np.int64]
    maps: NDArray[np.uint8]
    map_extent: tuple[float, float, float, float]
    failures: tuple[Failure, ...]

    @property
    def completed_steps(self) -> int:
        """How many updates were made; fewer than `spec.steps` when the run was cancelled."""
        return len(self.steps) - 1
