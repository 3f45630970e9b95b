"""Runs whose networks have one shape, trained in one stack; only their start and their end are kept."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from activations.catalogue import FunctionSpec
from experiments.networks import optimisers
from experiments.networks.arrays import FloatArray
from experiments.networks.kernels import kernel
from experiments.networks.measures import losses
from experiments.networks.stack import Stack
from experiments.training import initial_weights, work
from experiments.training.batches import Batches, Place
from experiments.training.specification import TrainingSpec
from experiments.training.trainer import dataset_of

# How a network starts and learns is its own; shape, points and batches are the same for all in a stack.
RULE = ("optimiser", "learning_rate", "momentum", "weight_decay", "rate_changes")
OWN = ("functions", "initialisation", "weight_scale", "starting_bias", "dead_margin", *RULE)
PLAIN = TrainingSpec()
ENDS = 2  # of the networks: their first state and their last, in the result and in the checkpoint


@dataclass(frozen=True, slots=True)
class RunBatchSpec(work.Sized):
    """Runs that can be trained in one stack, since they differ in nothing but the fields of `OWN`.

    Raises:
        ValueError: they differ in more than that.
    """

    runs: tuple[TrainingSpec, ...]

    def __post_init__(self) -> None:
        if len({_shape(run) for run in self.runs}) != 1:
            raise ValueError("Runs in one stack have networks of one shape, the same points and batches.")

    @property
    def steps(self) -> int:
        """How many updates each run makes."""
        return self.runs[0].steps

    @property
    def networks(self) -> tuple[tuple[FunctionSpec, int], ...]:
        """The (function, seed) of every network (K of them), run by run."""
        return tuple(network for run in self.runs for network in run.networks)

    @property
    def work_of_a_step(self) -> float:
        """About how many seconds of one core a step of all of them takes."""
        return work.STEP + sum(work.of_networks(run, is_recorded=False) for run in self.runs)

    @property
    def memory(self) -> int:
        """How many bytes both ends and the checkpoint take at most."""
        return (2 * ENDS + work.STATES) * work.FLOAT * len(self.networks) * work.parameters(self.runs[0])

    def goes_on(self, earlier: object) -> bool:
        """Whether these runs begin with that one: never, because the state on the way is not kept."""
        return False


@dataclass(frozen=True, slots=True, eq=False)
class FinalStates:
    """Where the K networks of some runs began and where they are, in the order of `RunBatchSpec.networks`.

    Args:
        spec: what was asked for.
        completed_steps: how many updates were made.
        first, last: float [K, P], their parameters as `Stack.flat` lays them out.
        loss: float [K], mean cross entropy over the next batch.
        failed: bool [K], which have stopped being finite.
    """

    spec: RunBatchSpec
    completed_steps: int
    first: FloatArray
    last: FloatArray
    loss: FloatArray
    failed: NDArray[np.bool_]


def together(specs: Iterable[TrainingSpec]) -> tuple[RunBatchSpec, ...]:
    """Put runs into as few stacks as possible, each run once."""
    groups: dict[TrainingSpec, list[TrainingSpec]] = {}
    for spec in dict.fromkeys(specs):
        groups.setdefault(_shape(spec), []).append(spec)
    return tuple(RunBatchSpec(tuple(group)) for group in groups.values())


@dataclass(frozen=True, slots=True, eq=False)
class RunBatchCheckpoint:
    """All that such runs need to go on, on this machine or in another process."""

    ends: FinalStates
    parameters: list[Tensor]  # weights, then biases
    gradients: list[Tensor]  # of the batch that the next update learns from
    optimisers: list[dict[str, Any]]  # their states, as PyTorch saves them
    batches: Place


class RunBatchTrainer:
    """The networks of several runs in the middle of their training; each `step` updates all of them.

    Args:
        spec: what to train.
        dtype: torch.float32, or torch.float64 to compare with another implementation.
        checkpoint: where the same runs stopped; without it, the start.
    """

    def __init__(
        self,
        spec: RunBatchSpec,
        dtype: torch.dtype = torch.float32,
        checkpoint: RunBatchCheckpoint | None = None,
    ) -> None:
        torch.set_num_threads(1)  # as in `Trainer`
        self.spec = spec
        one = replace(spec.runs[0], functions=spec.runs[0].functions[:1])
        dataset = dataset_of(one)
        points, labels = (torch.from_numpy(each).to(dtype) for each in (dataset.points, dataset.labels))
        training = slice(0, dataset.training)
        self.points = points[training]
        place = checkpoint.batches if checkpoint else None
        self.batches = Batches(one, self.points, labels[training], place)
        parameters = (
            checkpoint.parameters if checkpoint else initial_weights.of_runs(spec.runs, self.points, dtype)
        )
        self.parameters = [each.requires_grad_() for each in parameters]
        self.stack = _stack(spec, self.parameters)
        self.rules = list(_rules(spec, self.parameters))
        if checkpoint:
            for rule, state in zip(self.rules, checkpoint.optimisers, strict=True):
                rule.optimiser.load_state_dict(state)
        self.completed = checkpoint.ends.completed_steps if checkpoint else 0
        self.failed = checkpoint.ends.failed.copy() if checkpoint else np.zeros(len(parameters[0]), bool)
        self.first = checkpoint.ends.first if checkpoint else self._plain()
        if checkpoint:
            self.gradients: Sequence[Tensor] = checkpoint.gradients
            self.loss: FloatArray = checkpoint.ends.loss
        else:
            self._differentiate()

    def step(self) -> None:
        """Move all weights along the gradients that were found last, then find the next."""
        for rule in self.rules:
            rule.step(self.completed, self.gradients)
        self.completed += 1
        self._differentiate()

    def history(self) -> FinalStates:
        """Return where the networks began and where they are."""
        return FinalStates(
            self.spec, self.completed, self.first, self._plain(), self.loss, self.failed.copy()
        )

    def checkpoint(self) -> RunBatchCheckpoint:
        """Copy the present state."""
        parameters = [parameter.detach().clone() for parameter in self.parameters]
        states = [rule.optimiser.state_dict() for rule in self.rules]
        return RunBatchCheckpoint(self.history(), parameters, [*self.gradients], states, self.batches.place)

    def _differentiate(self) -> None:
        """Find every network's gradient of the next batch: networks do not mix, so each finds its own."""
        repeats = len(self.stack.functions)
        x, y = next(self.batches)  # [S, B, D], [S, B]
        y = y.repeat(repeats, 1)
        each = losses(self.stack.forward(x.repeat(repeats, 1, 1)).logits, y).mean(dim=1)  # [K]
        self.gradients = torch.autograd.grad(each.sum(), self.parameters)
        self.loss = each.detach().numpy()
        self.failed |= ~np.isfinite(self.loss)

    def _plain(self) -> FloatArray:
        """All parameters [K, P], those of normalised networks as the plain ones that they equal."""
        stack = self.stack
        if stack.is_normalised:
            stack = stack.folded(self.points.expand(len(self.parameters[0]), -1, -1))
        return stack.flat()


