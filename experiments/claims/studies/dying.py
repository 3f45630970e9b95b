"""Units that are off at every point: how many there are, what kills them, what brings them back."""

import numpy as np
import scipy
import torch
from torch import Tensor

from activations.catalogue import FunctionSpec
from activations.kernels import kernel
from experiments.claims.networks import Descent, Plan, descend, finite, off, per_seed, repeated, stacked
from experiments.claims.rules import Halves, Level
from experiments.claims.studies.leaks import killed
from experiments.claims.verdict import Case, Chart, Findings, Spread, line
from experiments.networks.arrays import Floats
from experiments.networks.significance import SIGNIFICANCE

DEAD = Level(holds=0.95, fails=0.5)
STARTS = 10  # for each seed: a network that has only been drawn costs next to nothing
DEPTHS, WIDTHS = (2, 4, 8, 16), (2, 4, 8, 16, 64)
JUDGED = DEPTHS[:3]  # the training page goes no deeper than ten
DEEPEST = (10, 2)  # the deepest and narrowest networks of the training page
WIDTH = 16

RATE = Level(holds=-0.5, fails=0.5)
# Two decades for each rule, up to where networks begin to explode.
RATES = {
    "sgd": (0.05, 0.15, 0.5, 1.0, 2.5, 5.0),
    "momentum": (0.01, 0.03, 0.1, 0.2, 0.5, 1.0),
    "adam": (0.001, 0.003, 0.01, 0.03, 0.06, 0.1),
}
REVIVAL_RATES = (0.05, 0.2, 0.5)
KILLED = 4  # units

BIAS = Halves(significance=SIGNIFICANCE / 7)  # three biases at two moments and one: seven chances to be lucky
BIASES = (0.0, 0.01, 0.1, 0.5, 1.0)


def dead(seeds: tuple[int, ...]) -> Findings:
    """Draw many ReLU networks: which units are off at all points, and how many of all zeros are theirs?"""
    many, relu = _starts(seeds), FunctionSpec("relu")
    shares: dict[tuple[int, int], Floats] = {}
    closed: dict[tuple[int, int], float] = {}
    first: dict[int, float] = {}
    for width in WIDTHS:
        whole = _drawn_off(Plan(many, DEPTHS[-1], width, "he"))  # [K, D, W]
        for depth in DEPTHS:
            units = whole[:, :depth]  # the first layers of a deep network are those of a shallower one
            shares[depth, width] = _share_off(units, len(seeds))
            closed[depth, width] = float(units.all(dim=2).any(dim=1).double().mean())
            first[width] = float(units[:, 0].double().mean())
    zeros = {depth: _zeros_of_the_dead(relu, seeds, depth, WIDTH) for depth in DEPTHS}
    return Findings(
        tuple(_zeros_case(depth, WIDTH, zeros[depth]) for depth in JUDGED),
        (
            _zeros_case(DEPTHS[-1], WIDTH, zeros[DEPTHS[-1]]),
            _zeros_case(*DEEPEST, _zeros_of_the_dead(relu, seeds, *DEEPEST)),
        ),
        numbers={
            **{f"share({d})": Spread.of(shares[d, WIDTH]) for d in DEPTHS},
            **{f"zeros({d})": Spread.of(zeros[d]) for d in DEPTHS},
            "first_layer": Spread.of(first[WIDTH]),
            "closed_narrow": Spread.of(closed[16, 2]),
            "closed_wide": Spread.of(closed[16, WIDTH]),
        },
        chart=Chart(tuple(line(f"width={w}", DEPTHS, [shares[d, w] for d in DEPTHS]) for w in WIDTHS)),
    )


def zeros_are_dead(function: FunctionSpec, seeds: tuple[int, ...]) -> tuple[Case, ...]:
    """Whether a zero of a freshly drawn network's units tells that the unit is dead."""
    return tuple(
        _zeros_case(depth, WIDTH, _zeros_of_the_dead(function, seeds, depth, WIDTH)) for depth in JUDGED
    )


