"""Claims that a few thousand numbers settle: the functions by their classes, their slopes by autograd."""

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
import torch

from activations.catalogue import FunctionSpec, create
from activations.derivatives import Curve, curve
from experiments.claims.networks import Plan, stacked
from experiments.claims.rules import EXACT, Level
from experiments.claims.verdict import Case, Chart, Findings, Setting, Spread, line
from experiments.networks.arrays import Floats
from experiments.networks.measures import losses

INPUTS = 1000  # for each seed
WIDE = 5.0  # standard deviation of the inputs
DRAWN = np.sort([*np.linspace(-6, 6, 60), -1e-6, 1e-6])  # both sides of a jump at 0
ALPHAS = (0.01, 0.1, 0.5)
BETAS = (0.5, 1.0, 2.0)
NEARER = Level(holds=0.9, fails=0.1)  # of the seeds
FAR = -20.0


def inputs(seeds: Sequence[int]) -> Floats:
    """Random inputs [S, 1000], the same for the same seed."""
    return np.stack([WIDE * np.random.default_rng(seed).standard_normal(INPUTS) for seed in seeds])


def curve_of(spec: FunctionSpec, x: Floats) -> Curve:
    """Value and slope [N] by autograd."""
    return curve(spec.create(), np.ascontiguousarray(x.ravel()))


@lru_cache(maxsize=4)
def _seen(function: FunctionSpec, seeds: tuple[int, ...]) -> tuple[Floats, Floats]:
    """Value and slope [S, 1000] at the random inputs: several questions look at the same ones."""
    x = inputs(seeds)
    found = curve_of(function, x)
    return found.value.reshape(x.shape), found.slope.reshape(x.shape)


def exact(setting: Setting, agrees: np.ndarray) -> Case:
    """A case that holds only if every input agrees [S, N]."""
    shares = np.asarray(agrees, dtype=np.float64).mean(axis=1)
    return Case(setting, EXACT.decide(float(shares.min())), Spread.of(shares))


def _drawing(spec: FunctionSpec, what: str = "value") -> Chart:
    """The curve, or its slope, as the claim's picture."""
    row = getattr(curve_of(spec, DRAWN), what)
    return Chart((line(spec.key, tuple(DRAWN.tolist()), [[value] for value in row]),))


def within_one(function: FunctionSpec, seeds: Sequence[int]) -> tuple[Case, ...]:
    """Whether all values lie within −1 and 1."""
    return (exact({"part": "within"}, np.abs(_seen(function, tuple(seeds))[0]) <= 1),)


def gives_zero(function: FunctionSpec, seeds: Sequence[int]) -> tuple[Case, ...]:
    """Whether every negative input gives exactly 0."""
    x = -np.abs(inputs(seeds))
    return (exact({"function": function.key}, curve_of(function, x).value.reshape(x.shape) == 0),)


def is_step(function: FunctionSpec, seeds: Sequence[int]) -> tuple[Case, ...]:
    """Whether every slope is exactly 0 or 1."""
    slopes = _seen(function, tuple(seeds))[1]
    return (exact({"function": function.key}, np.isin(slopes, (0.0, 1.0))),)


def turns(function: FunctionSpec, seeds: Sequence[int]) -> tuple[Case, ...]:
    """Whether, among each seed's inputs, some slopes are negative and others positive."""
    slope = _seen(function, tuple(seeds))[1]
    both = np.logical_and((slope < 0).any(axis=1), (slope > 0).any(axis=1))
    return (exact(dict(function.hyperparameters) or {"function": function.key}, both.reshape(-1, 1)),)


def tanh_range(seeds: tuple[int, ...]) -> Findings:
    """Whether all values lie within −1 and 1, and where float32 rounds to 1."""
    x, tanh = inputs(seeds), FunctionSpec("tanh")
    grid = np.arange(0, 12, 0.01)
    in_float32 = curve(create("tanh"), grid.astype(np.float32)).value
    in_float64 = curve_of(tanh, grid).value
    first = float(grid[np.argmax(in_float32 == 1)])
    at = np.abs(x) > 12
    reached = np.abs(curve(create("tanh"), x[at].astype(np.float32)).value) == 1
    return Findings(
        within_one(tanh, seeds),
        (exact({"part": "never-reached"}, ~np.atleast_2d(reached)),),
        numbers={"rounds": Spread.of(first), "at_5": Spread.of(np.interp(5.0, grid, in_float64))},
        chart=_drawing(tanh),
    )


def relu_negatives(seeds: tuple[int, ...]) -> Findings:
    """Whether every negative input gives exactly 0."""
    return Findings(
        gives_zero(FunctionSpec("relu"), seeds),
        gives_zero(FunctionSpec("leaky-relu"), seeds),
        numbers={"inputs": Spread.of(float(inputs(seeds).size))},
        chart=_drawing(FunctionSpec("relu")),
    )


