"""What a signal becomes on its way through untrained networks, and its error on the way back."""

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from types import MappingProxyType

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from activations.catalogue import NOTES, FunctionSpec
from experiments import datasets
from experiments.initialisations import INITIALISATIONS, bias_variance, draw, variance
from experiments.kernels import kernel
from experiments.measures import losses
from experiments.specification import Limit, TrainingSpec, checked_functions
from experiments.stack import Stack, generator

Floats = NDArray[np.float64]

NOISE = "noise"  # the data set without any structure: points of as many random numbers as a layer has units
DATASETS = (NOISE, *datasets.DATASETS)
MEASURES = ("pre_activation", "activation", "error_signal", "weight_gradient")
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
REAL_NUMBERS = ("weight_scale", "bias_scale")

# A layer's size is taken over about this many numbers, so that wide networks need fewer points.
NUMBERS_PER_LAYER = 4096
FEWEST_POINTS, MOST_POINTS = 32, 256
MOST_BYTES = 64_000_000  # of weights that lie side by side; more starts than that go one after another


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
        object.__setattr__(self, "functions", checked_functions(self.functions))
        for name in WHOLE_NUMBERS:
            object.__setattr__(self, name, LIMITS[name].checked_whole(name, getattr(self, name)))
        for name in REAL_NUMBERS:
            object.__setattr__(self, name, LIMITS[name].checked(name, getattr(self, name)))
        for name, allowed in (("dataset", DATASETS), ("initialisation", INITIALISATIONS)):
            if getattr(self, name) not in allowed:
                raise ValueError(f"{name} is one of {', '.join(allowed)}; {getattr(self, name)!r} is not.")

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
        """Draw the points; those of the training page have its default noise."""
        if self.dataset != NOISE:
            return datasets.make(self.dataset, self.points, TrainingSpec().noise, self.data_seed)
        random = np.random.default_rng(self.data_seed)
        points = random.standard_normal((self.points, self.width))
        standardised = (points - points.mean()) / points.std()
        labels = random.permutation(np.arange(self.points) % 2)
        return datasets.Dataset(standardised.astype(np.float32), labels.astype(np.float32), 2, self.points)


@dataclass(frozen=True, slots=True, eq=False)
class Flow:
    """What one pass forward and back leaves in the H hidden layers of K networks, and the networks."""

    stack: Stack
    pre_activation: Sequence[Tensor]  # z, [K, N, W] each
    activation: Sequence[Tensor]  # h = f(z), [K, N, W] each
    error_signal: Sequence[Tensor]  # N · ∂L/∂z, [K, N, W] each
    weight_gradient: Sequence[Tensor]  # ∂L/∂W, [K, fan in, W] each

    def sizes(self) -> Floats:
        """The root mean square of each measure in each layer, [4, K, H].

        Numerics: summed in float64, because squares may leave float32's range.
        """
        return np.stack(
            [
                np.stack([_root_mean_square(layer) for layer in getattr(self, name)], axis=-1)
                for name in MEASURES
            ]
        )


def sizes(
    spec: SignalFlowSpec,
    scales: Sequence[float],
    on_progress: Callable[[float], object] = lambda share: None,
    dtype: torch.dtype = torch.float32,
) -> Floats:
    """Measure every layer of the same networks with their weights at each of these scales.

    Definition: the root mean square over units and points of z, h = f(z), N · ∂L/∂z, and of the entries of
        ∂L/∂W, where L is the training page's loss, the mean cross entropy over N points.

    Args:
        spec: the networks; its own `weight_scale` is not read.
        scales: P factors on all weights.
        on_progress: told after each pass which share is done; what it raises ends the work.
        dtype: torch.float32, or torch.float64 to compare with another implementation.

    Returns:
        float64 [P, 4, F, S, H], the second axis in the order of `MEASURES`; the same arguments give the same
        bytes.
    """
    counts = (len(spec.functions), spec.depth)
    found = np.empty((len(scales), len(MEASURES), counts[0], spec.seeds, counts[1]))
    done = 0
    for part in _parts(spec):
        starts = [_start(spec, spec.seed + s) for s in range(part.start, part.stop)]
        for position, scale in enumerate(scales):
            flow = _flow(replace(spec, weight_scale=scale), starts, dtype)
            shape = (len(MEASURES), counts[0], len(starts), counts[1])
            found[position, :, :, part] = flow.sizes().reshape(shape)
            done += len(starts)
            on_progress(done / (spec.seeds * len(scales)))
    return found


