"""Who is faster: the same start, each side at its own best learning rate, steps until the loss is low."""

from collections.abc import Mapping, Sequence

import torch

from activations.kernels import Kernel
from experiments.claims.fewest_steps import fewest_steps
from experiments.claims.networks import Plan
from experiments.claims.rules import Faster
from experiments.claims.verdict import Case, Chart, Findings, Line, Setting, Spread, line
from experiments.networks.arrays import Floats
from experiments.networks.initialisations import Layers

RULE = Faster()
DEPTHS = (3, 4, 6)
GROWTHS = (1.0, 2.0, 4.0)  # of the rate, from one layer to the next towards the input
REVERSE = 0.25
CONTROL = 4  # hidden layers
OFF_CENTRE, CENTRED = "off-centre", "centred"
SIGMOIDS: Mapping[str, Kernel] = {OFF_CENTRE: torch.sigmoid, CENTRED: lambda z: torch.sigmoid(z) - 0.5}
SIGMOID_DEPTHS = (1, 2, 3, 4)


def layer_rates(seeds: tuple[int, ...]) -> Findings:
    """Let the rate grow by a factor from layer to layer towards the input, its geometric mean kept."""
    growths = dict.fromkeys(DEPTHS, GROWTHS) | {CONTROL: (*GROWTHS, REVERSE)}
    found = {depth: _growing(Plan(seeds, depth), torch.sigmoid, ways) for depth, ways in growths.items()}
    reverse = found[CONTROL].pop()
    relu = _growing(Plan(seeds, CONTROL), torch.relu, GROWTHS)
    cases = _rate_cases(found)
    breaks = [
        _case({"function": "relu", "depth": CONTROL}, _better(relu), relu[0]),
        _case({"growth": REVERSE, "depth": CONTROL}, reverse, found[CONTROL][0]),
    ]
    lines = {
        "uniform": [ways[0] for ways in found.values()],
        "towards-input": [_better(ways) for ways in found.values()],
    }
    return Findings(
        cases,
        tuple(breaks),
        numbers={
            **{f"ratio({depth})": case.measured for depth, case in zip(DEPTHS, cases, strict=True)},
            "relu": breaks[0].measured,
            "reverse": breaks[1].measured,
        },
        chart=Chart(tuple(_line(name, DEPTHS, steps) for name, steps in lines.items()), log_y=True),
    )


def layer_rates_alone(seeds: tuple[int, ...]) -> tuple[Case, ...]:
    """The cases of `layer_rates`."""
    return _rate_cases({depth: _growing(Plan(seeds, depth), torch.sigmoid, GROWTHS) for depth in DEPTHS})


def _rate_cases(found: Mapping[int, Sequence[Floats]]) -> tuple[Case, ...]:
    return tuple(_case({"depth": depth}, _better(ways), ways[0]) for depth, ways in found.items())


def sigmoid_centred(seeds: tuple[int, ...]) -> Findings:
    """Sigmoid against sigmoid − ½: the same slopes and the same start, only the centre differs."""
    return _centring(seeds, SIGMOIDS, offset=0.5, depths=SIGMOID_DEPTHS, other=6)


def sigmoid_centred_alone(seeds: tuple[int, ...]) -> tuple[Case, ...]:
    """The cases of `sigmoid_centred`."""
    return tuple(_centred_cases(_centring_steps(seeds, SIGMOIDS, 0.5, SIGMOID_DEPTHS)).values())


def tanh_centred(seeds: tuple[int, ...]) -> Findings:
    """Tanh + 1 against tanh: the same slopes and the same start, only the centre differs."""
    pair = {OFF_CENTRE: lambda z: torch.tanh(z) + 1, CENTRED: torch.tanh}
    return _centring(seeds, pair, offset=1.0, depths=(2, 4, 6), other=1)


def _centring(
    seeds: tuple[int, ...], pair: Mapping[str, Kernel], *, offset: float, depths: Sequence[int], other: int
) -> Findings:
    steps = _centring_steps(seeds, pair, offset, sorted((*depths, other)))
    cases = _centred_cases(steps)
    return Findings(
        tuple(cases[depth] for depth in depths),
        (cases[other],),
        numbers={f"ratio({depth})": case.measured for depth, case in cases.items()},
        chart=Chart(
            tuple(
                _line(name, list(steps), [both[i] for both in steps.values()]) for i, name in enumerate(pair)
            ),
            log_y=True,
        ),
    )


def _centring_steps(
    seeds: tuple[int, ...], pair: Mapping[str, Kernel], offset: float, depths: Sequence[int]
) -> dict[int, tuple[Floats, Floats]]:
    """Steps [S] of the function off centre and of the centred one, by depth."""
    steps = {}
    for depth in depths:
        plan = Plan(seeds, depth)
        start = plan.start()
        (uncentred,) = fewest_steps(plan, pair[OFF_CENTRE], compensated(start, offset))
        (centred,) = fewest_steps(plan, pair[CENTRED], start)
        steps[depth] = (uncentred, centred)
    return steps


def _centred_cases(steps: Mapping[int, tuple[Floats, Floats]]) -> dict[int, Case]:
    return {depth: _case({"depth": depth}, centred, not_so) for depth, (not_so, centred) in steps.items()}


def compensated(layers: Layers, offset: float) -> Layers:
    """The start for a function that lies `offset` higher: biases take it off again, b − offset · Σ w."""
    first, *later = layers
    return [first, *((weight, bias - offset * weight.sum(dim=1, keepdim=True)) for weight, bias in later)]


def _growing(plan: Plan, function: Kernel, growths: Sequence[float]) -> list[Floats]:
    """Steps [S] for each growth of the rate towards the input."""
    middle = plan.depth / 2  # the exponents of all depth + 1 layers add up to 0
    exponents = [middle - layer for layer in range(plan.depth + 1)]
    ways = [[growth**exponent for exponent in exponents] for growth in growths]
    return fewest_steps(plan, function, plan.start(), ways)


def _better(ways: Sequence[Floats]) -> Floats:
    """Of the growths above 1 the one with the fewer steps in the median."""
    return min(ways[1:], key=lambda steps: Spread.of(steps).median)


def _case(setting: Setting, steps: Floats, others: Floats) -> Case:
    return Case(setting, RULE.decide(steps, others), Spread.of(RULE.ratios(steps, others)))


def _line(name: str, depths: Sequence[int], steps: Sequence[Floats]) -> Line:
    return line(name, tuple(depths), steps)