def relu_step(seeds: tuple[int, ...]) -> Findings:
    """Whether every slope is exactly 0 or 1, and what autograd answers at 0."""
    at_zero = float(curve_of(FunctionSpec("relu"), np.zeros(1)).slope[0])
    return Findings(
        is_step(FunctionSpec("relu"), seeds),
        is_step(FunctionSpec("swish"), seeds),
        numbers={"at_zero": Spread.of(at_zero), "inputs": Spread.of(float(inputs(seeds).size))},
        chart=_drawing(FunctionSpec("relu"), "slope"),
    )


def leaky_negatives(seeds: tuple[int, ...]) -> Findings:
    """Whether every negative input comes out as α times itself."""
    x = -np.abs(inputs(seeds))
    specs = [FunctionSpec("leaky-relu", (("alpha", alpha),)) for alpha in ALPHAS]
    cases = [
        exact({"alpha": alpha}, np.isclose(curve_of(spec, x).value.reshape(x.shape), alpha * x, rtol=1e-12))
        for alpha, spec in zip(ALPHAS, specs, strict=True)
    ]
    nothing = curve_of(FunctionSpec("leaky-relu", (("alpha", 0.0),)), x).value.reshape(x.shape) != 0
    return Findings(
        tuple(cases),
        (exact({"alpha": 0.0}, nothing),),
        numbers={"inputs": Spread.of(float(x.size))},
        chart=_drawing(FunctionSpec("leaky-relu", (("alpha", 0.1),))),
    )


def leaky_step(seeds: tuple[int, ...]) -> Findings:
    """Whether every slope is exactly α or 1, and what autograd answers at 0."""
    x = inputs(seeds)
    specs = [FunctionSpec("leaky-relu", (("alpha", alpha),)) for alpha in ALPHAS]
    cases = [
        exact({"alpha": alpha}, np.isin(curve_of(spec, x).slope.reshape(x.shape), (alpha, 1.0)))
        for alpha, spec in zip(ALPHAS, specs, strict=True)
    ]
    return Findings(
        tuple(cases),
        is_step(FunctionSpec("elu"), seeds),
        numbers={
            "at_zero": Spread.of(float(curve_of(specs[1], np.zeros(1)).slope[0])),
            "inputs": Spread.of(float(x.size)),
        },
        chart=_drawing(FunctionSpec("leaky-relu", (("alpha", 0.1),)), "slope"),
    )


def swish_monotonic(seeds: tuple[int, ...]) -> Findings:
    """Whether some slopes are negative and others positive, and where the minimum lies."""
    x = inputs(seeds)
    fine = np.arange(-4, 4, 1e-4)
    swish = curve_of(FunctionSpec("swish"), fine).value
    specs = [FunctionSpec("swish", (("beta", beta),)) for beta in BETAS]
    negative = curve_of(FunctionSpec("swish"), x).slope.reshape(x.shape) < 0
    return Findings(
        tuple(case for spec in specs for case in turns(spec, seeds)),
        turns(FunctionSpec("relu"), seeds),
        numbers={
            "minimum": Spread.of(swish.min()),
            "minimum_at": Spread.of(fine[swish.argmin()]),
            "falling": Spread.of(negative.mean(axis=1)),
        },
        chart=_drawing(FunctionSpec("swish")),
    )


def relu_no_gradient(seeds: tuple[int, ...]) -> Findings:
    """One example at a time, then all together: what reaches the weights of a unit that is off."""
    plan = Plan(seeds, 4, initialisation="he")
    x, y = plan.points()
    stack = stacked([torch.relu], [plan.start()])
    whole = stack.forward(x.expand(len(seeds), -1, -1))
    loss = losses(whole.logits, y.expand(len(seeds), -1)).sum()
    signals = torch.autograd.grad(loss, whole.pre_activations[:-1])  # [S, N, W], each example its own
    is_off = torch.stack([z.detach() <= 0 for z in whole.pre_activations[:-1]], dim=1)
    signal = torch.stack(signals, dim=1)  # [S, D, N, W]
    silent = [(signal[s][is_off[s]] == 0).double().mean().item() for s in range(len(seeds))]
    sometimes = is_off.any(dim=2) & ~is_off.all(dim=2)  # [S, D, W]: off for some examples, on for others
    updated = signal.abs().sum(dim=2) > 0
    share = [updated[s][sometimes[s]].double().mean().item() for s in range(len(seeds))]
    return Findings(
        (Case({"examples": "one"}, EXACT.decide(min(silent)), Spread.of(silent)),),
        (Case({"examples": "all"}, Level(0.8, 0.2).decide(1 - float(np.median(share))), Spread.of(share)),),
        numbers={
            "silent": Spread.of(silent),
            "updated": Spread.of(share),
            "off": Spread.of([is_off[s].double().mean().item() for s in range(len(seeds))]),
        },
        chart=_drawing(FunctionSpec("relu"), "slope"),
    )
