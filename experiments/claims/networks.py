"""Networks that differ in more than their function: by learning rates, starts, or a layer that was killed.

The training page's engine treats all its networks alike and writes everything down. Here each network may
have its own rate in every layer and its own start, and only its loss is looked at; layers, starts and batches
are those of the training page, so that the same settings give the same networks.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from experiments.claims.optimising import Optimiser, rates_of
from experiments.networks import datasets, initialisations
from experiments.networks.arrays import Floats
from experiments.networks.kernels import Kernel
from experiments.networks.measures import losses, predictions
from experiments.networks.stack import Stack, generator

Layers = list[tuple[Tensor, Tensor]]  # weight [S, fan in, fan out] and bias [S, 1, fan out] of each layer
EVERY = 25  # steps between two looks at which networks are done


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
    noise: float = 0.15

    @property
    def widths(self) -> tuple[int, ...]:
        """How many numbers each layer takes in, and last the logit."""
        return (2, *([self.width] * self.depth), 1)

    def points(self, samples: int | None = None, shift: int = 0) -> tuple[Tensor, Tensor]:
        """The points [N, 2] and their labels [N]; they follow from the first seed, and from a shift of it."""
        count = self.samples if samples is None else samples
        data = datasets.make(self.dataset, count, self.noise, self.seeds[0] + shift)
        return torch.from_numpy(data.points), torch.from_numpy(data.labels)

    def start(self, gain: float = 1.0, weight_scale: float = 1.0) -> Layers:
        """Draw each seed's start as the training page does, its weights `gain` times as large."""
        layers: list[list[tuple[Tensor, Tensor]]] = [[] for _ in range(self.depth + 1)]
        for seed in self.seeds:
            source = generator(seed, "weights")
            for layer, (n_in, n_out) in zip(layers, pairwise(self.widths), strict=True):
                layer.append(initialisations.draw(self.initialisation, weight_scale, n_in, n_out, source))
        return [
            (
                gain * torch.stack([w for w, _ in layer]).float(),
                torch.stack([b for _, b in layer]).float().unsqueeze(1),
            )
            for layer in layers
        ]


def stacked(functions: Sequence[Kernel], starts: Sequence[Layers]) -> Stack:
    """Put networks side by side: function by function, and for each function start by start.

    Args:
        functions: F of them.
        starts: the layers of each function's networks: F lists of equally many networks, or one for all.
    """
    given = list(starts) * (len(functions) // len(starts))
    weights = [torch.cat([start[i][0] for start in given]).requires_grad_() for i in range(len(given[0]))]
    biases = [torch.cat([start[i][1] for start in given]).requires_grad_() for i in range(len(given[0]))]
    return Stack(list(functions), len(given[0][0][0]), weights, biases)


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
        steps: how many updates at most.
        batch_size: points in each step; None takes all.
        goal: a loss at which a network is done; None trains all to the end.
    """

    rates: float | Tensor | Sequence[Tensor] = 0.05
    optimiser: str = "momentum"
    steps: int = 600
    batch_size: int | None = 64
    goal: float | None = None


def descend(
    stack: Stack,
    x: Tensor,
    y: Tensor,
    seeds: Sequence[int],
    how: Descent,
    look: Callable[[int], None] = lambda step: None,
) -> Floats:
    """Train all networks of a stack in place.

    Args:
        stack: K networks, each seed's as often as there are others of them; seeds vary fastest.
        x, y: points [N, 2] and labels [N], the same for all.
        seeds: S of them, for the order of the batches.
        how: rates, rule, steps.
        look: is called with the number of steps made, from 0, before each step and after the last.

    Returns:
        [K]: the first step at whose beginning the loss was at the goal; ∞ for those that never came so far.
    """
    networks = stack.weights[0].shape[0]
    parameters = [*stack.weights, *stack.biases]
    optimiser = Optimiser(how.optimiser, parameters, rates_of(how.rates, networks, len(stack.weights)))
    batches = _batches(x, y, seeds, networks, how.batch_size)
    reached = torch.full((networks,), torch.inf)
    for step in range(how.steps):
        look(step)
        points, labels = batches()
        each = losses(stack.forward(points).logits, labels).mean(dim=1)  # [K]
        if how.goal is not None:
            reached = torch.where((each.detach() <= how.goal) & reached.isinf(), float(step), reached)
            if step % EVERY == 0 and bool((reached.isfinite() | each.isnan()).all()):
                break
        optimiser.step(torch.autograd.grad(each.sum(), parameters))
    else:  # no goal has ended it early
        look(how.steps)
    return reached.double().numpy()


def _batches(
    x: Tensor, y: Tensor, seeds: Sequence[int], networks: int, size: int | None
) -> Callable[[], tuple[Tensor, Tensor]]:
    """Batches [K, B, 2] and [K, B] in the order of the training page; all points when there is no size."""
    if size is None:
        everything = x.expand(networks, -1, -1), y.expand(networks, -1)
        return lambda: everything
    sources = [generator(seed, "batches") for seed in seeds]
    waiting: list[tuple[Tensor, Tensor]] = []

    def following() -> tuple[Tensor, Tensor]:
        if not waiting:
            order = torch.stack([torch.randperm(len(x), generator=source) for source in sources])
            groups = networks // len(seeds)
            points, labels = x[order].repeat(groups, 1, 1), y[order].repeat(groups, 1)
            parts = [slice(i, i + size) for i in range(0, len(x) - size + 1, size)]
            waiting.extend((points[:, part], labels[:, part]) for part in parts)
        return waiting.pop(0)

    return following


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
    parts = [p.isfinite().flatten(1).all(dim=1) for p in (*stack.weights, *stack.biases)]
    found: NDArray[np.bool_] = torch.stack(parts).all(dim=0).numpy()
    return found


def per_seed(values: Floats, seeds: int) -> Floats:
    """[K, …] as [K / S, S, …]."""
    return values.reshape(-1, seeds, *values.shape[1:])
