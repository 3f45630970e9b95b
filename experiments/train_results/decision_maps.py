"""What the networks of a finished run think of every place in the plane, or of every digit."""

from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from experiments.networks.datasets import Dataset
from experiments.networks.measures import predictions
from experiments.networks.stack import Pass, Stack
from experiments.training.history import TrainingHistory

SIDE, UNIT_SIDE = 40, 20  # pixels of a network's map, and of a unit's
MOST_UNITS = 96  # of one network that have maps
ZERO = 128  # the shade of a unit that gives 0
MARGIN = 0.1  # of the data's range, on each side
UNDECIDED = 0.5

Extent = tuple[float, float, float, float]


def extent(dataset: Dataset) -> Extent:
    """Return (lowest x, highest x, lowest y, highest y) of the maps' outer edges: the data with a margin."""
    low, high = dataset.points.min(axis=0), dataset.points.max(axis=0)
    margin = MARGIN * (high - low)
    (x_low, y_low), (x_high, y_high) = low - margin, high + margin
    return float(x_low), float(x_high), float(y_low), float(y_high)


def decision_maps(history: TrainingHistory, start: int = 0) -> NDArray[np.uint8]:
    """Ask the networks of one start, at every snapshot, for their probability of class 1.

    Args:
        history: a run on points of the plane, with M snapshots of F functions.
        start: which of its starts, from 0.

    Returns:
        uint8 [M, F, 40, 40], probability × 255; row 0 is the largest y. A network that is not finite is
        undecided everywhere: 128.
    """
    maps = []
    for passed in _passes(history, start, pixels(history.dataset, SIDE)):
        probability = torch.sigmoid(passed.logits.squeeze(-1)).nan_to_num(nan=UNDECIDED)  # [F, 1600]
        maps.append((255 * probability).round().to(torch.uint8).reshape(-1, SIDE, SIDE).numpy())
    return np.stack(maps)


def confusions(history: TrainingHistory, start: int = 0) -> NDArray[np.int64]:
    """Count, at every snapshot, which class the networks of one start take each class for.

    Returns:
        int64 [M, F, C, C]; row: the true class, column: the predicted one. The points are the test points, or
        the training points when there are none. A network that is not finite counts nothing.
    """
    dataset = history.dataset
    chosen = slice(dataset.training, None) if dataset.training < len(dataset.labels) else slice(None)
    truth = torch.from_numpy(dataset.labels[chosen]).long()
    size = dataset.classes
    counts = []
    for passed in _passes(history, start, dataset.points[chosen]):
        cells = truth * size + predictions(passed.logits)  # [F, N]
        finite = passed.logits.isfinite().all(dim=2).all(dim=1)
        rows = [
            torch.bincount(row, minlength=size**2) * bool(ok) for row, ok in zip(cells, finite, strict=True)
        ]
        counts.append(torch.stack(rows).reshape(-1, size, size).numpy())
    return np.stack(counts)


@dataclass(frozen=True, slots=True, eq=False)
class UnitMaps:
    """What the hidden units of one network give at every place of the plane, at M snapshots.

    Args:
        shades: uint8 [M, H', W, 20, 20] of the first H' hidden layers; 128 is 0, and 1 and 255 are minus and
            plus the largest magnitude of that map. Row 0 is the largest y.
        largest: float [M, H', W], that magnitude: 0 for a unit that gives 0 everywhere, NaN for a network
            that is not finite.
    """

    shades: NDArray[np.uint8]
    largest: NDArray[np.floating]


def unit_maps(history: TrainingHistory, function: int, start: int) -> UnitMaps:
    """Ask every hidden unit of one network, at every snapshot; of large networks only the first layers."""
    layers = layers_with_maps(history.spec.width, history.spec.depth)
    network = function * history.spec.seeds + start
    points = torch.from_numpy(pixels(history.dataset, UNIT_SIDE))
    shades, largest = [], []
    for parameters in history.snapshots[:, network : network + 1]:
        stack = Stack.of_parameters(history.spec, parameters, function)
        with torch.inference_mode():
            given = stack.forward(points.to(stack.weights[0].dtype).unsqueeze(0)).activations[:layers]
            maps = torch.stack([h[0].T.reshape(-1, UNIT_SIDE, UNIT_SIDE) for h in given])  # [H', W, ., .]
            reach = maps.abs().amax(dim=(-2, -1))
            shares = (maps / reach[..., None, None]).nan_to_num(nan=0.0)
            shades.append((ZERO + (255 - ZERO) * shares).round().to(torch.uint8).numpy())
            largest.append(reach.numpy())
    return UnitMaps(np.stack(shades), np.stack(largest))


def layers_with_maps(width: int, depth: int) -> int:
    """How many hidden layers' units have maps."""
    return min(depth, max(1, MOST_UNITS // width))


def pixels(dataset: Dataset, side: int) -> NDArray[np.float64]:
    """Return the centre of every pixel of the maps, [side², 2], row by row from the largest y downwards."""
    x_low, x_high, y_low, y_high = extent(dataset)
    share = (np.arange(side) + 0.5) / side
    x, y = np.meshgrid(x_low + (x_high - x_low) * share, y_high - (y_high - y_low) * share)
    return np.column_stack([x.ravel(), y.ravel()])


def _passes(history: TrainingHistory, start: int, points: NDArray[np.floating]) -> list[Pass]:
    """Send the same points through the F networks of one start, at every snapshot."""
    functions = len(history.spec.functions)
    x: Tensor | None = None
    passed = []
    for parameters in history.snapshots[:, start :: history.spec.seeds]:  # [F, P]
        stack = Stack.of_parameters(history.spec, parameters)
        if x is None:
            x = torch.from_numpy(points).to(stack.weights[0].dtype).expand(functions, -1, -1)
        with torch.inference_mode():
            passed.append(stack.forward(x))
    return passed