def _starts(seeds: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(STARTS * seed + start for seed in seeds for start in range(STARTS))


def _share_off(units: Tensor, seeds: int) -> Floats:
    """The share [S] of units [K, D, W] that are off, over the starts of each seed."""
    found: Floats = units.double().mean(dim=(1, 2)).numpy().reshape(seeds, STARTS).mean(axis=1)
    return found


def _zeros_case(depth: int, width: int, shares: Floats) -> Case:
    return Case({"depth": depth, "width": width}, DEAD.decide(float(shares.mean())), Spread.of(shares))


def _drawn_off(plan: Plan) -> Tensor:
    return off(stacked([torch.relu], [plan.start()]), plan.points()[0])


@torch.no_grad()
def _zeros_of_the_dead(function: FunctionSpec, seeds: tuple[int, ...], depth: int, width: int) -> Floats:
    """Of all zeros of freshly drawn networks the share [S] that dead units give; 0 where there are none."""
    plan = Plan(_starts(seeds), depth, width, "he")
    x, _ = plan.points()
    whole = stacked([kernel(function)], [plan.start()]).forward(x.expand(len(plan.seeds), -1, -1))
    zeros = torch.stack([(h == 0) for h in whole.activations], dim=1)  # [K, D, N, W]
    dead = zeros.all(dim=2).sum(dim=(1, 2)) * x.shape[0]
    both = torch.stack([dead, zeros.sum(dim=(1, 2, 3))]).reshape(2, len(seeds), STARTS).sum(dim=2).double()
    shares: Floats = (both[0] / both[1].clamp(min=1)).numpy()
    return shares


def remedy_rate(seeds: tuple[int, ...]) -> Findings:
    """Train ReLU networks at rates over two decades, and rank the share of dead units against the rate."""
    cases, shown = [], {}
    for optimiser, rates in RATES.items():
        for depth in (2, 4):
            plan = Plan(seeds, depth, initialisation="he")
            shares = _dead_after(plan, optimiser, rates)  # [rates, S], NaN where exploded
            rank = _rank(rates, shares)
            cases.append(Case({"optimiser": optimiser, "depth": depth}, RATE.decide(rank), Spread.of(rank)))
            shown[optimiser, depth] = shares
    revived = {layer: _revived(Plan(seeds, 4, initialisation="he"), layer) for layer in (0, 1)}
    deep = shown["momentum", 4]
    exploded = float(np.mean([np.isnan(shares).mean() for shares in shown.values()]))
    ranks = [case.measured.median for case in cases]
    rank = _rank(REVIVAL_RATES, 1.0 - revived[1])
    return Findings(
        tuple(cases),
        (Case({"killed": 2}, RATE.decide(rank), Spread.of(rank)),),
        numbers={
            "rank": Spread.of(ranks),
            "low": Spread.of(_of_finite(deep[0])),
            "high": Spread.of(_of_finite(deep[4])),
            "exploded": Spread.of(exploded),
            "first_layer": Spread.of(revived[0].mean()),
            **{
                f"revived({rate:g})": Spread.of(share)
                for rate, share in zip(REVIVAL_RATES, revived[1].mean(axis=1), strict=True)
            },
        },
        chart=Chart(
            tuple(
                line(optimiser, rates, [_of_finite(row) for row in shown[optimiser, 4]])
                for optimiser, rates in RATES.items()
            ),
            log_x=True,
        ),
    )


def _dead_after(plan: Plan, optimiser: str, rates: tuple[float, ...]) -> Floats:
    """The share of dead units [rates, S] after training; NaN for networks that exploded."""
    x, y = plan.points()
    stack = stacked([torch.relu], [repeated(plan.start(), len(rates))])
    each = torch.tensor(rates).repeat_interleave(len(plan.seeds))
    descend(stack, x, y, plan.seeds, Descent(each, optimiser, steps=200))
    shares = off(stack, x).double().mean(dim=(1, 2)).numpy()
    return per_seed(np.where(finite(stack), shares, np.nan), len(plan.seeds))


def _of_finite(shares: Floats) -> Floats:
    """Without the networks that exploded; 1 if none is left."""
    kept = shares[np.isfinite(shares)]
    return kept if kept.size else np.ones(1)


def _rank(rates: tuple[float, ...], shares: Floats) -> float:
    """Spearman's rank correlation of rate and share over the networks that stayed finite."""
    grid = np.repeat(rates, shares.shape[1]).reshape(shares.shape)
    kept = np.isfinite(shares)
    if len(np.unique(shares[kept])) < 2:
        return 0.0
    return float(scipy.stats.spearmanr(grid[kept], shares[kept]).statistic)


def _revived(plan: Plan, layer: int) -> Floats:
    """Kill units of a layer in every network, train, and see which share [rates, S] is on anywhere."""
    x, y = plan.points()
    start = killed(plan.start(), x, layer, margin=0.5, units=KILLED)
    stack = stacked([torch.relu], [repeated(start, len(REVIVAL_RATES))])
    each = torch.tensor(REVIVAL_RATES).repeat_interleave(len(plan.seeds))
    descend(stack, x, y, plan.seeds, Descent(each, "sgd", steps=300))
    is_on = ~off(stack, x)[:, layer, :KILLED]
    return per_seed(is_on.double().mean(dim=1).numpy(), len(plan.seeds))


def remedy_bias(seeds: tuple[int, ...]) -> Findings:
    """Start ReLU networks with positive biases; count dead units at the start and after training."""
    wide = Plan(seeds, 4, WIDTH, "he")
    narrow = Plan(seeds, 8, 4, "he")
    start, end = _with_biases(wide, steps=600)
    narrow_start, _ = _with_biases(narrow, steps=0)
    zero, tenth, one = BIASES.index(0.0), BIASES.index(0.1), BIASES.index(1.0)
    cases = tuple(
        Case(
            {"bias": BIASES[b], "moment": moment}, BIAS.decide(shares[b], shares[zero]), Spread.of(shares[b])
        )
        for moment, shares in (("start", start), ("end", end))
        for b in (BIASES.index(0.01), tenth, one)
    )
    many_dead = Case(
        {"bias": 0.1, "depth": 8, "width": 4, "moment": "start"},
        BIAS.decide(narrow_start[tenth], narrow_start[zero]),
        Spread.of(narrow_start[tenth]),
    )
    return Findings(
        (*cases, many_dead),
        numbers={
            "without": Spread.of(start[zero].mean()),
            "tenth": Spread.of(start[tenth].mean()),
            "without_end": Spread.of(end[zero].mean()),
            "tenth_end": Spread.of(end[tenth].mean()),
            "one_end": Spread.of(end[one].mean()),
            "narrow_without": Spread.of(narrow_start[zero].mean()),
            "narrow": Spread.of(narrow_start[tenth].mean()),
        },
        chart=Chart(
            (
                line("start", tuple(map(str, BIASES)), start),
                line("end", tuple(map(str, BIASES)), end),
                line("narrow", tuple(map(str, BIASES)), narrow_start),
            )
        ),
    )


def _with_biases(plan: Plan, steps: int) -> tuple[Floats, Floats]:
    """The shares of dead units [biases, S] at the start and after training."""
    x, y = plan.points()
    start = plan.start()
    hidden = [torch.cat([bias + value for value in BIASES]) for _, bias in start[:-1]]
    layers = repeated(start, len(BIASES))
    layers = [*((weight, bias) for (weight, _), bias in zip(layers, hidden, strict=False)), layers[-1]]
    stack = stacked([torch.relu], [layers])
    before = off(stack, x).double().mean(dim=(1, 2)).numpy()
    descend(stack, x, y, plan.seeds, Descent(steps=steps))
    after = off(stack, x).double().mean(dim=(1, 2)).numpy()
    return per_seed(before, len(plan.seeds)), per_seed(after, len(plan.seeds))
