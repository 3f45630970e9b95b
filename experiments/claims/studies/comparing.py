"""Functions compared on new points, and in deep networks, each at its own best learning rate."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import torch

from activations.catalogue import FunctionSpec
from activations.kernels import Kernel, kernel
from activations.measured.properties import measure
from experiments.claims.networks import (
    Descent,
    Plan,
    accuracies,
    descend,
    mean_losses,
    repeated,
    side_by_side,
    stacked,
)
from experiments.claims.rules import Level, Thresholds
from experiments.claims.studies.learning import SIX, kernels
from experiments.claims.verdict import Case, Chart, Findings, Outcome, Setting, Spread, line
from experiments.networks.arrays import Floats
from experiments.networks.initialisations import Layers
from experiments.networks.stack import Stack

TEST_POINTS, TEST_SEED = 2000, 500_000  # far from the seeds of the points to train on

BATCH = 32
DATASETS = (("moons", 0.3), ("circles", 0.2), ("spirals", 0.15), ("xor", 0.1), ("gaussians", 0.3))
RATES = {"momentum": (0.02, 0.05, 0.1), "adam": (0.003, 0.01, 0.03)}

PAIR = ("swish", "relu")
DEPTHS = (2, 10)


@dataclass(frozen=True, slots=True)
class World:
    """In which networks two functions are compared at several depths."""

    width: int
    optimiser: str
    starts: tuple[str, ...]


WIDE = World(16, "momentum", ("he", "lecun", "own"))
# Of fourteen worlds that were searched for one in which the verdict turns, the clearest.
NARROW = World(4, "adam", ("he",))


@dataclass(frozen=True, slots=True)
class Wins(Thresholds):
    """First on enough data sets, by more than luck.

    Args:
        errors: by how many standard errors of the paired difference to the best other function.
        holds: on how many of the five data sets.
        fails: on how few the claim does not hold.
    """

    errors: float = 2.0
    holds: float = 3.0
    fails: float = 1.0

    def decide(self, leads: Floats) -> Outcome:
        """What the rule says about the leads [data sets, S] over the best other function."""
        return Level(self.holds, self.fails).decide(float(self.wins(leads)))

    def wins(self, leads: Floats) -> int:
        """On how many data sets the lead is more than luck."""
        error = leads.std(axis=1, ddof=1) / np.sqrt(leads.shape[1])
        return int((leads.mean(axis=1) > self.errors * error).sum())


SEARCH = Wins()


def swish_search(seeds: tuple[int, ...]) -> Findings:
    """Rank the six on five small data sets by accuracy on new points, under two optimisers."""
    shares = {
        optimiser: np.stack([_on_new_points(seeds, optimiser, *dataset) for dataset in DATASETS])
        for optimiser in RATES
    }  # [data sets, F, S]
    leads = {optimiser: _leads(found) for optimiser, found in shares.items()}
    cases = tuple(
        Case({"optimiser": optimiser}, SEARCH.decide(lead), Spread.of(float(SEARCH.wins(lead))))
        for optimiser, lead in leads.items()
    )
    names = tuple(name for name, _ in DATASETS)
    return Findings(
        cases,
        numbers={
            "wins": Spread.of([SEARCH.wins(lead) for lead in leads.values()]),
            "lead": Spread.of(np.concatenate([lead.ravel() for lead in leads.values()])),
        },
        chart=Chart(tuple(line(key, names, shares["adam"][:, f]) for f, key in enumerate(SIX))),
    )


def _on_new_points(seeds: tuple[int, ...], optimiser: str, dataset: str, noise: float) -> Floats:
    """The accuracies [F, S] on new points, each function at the rate with the lowest training loss."""
    plan = Plan(seeds, 3, dataset=dataset, samples=200, noise=noise)
    stack, losses = _at_three_rates(plan, kernels(), [[plan.start()]], optimiser, steps=250)
    shares = accuracies(stack, *plan.points(TEST_POINTS, TEST_SEED))
    return _at_best_rate(shares.reshape(losses.shape), losses)[:, 0]


def _leads(shares: Floats) -> Floats:
    """How far Swish is ahead of the best other function, on each data set and in each seed."""
    found = []
    for row in shares:  # [F, S]
        others = row[:-1]
        found.append(row[-1] - others[others.mean(axis=1).argmax()])
    return np.stack(found)


@dataclass(frozen=True, slots=True)
class Deeper(Thresholds):
    """An advantage that grows with depth and is more than luck at the deepest.

    Args:
        errors: how many standard errors of the paired difference it must exceed at the deepest.
    """

    errors: float = 2.0

    def decide(self, leads: Floats) -> Outcome:
        """What the rule says about the leads [depths, S] at each depth, the deepest last."""
        lead, error = leads[-1].mean(), leads[-1].std(ddof=1) / np.sqrt(leads.shape[1])
        if abs(lead) <= self.errors * error:
            return "no effect seen"
        if lead < 0:
            return "does not hold"
        return "holds" if lead > leads[0].mean() else "holds partly"


DEEP = Deeper()


def swish_deep(seeds: tuple[int, ...]) -> Findings:
    """Swish against ReLU on spirals at two depths, from three starts, and in narrow networks."""
    swish = FunctionSpec(PAIR[0])
    shares = _at_depths(swish, seeds)
    leads = _leads_over_relu(shares)
    narrow = _lead_when_narrow(swish, seeds)
    return Findings(
        _deep_cases(leads, narrow),
        numbers={
            "narrow": Spread.of(narrow[-1]),
            **{start: Spread.of(found[-1]) for start, found in leads.items()},
            "swish": Spread.of(shares["own"][-1, 0]),
            "relu": Spread.of(shares["own"][-1, 1]),
        },
        chart=Chart(tuple(line(f"start={start}", DEPTHS, found) for start, found in leads.items())),
    )


def is_ahead_when_deep(function: FunctionSpec, seeds: tuple[int, ...]) -> tuple[Case, ...]:
    """Whether a function leads ReLU in deep networks, and by more than in shallow ones."""
    leads = _leads_over_relu(_at_depths(function, seeds))
    return _deep_cases(leads, _lead_when_narrow(function, seeds))


def _lead_when_narrow(function: FunctionSpec, seeds: tuple[int, ...]) -> Floats:
    """The lead [depths, S] over ReLU in narrow networks."""
    return _leads_over_relu(_at_depths(function, seeds, NARROW))[NARROW.starts[0]]


def _at_depths(first: FunctionSpec, seeds: tuple[int, ...], world: World = WIDE) -> Mapping[str, Floats]:
    """The accuracies [depths, a function and ReLU, S] from each start."""
    pair = (first, FunctionSpec(PAIR[1]))
    found = np.stack([_deep(pair, seeds, depth, world) for depth in DEPTHS])  # [depths, F, starts, S]
    return {start: found[:, :, i] for i, start in enumerate(world.starts)}


def _leads_over_relu(shares: Mapping[str, Floats]) -> Mapping[str, Floats]:
    return {start: each[:, 0] - each[:, 1] for start, each in shares.items()}  # [depths, S]


def _deep_cases(leads: Mapping[str, Floats], narrow: Floats) -> tuple[Case, ...]:
    wide = [_deep_case({"initialisation": start}, lead) for start, lead in leads.items()]
    (start,) = NARROW.starts
    setting: Setting = {"width": NARROW.width, "optimiser": NARROW.optimiser, "initialisation": start}
    return (*wide, _deep_case(setting, narrow))


def _deep_case(setting: Setting, lead: Floats) -> Case:
    return Case(setting, DEEP.decide(lead), Spread.of(lead[-1]))


def _deep(pair: Sequence[FunctionSpec], seeds: tuple[int, ...], depth: int, world: World) -> Floats:
    """The accuracies [F, starts, S] after training, each at the rate with the lowest loss."""
    plan = Plan(seeds, depth, world.width, dataset="spirals")
    starts = [[_start_for(function, plan, start) for start in world.starts] for function in pair]
    functions = [kernel(function) for function in pair]
    stack, losses = _at_three_rates(plan, functions, starts, world.optimiser, steps=300)
    return _at_best_rate(accuracies(stack, *plan.points()).reshape(losses.shape), losses)


def _start_for(function: FunctionSpec, plan: Plan, start: str) -> Layers:
    """A function's start; its own one is LeCun's, times the gain that keeps its signal's size."""
    if start != "own":
        return replace(plan, initialisation=start).start()
    return replace(plan, initialisation="lecun").start(measure(function.create()).forward_gain)


def _at_three_rates(
    plan: Plan,
    functions: list[Kernel],
    starts: Sequence[Sequence[Layers]],
    optimiser: str,
    steps: int,
) -> tuple[Stack, Floats]:
    """Train each function from each start at each rate: networks, and losses [F, starts, rates, S]."""
    chosen, seeds = RATES[optimiser], len(plan.seeds)
    each_start = [side_by_side([repeated(start, len(chosen)) for start in given]) for given in starts]
    stack = stacked(functions, each_start)
    shape = (len(functions), len(starts[0]), len(chosen), seeds)
    rates = torch.tensor(chosen).repeat_interleave(seeds).repeat(shape[0] * shape[1])
    x, y = plan.points()
    descend(stack, x, y, plan.seeds, Descent(rates, optimiser, steps, BATCH))
    return stack, mean_losses(stack, x, y).reshape(shape)


def _at_best_rate(values: Floats, losses: Floats) -> Floats:
    """Of values [F, starts, rates, S] those at the rate with the lowest mean loss: [F, starts, S]."""
    best = losses.mean(axis=-1).argmin(axis=-1)
    chosen: Floats = np.take_along_axis(values, best[..., None, None], axis=-2).squeeze(-2)
    return chosen
