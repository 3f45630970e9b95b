"""What a signal becomes on its way through untrained networks, and its error on the way back."""

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
import torch
from torch import Tensor

from activations.kernels import kernel
from experiments.networks.arrays import Floats
from experiments.networks.initialisations import draw
from experiments.networks.measures import losses
from experiments.networks.stack import Stack, generator
from experiments.signal_flow.specification import DATASETS, LIMITS, NOISE, SignalFlowSpec

__all__ = [
    "DATASETS",
    "LIMITS",
    "MEASURES",
    "NOISE",
    "Flow",
    "SignalFlowSpec",
    "flow",
    "side_by_side",
    "sizes",
]


MEASURES = ("pre_activation", "activation", "error_signal", "weight_gradient")
MOST_BYTES = 64_000_000  # of weights that lie side by side; more starts than that go one after another


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
