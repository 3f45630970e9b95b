"""Decision maps: what each network thinks of every place in the plane, photographed during training."""

import numpy as np
import torch
from numpy.typing import NDArray

from experiments.datasets import Dataset
from experiments.stack import Stack

SIDE = 40  # pixels
FRAMES = 32  # photographs after the first, evenly over the run
MARGIN = 0.1  # of the data's range, on each side

Extent = tuple[float, float, float, float]


def extent(dataset: Dataset) -> Extent:
    """Return (lowest x, highest x, lowest y, highest y) of the data's range with a margin around it."""
    low, high = dataset.points.min(axis=0), dataset.points.max(axis=0)
    margin = MARGIN * (high - low)
    (x_low, y_low), (x_high, y_high) = low - margin, high + margin
    return float(x_low), float(x_high), float(y_low), float(y_high)


def pixel_centres(area: Extent) -> NDArray[np.float64]:
    """Return the centre of every pixel, [1600, 2], row by row from the largest y downwards."""
    x_low, x_high, y_low, y_high = area
    share = (np.arange(SIDE) + 0.5) / SIDE
    x, y = np.meshgrid(x_low + (x_high - x_low) * share, y_high - (y_high - y_low) * share)
    return np.column_stack([x.ravel(), y.ravel()])


class Camera:
    """Photographs the networks of the first seed, at steps that are spread evenly over a run."""

    def __init__(self, stack: Stack, dataset: Dataset, steps: int) -> None:
        networks = stack.first_seed()
        dtype = networks.weights[0].dtype
        self.networks = networks
        self.extent = extent(dataset)
        self.pixels = (
            torch.from_numpy(pixel_centres(self.extent)).to(dtype).expand(len(networks.functions), -1, -1)
        )
        self.schedule = frozenset(np.linspace(0, steps, min(steps, FRAMES) + 1).round().astype(int).tolist())
        self.steps: list[int] = []
        self.maps: list[NDArray[np.uint8]] = []

    def see(self, step: int) -> None:
        """Take a photograph if one is due at this step."""
        if step in self.schedule:
            self.take(step)

    def take(self, step: int) -> None:
        """Take a photograph now: uint8 [F, 40, 40], undecided (128) where a network is not finite."""
        if self.steps and self.steps[-1] == step:
            return
        with torch.inference_mode():
            probability = torch.sigmoid(self.networks.forward(self.pixels).logits)  # [F, 1600]
            grey = (255 * probability.nan_to_num(nan=0.5)).round().to(torch.uint8)
        self.steps.append(step)
        self.maps.append(grey.reshape(-1, SIDE, SIDE).numpy())