def flow(spec: SignalFlowSpec, seeds: int, dtype: torch.dtype = torch.float32) -> Flow:
    """Send the points through the first `seeds` starts of every function, and the error back."""
    starts = [_start(spec, spec.seed + s) for s in range(seeds)]
    return _flow(spec, starts, dtype)


def side_by_side(spec: SignalFlowSpec) -> int:
    """How many starts fit into memory together."""
    weights = sum(inputs * outputs for inputs, outputs in pairwise(spec.layer_widths))
    return min(spec.seeds, max(1, MOST_BYTES // (4 * weights * len(spec.functions))))


def _parts(spec: SignalFlowSpec) -> Iterator[slice]:
    """The starts, in parts that fit into memory together."""
    together = side_by_side(spec)
    for first in range(0, spec.seeds, together):
        yield slice(first, min(first + together, spec.seeds))


def _start(spec: SignalFlowSpec, seed: int) -> list[tuple[Tensor, Tensor]]:
    """Draw weight [fan in, fan out], not yet scaled, and bias [fan out] of every layer, as training does."""
    weights, biases = generator(seed, "weights"), generator(seed, "biases")
    layers = []
    for fan_in, fan_out in pairwise(spec.layer_widths):
        weight, bias = draw(spec.initialisation, fan_in**-0.5, fan_in, fan_out, weights)
        more = torch.randn(fan_out, generator=biases, dtype=torch.float64)
        layers.append((weight, bias + spec.bias_scale * more))
    return layers


def _flow(spec: SignalFlowSpec, starts: list[list[tuple[Tensor, Tensor]]], dtype: torch.dtype) -> Flow:
    """One pass of all functions from these starts; network f · S + s has function f and start s."""
    torch.set_num_threads(1)  # as in training: most of these tensors are too small to share out
    repeats = (len(spec.functions), 1, 1)
    weights, biases = [], []
    for layer in zip(*starts, strict=True):
        weight = spec.weight_scale * torch.stack([weight for weight, _ in layer])
        bias = torch.stack([bias for _, bias in layer]).unsqueeze(1)
        weights.append(weight.to(dtype).repeat(repeats).requires_grad_())
        biases.append(bias.to(dtype).repeat(repeats))
    stack = Stack([kernel(function) for function in spec.functions], len(starts), weights, biases)
    data = spec.dataset_points()
    networks = len(spec.functions) * len(starts)
    x = torch.from_numpy(data.points).to(dtype).expand(networks, -1, -1)
    y = torch.from_numpy(data.labels).to(dtype).expand(networks, -1)
    passed = stack.forward(x)
    hidden, points = spec.depth, spec.points
    # Networks do not mix, so in the gradient of the summed losses each finds its own.
    loss = losses(passed.logits, y).sum() / points
    gradients = torch.autograd.grad(loss, [*passed.pre_activations[:hidden], *weights[:hidden]])
    return Flow(
        stack,
        [z.detach() for z in passed.pre_activations[:hidden]],
        [h.detach() for h in passed.activations],
        [points * gradient for gradient in gradients[:hidden]],
        gradients[hidden:],
    )


def _root_mean_square(values: Tensor) -> Floats:
    """The root mean square of each network's numbers, [K]."""
    norms = torch.linalg.vector_norm(values, dim=(1, 2), dtype=torch.float64)
    size: Floats = (norms / math.sqrt(values[0].numel())).numpy()
    return size
