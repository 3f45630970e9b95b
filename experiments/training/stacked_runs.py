"""Runs whose networks have one shape, in one stack: how they start, learn, stop and go on."""

import time
from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from itertools import groupby
from math import inf
from typing import Any

import torch
from torch import Tensor

from activations.kernels import kernel
from experiments.networks import datasets
from experiments.networks.arrays import FloatArray
from experiments.networks.batches import Batches, Place
from experiments.networks.engine import Engine, LookInside, State
from experiments.networks.initialisations import draw_networks
from experiments.networks.optimisers import SharedRate
from experiments.networks.stack import Stack
from experiments.training.specification import TrainingSpec

RULE = ("optimiser", "learning_rate", "momentum", "weight_decay", "rate_changes")  # what an optimiser is told


@dataclass(frozen=True, slots=True, eq=False)
class Checkpoint:
    """All that networks need to go on after `completed` updates, on this machine or in another process."""

    completed: int
    parameters: list[Tensor]  # weights, then biases
    gradients: list[Tensor]  # of the batch that the next update learns from: nothing is measured twice
    optimisers: list[dict[str, Any]]  # their states, as PyTorch saves them
    batches: Place
    kept: Any  # what there is to know of the states before


class StackedRuns:
    """Networks in the middle of their training; each `step` updates all of them and looks at the new state.

    Args:
        runs: of networks of one shape that see the same points and batches.
        dtype: torch.float32, or torch.float64 to compare with another implementation.
        checkpoint: where the same networks stopped; without it, the start.
        look_inside: is shown the gradients at all layers before each look.
    """

    def __init__(
        self,
        runs: Sequence[TrainingSpec],
        dtype: torch.dtype,
        checkpoint: Checkpoint | None,
        look_inside: LookInside | None = None,
    ) -> None:
        self.runs, run = runs, runs[0]
        self.dataset = dataset_of(run)
        points = torch.from_numpy(self.dataset.points).to(dtype)  # [N, D]
        labels = torch.from_numpy(self.dataset.labels).to(dtype)  # [N]
        networks, training = sum(len(each.networks) for each in runs), slice(0, self.dataset.training)
        self.points = points.expand(networks, -1, -1)  # [K, N, D], the same for all
        self.labels = labels.expand(networks, -1)  # [K, N]
        points, labels = points[training], labels[training]
        functions = [kernel(function) for each in runs for function in each.functions]
        begin = checkpoint.parameters if checkpoint else _starts(runs, points)
        parameters = [part.clone() for part in begin]  # so that a checkpoint stays what it is
        self.stack = Stack.of(functions, parameters, is_normalised=run.batch_normalisation)
        self.optimisers = list(_optimisers(runs, self.stack))
        seeds = range(run.seed, run.seed + run.seeds)
        place = checkpoint.batches if checkpoint else None
        self.batches = Batches(points, labels, seeds, len(functions), run.batch_size, place)
        completed, gradients = (checkpoint.completed, checkpoint.gradients) if checkpoint else (0, ())
        self.engine = Engine(self.stack, self.batches, self.optimisers, completed, gradients, look_inside)
        if checkpoint:
            for optimiser, state in zip(self.optimisers, checkpoint.optimisers, strict=True):
                optimiser.rule.load_state_dict(deepcopy(state))
        else:
            self.step()

    @property
    def completed(self) -> int:
        """How many updates were made."""
        return self.engine.completed

    def step(self) -> None:
        """Move all weights along the gradients that were found last, find the next, and look."""
        self._look(next(self.engine))

    def go_on(self, seconds: float = inf) -> None:
        """Train to the end, or for so many seconds; one step is made in any case."""
        deadline = time.monotonic() + seconds
        while self.completed < self.runs[0].steps:
            self.step()
            if time.monotonic() >= deadline:
                break

    def checkpoint(self) -> Checkpoint:
        """Copy the present state."""
        return Checkpoint(
            self.completed,
            [parameter.detach().clone() for parameter in self.stack.parameters],
            [*self.engine.gradients],
            [optimiser.rule.state_dict() for optimiser in self.optimisers],
            self.batches.place,
            self._kept(),
        )

    def flat(self) -> FloatArray:
        """All parameters [K, P], those of normalised networks as the plain ones that they equal."""
        stack = self.stack
        if stack.is_normalised:
            stack = stack.folded(self.points[:, : self.dataset.training])
        return stack.flat()

    def _look(self, state: State) -> None:
        """Keep what is to be known of a state."""
        raise NotImplementedError

    def _kept(self) -> Any:  # noqa: ANN401 (each trainer's own, which comes back to it)
        """Copy what a trainer that goes on has to know of the states before."""
        raise NotImplementedError


def dataset_of(spec: TrainingSpec) -> datasets.Dataset:
    """Draw the points that a run learns from and is tested on."""
    test_points = spec.samples - spec.training_points
    return datasets.make(
        spec.dataset, spec.samples, spec.noise, spec.data_seed, test_points, spec.custom_points
    )


def _starts(runs: Sequence[TrainingSpec], points: Tensor) -> list[Tensor]:
    """Draw the starts of runs, one after the other in each tensor: all weights, then all biases.

    They have the type of the points [N, D]; a layer that is to be dead from the start is so at these.
    """
    return [torch.cat(parts) for parts in zip(*(_start(run, points) for run in runs), strict=True)]


def _start(spec: TrainingSpec, points: Tensor) -> list[Tensor]:
    """Draw the weights of each seed once and give them to every function."""
    seeds = range(spec.seed, spec.seed + spec.seeds)
    layers = draw_networks(spec.initialisation, spec.weight_scale, spec.layer_widths, seeds)
    for _, bias in layers[:-1]:
        bias.add_(spec.starting_bias)
    weights, biases = zip(*layers, strict=True)
    repeats = len(spec.functions)
    parameters = [part.repeat(repeats, 1, 1).to(points.dtype) for part in (*weights, *biases)]
    if spec.dead_margin > 0:
        functions = [kernel(function) for function in spec.functions]
        stack = Stack.of(functions, parameters, is_normalised=spec.batch_normalisation)
        stack.lower_second_layer(points.expand(len(spec.networks), -1, -1), spec.dead_margin)
    return parameters


def _optimisers(runs: Sequence[TrainingSpec], stack: Stack) -> Iterator[SharedRate]:
    """One for neighbouring runs that learn by the same rule at the same rates."""
    begin = 0
    for _, group in groupby(runs, key=lambda run: [getattr(run, name) for name in RULE]):
        alike = list(group)
        run, end = alike[0], begin + sum(len(each.networks) for each in alike)
        own = slice(begin, end) if len(alike) < len(runs) else None
        yield SharedRate(stack, run.optimiser, run.learning_rate_at, run.momentum, run.weight_decay, own)
        begin = end
