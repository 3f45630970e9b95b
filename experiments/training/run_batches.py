"""Runs whose networks have one shape, trained in one stack; only their start and their end are kept."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np
import torch
from numpy.typing import NDArray

from activations.catalogue import FunctionSpec
from experiments.networks.arrays import FloatArray
from experiments.networks.engine import State
from experiments.training import work
from experiments.training.specification import TrainingSpec
from experiments.training.stacked_runs import RULE, Checkpoint, StackedRuns

# How a network starts and learns is its own; shape, points and batches are the same for all in a stack.
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
        return work.STEP + sum(run.work_of_networks(is_recorded=False) for run in self.runs)

    @property
    def memory(self) -> int:
        """How many bytes both ends and the checkpoint take at most."""
        return (2 * ENDS + work.STATES) * work.FLOAT * len(self.networks) * self.runs[0].parameters

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


class RunBatchTrainer(StackedRuns):
    """The networks of several runs in the middle of their training; the arguments are those of `Trainer`."""

    def __init__(
        self, spec: RunBatchSpec, dtype: torch.dtype = torch.float32, checkpoint: Checkpoint | None = None
    ) -> None:
        self.spec = spec
        ends: FinalStates | None = checkpoint.kept if checkpoint else None
        self.loss: FloatArray = ends.loss if ends else np.zeros(len(spec.networks))
        self.failed = ends.failed if ends else np.zeros(len(spec.networks), bool)
        super().__init__(spec.runs, dtype, checkpoint)
        self.first = ends.first if ends else self.flat()

    def history(self) -> FinalStates:
        """Return where the networks began and where they are."""
        return FinalStates(self.spec, self.completed, self.first, self.flat(), self.loss, self.failed)

    def _look(self, state: State) -> None:
        self.loss = state.losses.numpy()
        self.failed = self.failed | ~np.isfinite(self.loss)

    def _kept(self) -> FinalStates:
        return self.history()


def _shape(run: TrainingSpec) -> TrainingSpec:
    """The run without what may be its own."""
    return replace(run, **{name: getattr(PLAIN, name) for name in OWN})
