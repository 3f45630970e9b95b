"""What kills units and what saves them: one setting changed at a time, the same starts for each."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import scipy
import torch
from numpy.typing import NDArray

from activations.catalogue import FunctionSpec
from experiments.networks.arrays import Bools, Floats
from experiments.networks.measures import Survey, accuracy, losses
from experiments.networks.stack import Stack
from experiments.training.history import TrainingHistory
from experiments.training.run_batches import FinalStates
from experiments.training.specification import TrainingSpec
from experiments.training.stacked_runs import dataset_of

STARTS = 10
LEARNED = 0.95  # accuracy on the training points
BIASES = (-0.1, 0.0, 0.01, 0.1, 0.5, 1.0)
# Two decades for each: momentum 0.9 makes SGD's steps up to ten times as long, and Adam's have the length of
# the rate, whatever the gradient.
RATES = {
    "sgd": (0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0),
    "momentum": (0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0),
    "adam": (0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1),
}
# SGD's decades were chosen after a look at lower ones, which are measured and shown as well.
FIRST_LOOK = {"sgd": (0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0)}
ADAMS_RATE = 0.01
RECOVERY = {
    "depth": 3,
    "width": 16,
    "initialisation": "he",
    "learning_rate": 0.05,
    "steps": 600,
    "most_snapshots": 2,
}


@dataclass(frozen=True, slots=True, eq=False)
class Outcome:
    """How the S starts of one function ended; those that exploded are counted and then left out.

    Args:
        starts: how many there were (S).
        exploded: how many stopped being finite.
        dead_at_start, dead_at_end: float64 [S − exploded], shares of all hidden units.
        buried: int64 [S − exploded], units that lived at the start and are dead at the end.
        woken: int64 [S − exploded], units that were born dead and live at the end.
        accuracy: float64 [S − exploded], at the end, on the training points.
    """

    starts: int
    exploded: int
    dead_at_start: Floats
    dead_at_end: Floats
    buried: NDArray[np.int64]
    woken: NDArray[np.int64]
    accuracy: Floats

    @property
    def learned(self) -> int:
        """How many starts ended with an accuracy of at least 0.95."""
        # an accuracy of 0.95 in float32 is a little less than 0.95
        return int((self.accuracy.round(6) >= LEARNED).sum())


def outcomes(ends: FinalStates) -> dict[TrainingSpec, tuple[Outcome, ...]]:
    """Read how the starts of each function of each run ended."""
    dataset = dataset_of(ends.spec.runs[0])
    points, labels = (torch.from_numpy(each[: dataset.training]) for each in (dataset.points, dataset.labels))
    found, begin = {}, 0
    for run in ends.spec.runs:
        networks = len(run.networks)
        rows = slice(begin, begin + networks)
        first, last = (
            Survey.make(Stack.of_parameters(run, parameters[rows]), points.expand(networks, -1, -1))
            for parameters in (ends.first, ends.last)
        )
        y = labels.expand(networks, -1)
        is_finite = np.isfinite(losses(last.logits, y).mean(dim=1).numpy()) & ~ends.failed[rows]
        dead = [torch.stack(survey.totals, dim=1).numpy() == 0 for survey in (first, last)]  # [k, H, W]
        accuracies = accuracy(last.logits, y).astype(np.float64)
        found[run] = tuple(
            _outcome(*(each[starts] for each in (is_finite, *dead, accuracies)))
            for starts in np.split(np.arange(networks), len(run.functions))
        )
        begin = rows.stop
    return found


def _outcome(is_finite: Bools, first: Bools, last: Bools, accuracies: Floats) -> Outcome:
    """Count over the starts of one function, given their units that are dead at both ends [S, H, W]."""
    begin, end = first[is_finite], last[is_finite]
    return Outcome(
        starts=len(is_finite),
        exploded=len(is_finite) - len(begin),
        dead_at_start=begin.mean(axis=(1, 2)),
        dead_at_end=end.mean(axis=(1, 2)),
        buried=(~begin & end).sum(axis=(1, 2)),
        woken=(begin & ~end).sum(axis=(1, 2)),
        accuracy=accuracies[is_finite],
    )


def rates(spec: TrainingSpec) -> tuple[TrainingSpec, ...]:
    """The same ReLU networks at learning rates over two decades, and over those of a first look."""
    base = replace(_several(spec), rate_changes=())
    wanted = {*RATES[spec.optimiser], *FIRST_LOOK.get(spec.optimiser, ())}
    return tuple(replace(base, learning_rate=rate) for rate in sorted(wanted))


def biases(spec: TrainingSpec) -> tuple[TrainingSpec, ...]:
    """The same ReLU networks with biases that start below, at and above 0."""
    return tuple(replace(_several(spec), starting_bias=bias) for bias in BIASES)


def rescues(
    spec: TrainingSpec, leaky: FunctionSpec, own: tuple[FunctionSpec, ...] = ()
) -> dict[str, TrainingSpec]:
    """The runs that try to keep ReLU networks alive, by the names of what is changed.

    The first holds ReLU as it is, and in its place LeakyReLU, ELU, Swish and what the reader has typed.
    """
    base = _several(spec)
    slow = {
        "learning_rate": max(1e-4, spec.learning_rate / 10),
        "rate_changes": tuple((step, max(1e-4, rate / 10)) for step, rate in spec.rate_changes),
    }
    changes: dict[str, dict[str, Any]] = {
        "slow": slow,
        **{f"bias {bias:g}": {"starting_bias": bias} for bias in BIASES if bias > 0},
        "he": {"initialisation": "he"},
        "adam": {"optimiser": "adam", "learning_rate": ADAMS_RATE, "rate_changes": ()},
        "normalised": {"batch_normalisation": True},
    }
    functions = (*base.functions, leaky, FunctionSpec("elu"), FunctionSpec("swish"), *own)
    found = {name: replace(base, **change) for name, change in changes.items()}
    return {"functions": replace(base, functions=functions)} | found


def recovery(leaky: FunctionSpec, margin: float, own: tuple[FunctionSpec, ...] = ()) -> TrainingSpec:
    """A network whose second layer starts dead, and goes on with each of several functions."""
    slopes = {FunctionSpec("leaky-relu", (("alpha", alpha),)): None for alpha in (0.01, 0.1)}
    tails = (FunctionSpec("elu"), FunctionSpec("swish"))
    functions = (FunctionSpec("relu"), *(slopes | {leaky: None}), *tails, *own)
    return TrainingSpec(functions=functions, seeds=STARTS, dead_margin=margin, **RECOVERY)  # type: ignore[arg-type]


def arrivals(history: TrainingHistory) -> tuple[NDArray[np.float64], ...]:
    """For each function, the first step at which each start's accuracy reached 0.95; ∞ for never."""
    reached = history.accuracy.round(6) >= LEARNED  # [T, K]
    first = np.where(reached.any(axis=0), history.steps[reached.argmax(axis=0)], np.inf)
    return tuple(first.reshape(len(history.spec.functions), -1))


def rank_correlation(settings: Sequence[float], found: Sequence[Outcome]) -> float:
    """Spearman's correlation of a setting with the share of dead units at the end, over all finite starts."""
    x = np.repeat(settings, [len(each.dead_at_end) for each in found])
    y = np.concatenate([each.dead_at_end for each in found])
    if len(np.unique(x)) < 2 or len(np.unique(y)) < 2:
        return float("nan")
    return float(scipy.stats.spearmanr(x, y).statistic)


def _several(spec: TrainingSpec) -> TrainingSpec:
    """Ten starts of these networks with ReLU, of which little more than both ends are kept."""
    return replace(spec, functions=(FunctionSpec("relu"),), seeds=STARTS, most_snapshots=2)
