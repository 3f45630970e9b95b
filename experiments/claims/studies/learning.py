"""Who learns: sigmoid beside the other five, in networks of several depths."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from activations.catalogue import FunctionSpec
from activations.kernels import Kernel, kernel
from experiments.claims.networks import Descent, Plan, accuracies, descend, per_seed, stacked
from experiments.claims.rules import Thresholds
from experiments.claims.verdict import Case, Chart, Findings, Outcome, Spread, line
from experiments.networks.arrays import Floats
from experiments.networks.initialisations import Layers

SIX = ("sigmoid", "tanh", "relu", "leaky-relu", "elu", "swish")
DEPTHS = (2, 4, 6)
SETTINGS = (*(("moons", depth) for depth in DEPTHS), ("spirals", DEPTHS[-1]))
GAIN = 6.0  # of the larger start


@dataclass(frozen=True, slots=True)
class Unlearned(Thresholds):
    """Sigmoid ends low where the others end high.

    Args:
        low: holds if sigmoid's median accuracy is at most this …
        high: … and enough others reach this; does not hold if sigmoid reaches it.
        others: how many others are enough.
    """

    low: float = 0.75
    high: float = 0.95
    others: float = 4.0

    def decide(self, shares: Floats) -> Outcome:
        """What the rule says about the accuracies [F, S] of sigmoid and the others, in this order."""
        medians = np.median(shares, axis=1)
        if medians[0] >= self.high:
            return "does not hold"
        enough = (medians[1:] >= self.high).sum() >= self.others
        return "holds" if medians[0] <= self.low and enough else "holds partly"


RULE = Unlearned()


def kernels(first: FunctionSpec = FunctionSpec(SIX[0])) -> list[Kernel]:  # noqa: B008 (it is frozen)
    """The six functions at their default parameters, or with another one in sigmoid's place."""
    return [kernel(first), *(kernel(FunctionSpec(key)) for key in SIX[1:])]


def learns_late(function: FunctionSpec, seeds: tuple[int, ...]) -> tuple[Case, ...]:
    """Whether networks with a function end low where those with the other five end high."""
    return _cases(_all_ends(function, seeds))


def sigmoid_hidden(seeds: tuple[int, ...]) -> Findings:
    """Train the six at three depths; then sigmoid alone at the deepest, with three kinds of help."""
    ends = _all_ends(FunctionSpec(SIX[0]), seeds)
    deepest = ends["moons", DEPTHS[-1]]
    breaks = tuple(
        Case(
            {"depth": DEPTHS[-1], "dataset": "moons", "remedy": name},
            RULE.decide(shares),
            Spread.of(shares[0]),
        )
        for name, shares in _helped(Plan(seeds, depth=DEPTHS[-1]), deepest).items()
    )
    return Findings(
        _cases(ends),
        breaks,
        numbers={
            "deep": Spread.of(deepest[0]),
            "shallow": Spread.of(ends["moons", 2][0]),
            "others_measured": Spread.of(np.median(deepest[1:], axis=1)),
            **{name: case.measured for name, case in zip(HELP, breaks, strict=True)},
        },
        chart=Chart(
            tuple(line(key, DEPTHS, [ends["moons", d][f] for d in DEPTHS]) for f, key in enumerate(SIX))
        ),
    )


def _all_ends(first: FunctionSpec, seeds: tuple[int, ...]) -> Mapping[tuple[str, int], Floats]:
    """The accuracies [F, S] after training by data set and depth."""
    plans = {setting: Plan(seeds, dataset=setting[0], depth=setting[1]) for setting in SETTINGS}
    return {setting: _ends(plan, kernels(first), [plan.start()]) for setting, plan in plans.items()}


def _cases(ends: Mapping[tuple[str, int], Floats]) -> tuple[Case, ...]:
    return tuple(
        Case({"depth": depth, "dataset": dataset}, RULE.decide(shares), Spread.of(shares[0]))
        for (dataset, depth), shares in ends.items()
    )


def normalised(function: Kernel) -> Kernel:
    """The function after batch normalisation: each unit's inputs centred and scaled over their batch."""

    def normalise(z: Tensor) -> Tensor:
        centred = z - z.mean(dim=1, keepdim=True)
        return function(centred / (centred.square().mean(dim=1, keepdim=True) + 1e-5).sqrt())

    return normalise


def rescaled(z: Tensor) -> Tensor:
    """4σ(z) − 2: sigmoid with slope 1 at zero, and centred."""
    return 4 * torch.sigmoid(z) - 2


HELP: Mapping[str, Callable[[Plan], tuple[Kernel, Layers]]] = {
    "normalisation": lambda plan: (normalised(torch.sigmoid), plan.start()),
    "rescaled": lambda plan: (rescaled, plan.start()),
    "larger": lambda plan: (torch.sigmoid, plan.start(GAIN)),
}


def _helped(plan: Plan, plain: Floats) -> dict[str, Floats]:
    """The accuracies with sigmoid's row replaced by those of sigmoid with each kind of help."""
    functions, starts = zip(*(helped(plan) for helped in HELP.values()), strict=True)
    ends = _ends(plan, functions, starts)
    return {name: np.vstack([end, plain[1:]]) for name, end in zip(HELP, ends, strict=True)}


def _ends(plan: Plan, functions: Sequence[Kernel], starts: Sequence[Layers]) -> Floats:
    """The accuracies [F, S] after training."""
    x, y = plan.points()
    stack = stacked(functions, starts)
    descend(stack, x, y, plan.seeds, Descent())
    return per_seed(accuracies(stack, x, y), len(plan.seeds))
