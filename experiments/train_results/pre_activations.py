"""Where on its function's curve a network works: the distribution of its pre-activations in every layer."""

from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray

from experiments.networks.stack import Stack
from experiments.training.history import TrainingHistory

REACH = 8.0  # of the histogram, on both sides of 0; what lies beyond counts in the outermost bins
BINS = 64
MOST_POINTS = 512  # of the training points


@dataclass(frozen=True, slots=True, eq=False)
class PreActivationHistogram:
    """The pre-activations of one network at M snapshots.

    Args:
        edges: float64 [65], the bins' edges from −8 to 8.
        shares: float32 [M, H, 64], which share of (unit, point) pairs falls into each bin; 0 for a network
            that is not finite.
    """

    edges: NDArray[np.float64]
    shares: NDArray[np.float32]


def pre_activation_histogram(
    history: TrainingHistory, function: int, start: int = 0
) -> PreActivationHistogram:
    """Count the pre-activations of one network, layer by layer, at every snapshot of a run."""
    spec = history.spec
    network = function * spec.seeds + start
    points = torch.from_numpy(history.dataset.points[: min(MOST_POINTS, history.dataset.training)])
    frames = []
    for parameters in history.snapshots[:, network]:
        stack = Stack.of_parameters(spec, parameters[None], function)
        with torch.inference_mode():
            layers = stack.forward(points.to(stack.weights[0].dtype)[None]).pre_activations[:-1]
        frames.append([_shares(layer.numpy()) for layer in layers])
    return PreActivationHistogram(np.linspace(-REACH, REACH, BINS + 1), np.array(frames, dtype=np.float32))


def _shares(values: NDArray[np.floating]) -> NDArray[np.float64]:
    if not np.isfinite(values).all():
        return np.zeros(BINS)
    bins = np.clip(np.floor((values.ravel() + REACH) * (BINS / (2 * REACH))), 0, BINS - 1).astype(np.int64)
    return np.bincount(bins, minlength=BINS) / values.size