@dataclass(frozen=True, slots=True, eq=False)
class _Rule:
    """The optimiser of neighbouring networks, which sees their part of every tensor as a tensor."""

    run: TrainingSpec
    networks: slice
    parts: list[Tensor]
    optimiser: torch.optim.Optimizer

    def step(self, completed: int, gradients: Iterable[Tensor]) -> None:
        for part, gradient in zip(self.parts, gradients, strict=True):
            part.grad = gradient[self.networks]
        for group in self.optimiser.param_groups:
            group["lr"] = self.run.learning_rate_at(completed)
        self.optimiser.step()


def _shape(run: TrainingSpec) -> TrainingSpec:
    """The run without what may be its own."""
    return replace(run, **{name: getattr(PLAIN, name) for name in OWN})


def _stack(spec: RunBatchSpec, parameters: list[Tensor]) -> Stack:
    functions = [kernel(function) for run in spec.runs for function in run.functions]
    one, layers = spec.runs[0], len(parameters) // 2
    return Stack(functions, one.seeds, parameters[:layers], parameters[layers:], one.batch_normalisation)


def _rules(spec: RunBatchSpec, parameters: list[Tensor]) -> Iterator[_Rule]:
    begin, layers = 0, len(parameters) // 2
    for _, group in groupby(spec.runs, key=lambda run: [getattr(run, name) for name in RULE]):
        runs = list(group)
        networks = slice(begin, begin + sum(len(run.networks) for run in runs))
        parts = [parameter.detach()[networks] for parameter in parameters]
        run, begin = runs[0], networks.stop
        optimiser = optimisers.create(
            run.optimiser, parts[:layers], parts[layers:], run.learning_rate, run.momentum, run.weight_decay
        )
        yield _Rule(run, networks, parts, optimiser)
