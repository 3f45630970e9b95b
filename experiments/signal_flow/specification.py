"""What a pass through untrained networks is asked for: one frozen value, checked when it is made."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from types import MappingProxyType

import numpy as np

from activations.catalogue import NOTES, FunctionSpec
from experiments.networks import datasets
from experiments.networks.initialisations import INITIALISATIONS, bias_variance, variance
from experiments.networks.limits import Limit, check_fields

NOISE = "noise"  # the data set without any structure: points of as many random numbers as a layer has units
DATASETS = (NOISE, *datasets.DATASETS)
LIMITS: Mapping[str, Limit] = MappingProxyType(
    {
        "depth": Limit(1, 30),
        "width": Limit(4, 256),
        "weight_scale": Limit(0.25, 16.0),
        "bias_scale": Limit(0.0, 2.0),
        "seeds": Limit(1, 20),
        "seed": Limit(0, 999_999),
        "data_seed": Limit(0, 999_999),
    }
)
WHOLE_NUMBERS = ("depth", "width", "seeds", "seed", "data_seed")
CHOICES = {"dataset": DATASETS, "initialisation": INITIALISATIONS}

# A layer's size is taken over about this many numbers, so that wide networks need fewer points.
NUMBERS_PER_LAYER = 4096
FEWEST_POINTS, MOST_POINTS = 32, 256


@dataclass(frozen=True, slots=True)
class SignalFlowSpec:
    """Untrained networks that differ in their activation function, and in nothing else.

    Args:
        functions: F functions; text such as "leaky-relu:alpha=0.2" is parsed.
        depth: how many hidden layers (H).
        width: units in each hidden layer (W).
        initialisation: one of `INITIALISATIONS`; "normal" stands for N(0, 1/fan in).
        weight_scale: all weights are multiplied by it once they are drawn.
        bias_scale: standard deviation of normal numbers that are added to the biases of all layers.
        dataset: one of `DATASETS`.
        data_seed: what the points are drawn from.
        seeds: how many starts each function gets (S).
        seed: the first of them.

    Raises:
        ValueError: one sentence that names the field and what it allows.
    """

    functions: tuple[FunctionSpec, ...] = tuple(FunctionSpec(key) for key in NOTES)
    depth: int = 10
    width: int = 64
    initialisation: str = "normal"
    weight_scale: float = 1.0
    bias_scale: float = 0.0
    dataset: str = NOISE
    data_seed: int = 0
    seeds: int = 5
    seed: int = 0

    def __post_init__(self) -> None:
        check_fields(self, LIMITS, WHOLE_NUMBERS, CHOICES)

    @property
    def layer_widths(self) -> tuple[int, ...]:
        """How many numbers each layer takes in, and last how many logits come out."""
        inputs, logits = (self.width, 1) if self.dataset == NOISE else datasets.shape(self.dataset)
        return (inputs, *([self.width] * self.depth), logits)

    @property
    def points(self) -> int:
        """How many points go through (N)."""
        return min(MOST_POINTS, max(FEWEST_POINTS, NUMBERS_PER_LAYER // self.width))

    @property
    def multiplications(self) -> float:
        """About how many one pass forward and back takes for one start of all functions."""
        weights = sum(inputs * outputs for inputs, outputs in pairwise(self.layer_widths))
        return 3.0 * len(self.functions) * self.points * weights

    @property
    def gain(self) -> float:
        """σ_w = √(n · Var w) of the weights between two hidden layers of n units."""
        return math.sqrt(self.width * self.weight_variance(self.width, self.width))

    def weight_variance(self, fan_in: int, fan_out: int) -> float:
        """Var w of a layer."""
        return self.weight_scale**2 * variance(self.initialisation, fan_in**-0.5, fan_in, fan_out)

    def bias_variance(self, fan_in: int) -> float:
        """Var b of a layer."""
        return self.bias_scale**2 + bias_variance(self.initialisation, fan_in)

    def dataset_points(self) -> datasets.Dataset:
        """Draw the points; those of the training page have the noise with which it opens."""
        if self.dataset != NOISE:
            return datasets.make(self.dataset, self.points, datasets.NOISE_AT_FIRST, self.data_seed)
        random = np.random.default_rng(self.data_seed)
        points = random.standard_normal((self.points, self.width))
        standardised = (points - points.mean()) / points.std()
        labels = random.permutation(np.arange(self.points) % 2)
        return datasets.Dataset(standardised.astype(np.float32), labels.astype(np.float32), 2, self.points)
