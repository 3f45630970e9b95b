"""Networks that differ in more than their function: by learning rates, starts, or a layer that was killed.

The training page treats all its networks alike and writes everything down. Here each network may have its
own rate in every layer and its own start, and nothing is recorded; engine, layers, starts and batches are
those of the training page, so that the same settings give the same networks.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from activations.kernels import Kernel
from experiments.networks import datasets
from experiments.networks.arrays import Floats
from experiments.networks.batches import Batches
from experiments.networks.engine import Engine
from experiments.networks.initialisations import Layers, draw_networks
from experiments.networks.measures import losses, predictions
from experiments.networks.optimisers import OwnRates
from experiments.networks.stack import Stack


@dataclass(frozen=True, slots=True)
class Plan:
    """What the networks of an experiment share.

    Args:
        seeds: of the weights and of the order of the batches (S of them).
        depth, width: how many hidden layers (D) of how many units (W).
        initialisation: a key of `INITIALISATIONS`.
        dataset, samples, noise: which points, how many (N), and the noise on them.
    """

    seeds: tuple[int, ...]
    depth: int = 6
    width: int = 16
    initialisation: str = "xavier"
    dataset: str = "moons"
    samples: int = 300
    noise: float = datasets.NOISE_AT_FIRST

    @property
    def widths(self) -> tuple[int, ...]:
        """How many numbers each layer takes in, and last the logit."""
        return (2, *([self.width] * self.depth), 1)

    def points(self, samples: int | None = None, shift: int = 0) -> tuple[Tensor, Tensor]:
        """The points [N, 2] and their labels [N]; they follow from the first seed, and from a shift of it."""
        count = self.samples if samples is None else samples
        data = datasets.make(self.dataset, count, self.noise, self.seeds[0] + shift)
        return torch.from_numpy(data.points), torch.from_numpy(data.labels)

    def start(self, gain: float = 1.0) -> Layers:
        """Draw each seed's start as the training page does, its weights `gain` times as large."""
        drawn = draw_networks(self.initialisation, 1.0, self.widths, self.seeds)
        return [(gain * weight.float(), bias.float()) for weight, bias in drawn]


def stacked(functions: Sequence[Kernel], starts: Sequence[Layers]) -> Stack:
    """Put networks side by side: function by function, and for each function start by start.

    Args:
        functions: F of them.
        starts: the layers of each function's networks: F lists of equally many networks, or one for all.
    """
    layers = side_by_side(list(starts) * (len(functions) // len(starts)))
    weights, biases = zip(*layers, strict=True)
    return Stack.of(list(functions), [*weights, *biases])


def repeated(layers: Layers, times: int) -> Layers:
    """The same starts, once for each of several settings."""
    return [(weight.repeat(times, 1, 1), bias.repeat(times, 1, 1)) for weight, bias in layers]


def side_by_side(starts: Sequence[Layers]) -> Layers:
    """Several starts of the same shape as one, the first one's networks first."""
    return [
        (torch.cat([weight for weight, _ in layer]), torch.cat([bias for _, bias in layer]))
        for layer in zip(*starts, strict=True)
    ]


@dataclass(frozen=True, slots=True)
class Descent:
    """How networks are trained.

    Args:
        rates: the learning rate: one number, or [K] for each network, or such a row for each layer.
        optimiser: "sgd", "momentum" (0.9) or "adam".
        steps: how many updates.
        batch_size: points in each step.
    """

    rates: float | Tensor | Sequence[Tensor] = 0.05
    optimiser: str = "momentum"
    steps: int = 600
    batch_size: int = 64


def descent(stack: Stack, x: Tensor, y: Tensor, seeds: Sequence[int], how: Descent) -> Iterator[int]:
    """Train all networks of a stack in place: how many updates were made, from 0 to the last.

    Args:
        stack: K networks, each seed's as often as there are others of them; seeds vary fastest.
        x, y: points [N, 2] and labels [N], the same for all.
        seeds: S of them, for the order of the batches.
        how: rates, rule, steps.
    """
    layers, networks = len(stack.weights), len(stack.weights[0])
    rates = torch.full((networks,), how.rates) if isinstance(how.rates, float) else how.rates
    optimiser = OwnRates(stack, how.optimiser, [rates] * layers if isinstance(rates, Tensor) else rates)
    batches = Batches(x, y, seeds, networks // len(seeds), how.batch_size)
    for step, _ in zip(range(how.steps + 1), Engine(stack, batches, [optimiser]), strict=False):
        yield step


def descend(stack: Stack, x: Tensor, y: Tensor, seeds: Sequence[int], how: Descent) -> None:
    """Train all networks of a stack to the end, as in `descent`."""
    for _ in descent(stack, x, y, seeds, how):
        pass


@torch.no_grad()
def accuracies(stack: Stack, x: Tensor, y: Tensor) -> Floats:
    """The share of points [K] that each network tells right; 0.5 for one that is not finite."""
    networks = stack.weights[0].shape[0]
    logits = stack.forward(x.expand(networks, -1, -1)).logits
    right = (predictions(logits) == y).double().mean(dim=1)
    finite = logits.isfinite().flatten(1).all(dim=1)
    return torch.where(finite, right, 0.5).numpy()


@torch.no_grad()
def mean_losses(stack: Stack, x: Tensor, y: Tensor) -> Floats:
    """The loss [K] over all points; ∞ for a network that is not finite."""
    networks = stack.weights[0].shape[0]
    loss = losses(stack.forward(x.expand(networks, -1, -1)).logits, y.expand(networks, -1)).mean(dim=1)
    return loss.nan_to_num(nan=torch.inf).double().numpy()


def error_signals(stack: Stack, x: Tensor, y: Tensor) -> Floats:
    """The error signal of every hidden layer [K, D]: RMS over units and points of N · ∂L/∂z, by autograd."""
    networks = stack.weights[0].shape[0]
    whole = stack.forward(x.expand(networks, -1, -1))
    loss = losses(whole.logits, y.expand(networks, -1)).sum()
    signals = torch.autograd.grad(loss, whole.pre_activations[:-1])
    return torch.stack([s.double().square().mean(dim=(1, 2)).sqrt() for s in signals], dim=1).numpy()


@torch.no_grad()
def off(stack: Stack, x: Tensor) -> Tensor:
    """Which units [K, D, W] give exactly 0 at every point."""
    whole = stack.forward(x.expand(stack.weights[0].shape[0], -1, -1))
    return torch.stack([(h == 0).all(dim=1) for h in whole.activations], dim=1)


@torch.no_grad()
def finite(stack: Stack) -> NDArray[np.bool_]:
    """Which networks [K] still have finite parameters; the others have exploded."""
    parts = [p.isfinite().flatten(1).all(dim=1) for p in stack.parameters]
    found: NDArray[np.bool_] = torch.stack(parts).all(dim=0).numpy()
    return found


def per_seed(values: Floats, seeds: int) -> Floats:
    """[K, …] as [K / S, S, …]."""
    return values.reshape(-1, seeds, *values.shape[1:])
