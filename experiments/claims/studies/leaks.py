"""What a slope on the left side does: for a layer that has been killed, and for networks that are well."""

from collections.abc import Mapping, Sequence

import torch
from torch import Tensor

from activations.catalogue import FunctionSpec
from activations.kernels import kernel
from experiments.claims.networks import Descent, Plan, accuracies, descend, mean_losses, per_seed, stacked
from experiments.claims.rules import SHARE, Beyond
from experiments.claims.studies.comparing import TEST_POINTS, TEST_SEED
from experiments.claims.verdict import Case, Chart, Findings, Setting, Spread, line
from experiments.networks.arrays import Floats
from experiments.networks.initialisations import Layers

RESCUED = 0.95  # accuracy
RESCUE = SHARE
MARGINS = (1.0, 10.0)
RESCUERS = ("relu", "leaky-relu:alpha=0.01", "leaky-relu:alpha=0.1", "leaky-relu:alpha=0.3", "elu", "swish")

ALPHAS = (0.0, 0.01, 0.1, 0.3, 1.0)
DEFAULT = ALPHAS.index(0.01)
PARAMETER = Beyond(errors=2.0, size=0.1)


@torch.no_grad()
def killed(layers: Layers, x: Tensor, layer: int, margin: float, units: int | None = None) -> Layers:
    """Lower the biases of a layer's first units until their largest pre-activation is −margin."""
    copies = [(weight.clone(), bias.clone()) for weight, bias in layers]
    stack = stacked([torch.relu], [copies])
    z = stack.forward(x.expand(len(copies[0][0]), -1, -1)).pre_activations[layer]
    bias = copies[layer][1]
    bias[..., :units] -= z.amax(dim=1, keepdim=True)[..., :units] + margin
    return copies


def rescue(seeds: tuple[int, ...]) -> Findings:
    """Kill the whole second layer of a ReLU network, put another function in, and train on."""
    functions = [FunctionSpec.parse(text) for text in RESCUERS]
    ends = {margin: _after_a_kill(functions, seeds, margin) for margin in MARGINS}
    near, far = MARGINS
    leaky = [i for i, function in enumerate(functions) if function.key == "leaky-relu"]

    def case(margin: float, i: int) -> Case:
        return _back({"function": RESCUERS[i], "margin": margin}, ends[margin][i])

    return Findings(
        tuple(case(near, i) for i in leaky),
        (case(near, 0), case(far, leaky[0])),
        numbers={
            "relu": Spread.of(ends[near][0]),
            "leaky": Spread.of(ends[near][leaky[0]]),
            "leaky_far": Spread.of(ends[far][leaky[0]]),
            "elu": Spread.of(ends[near][4]),
            "elu_far": Spread.of(ends[far][4]),
            "swish_far": Spread.of(ends[far][5]),
        },
        chart=Chart(
            tuple(
                line(f"margin={margin:g}", tuple(function.label for function in functions), ends[margin])
                for margin in MARGINS
            )
        ),
    )


def rescue_alone(seeds: tuple[int, ...]) -> tuple[Case, ...]:
    """The cases of `rescue`."""
    names = [name for name in RESCUERS if FunctionSpec.parse(name).key == "leaky-relu"]
    ends = _after_a_kill([FunctionSpec.parse(name) for name in names], seeds, MARGINS[0])
    return tuple(
        _back({"function": name, "margin": MARGINS[0]}, end) for name, end in zip(names, ends, strict=True)
    )


def comes_back(function: FunctionSpec, seeds: tuple[int, ...]) -> tuple[Case, ...]:
    """Whether networks whose second layer was killed learn again with a function in ReLU's place."""
    margin = MARGINS[0]
    return (_back({"margin": margin}, _after_a_kill([function], seeds, margin)[0]),)


def _after_a_kill(functions: Sequence[FunctionSpec], seeds: tuple[int, ...], margin: float) -> Floats:
    """The accuracies [F, S] of networks that train on after their second layer was killed."""
    plan = Plan(seeds, 3, initialisation="he")
    x, y = plan.points()
    stack = stacked([kernel(function) for function in functions], [killed(plan.start(), x, 1, margin)])
    descend(stack, x, y, plan.seeds, Descent())
    return per_seed(accuracies(stack, x, y), len(seeds))


def _back(setting: Setting, ends: Floats) -> Case:
    return Case(setting, RESCUE.decide(float((ends >= RESCUED).mean())), Spread.of(ends))


def leaky_parameter(seeds: tuple[int, ...]) -> Findings:
    """Train LeakyReLU networks at five slopes on noisy moons, and compare their losses on new points."""
    found = _by_dataset(seeds)
    cases = _parameter_cases(found)
    plan = Plan(seeds, 3, initialisation="he", samples=200)
    dead = _leaky_losses(plan, killed(plan.start(), plan.points()[0], 1, MARGINS[1]))
    broken = _against_default({"margin": MARGINS[1]}, dead, ALPHAS.index(0.3))
    return Findings(
        cases,
        (broken,),
        numbers={
            **{f"moons({case.setting['alpha']})": case.measured for case in cases[:4]},
            **{f"spirals({case.setting['alpha']})": case.measured for case in cases[4:]},
            "dead": broken.measured,
        },
        chart=Chart(
            tuple(
                line(name, tuple(map(str, ALPHAS)), losses)
                for name, losses in {**found, "killed": dead}.items()
            ),
            log_y=True,
        ),
    )


def leaky_parameter_alone(seeds: tuple[int, ...]) -> tuple[Case, ...]:
    """The cases of `leaky_parameter`."""
    return _parameter_cases(_by_dataset(seeds))


def _by_dataset(seeds: tuple[int, ...]) -> dict[str, Floats]:
    """The losses [α, S] on new points of two noisy data sets."""
    plans = {
        dataset: Plan(seeds, 3, initialisation="he", dataset=dataset, samples=200, noise=noise)
        for dataset, noise in (("moons", 0.3), ("spirals", 0.15))
    }
    return {dataset: _leaky_losses(plan, plan.start()) for dataset, plan in plans.items()}


def _parameter_cases(found: Mapping[str, Floats]) -> tuple[Case, ...]:
    others = [i for i in range(len(ALPHAS)) if i != DEFAULT]
    return tuple(
        _against_default({"dataset": name}, losses, i) for name, losses in found.items() for i in others
    )


def _leaky_losses(plan: Plan, start: Layers) -> Floats:
    """Losses [α, S] on new points after training."""
    functions = [kernel(FunctionSpec("leaky-relu", (("alpha", alpha),))) for alpha in ALPHAS]
    stack = stacked(functions, [start])
    descend(stack, *plan.points(), plan.seeds, Descent(steps=400))
    return per_seed(mean_losses(stack, *plan.points(TEST_POINTS, TEST_SEED)), len(plan.seeds))


def _against_default(setting: Setting, losses: Floats, i: int) -> Case:
    """Whether losses [α, S] at one α differ, in whichever direction, from those at the default one."""
    pair = (losses[i], losses[DEFAULT])
    larger, smaller = pair if pair[0].mean() > pair[1].mean() else pair[::-1]
    return Case(
        {"alpha": ALPHAS[i], **setting},
        PARAMETER.decide(larger, smaller),
        Spread.of(losses[i] / losses[DEFAULT]),
    )
