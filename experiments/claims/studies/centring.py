"""What ELU does to negative numbers, and how near zero it keeps the activations of a layer."""

from collections.abc import Mapping, Sequence

import numpy as np
import torch
from torch import Tensor

from activations.catalogue import FunctionSpec
from activations.kernels import kernel
from experiments.claims.networks import Descent, Plan, descend, side_by_side, stacked
from experiments.claims.studies.exact import FAR, NEARER, curve_of, exact, inputs
from experiments.claims.verdict import Case, Chart, Findings, Spread, line
from experiments.networks.arrays import Floats
from experiments.networks.stack import Stack

RIVALS = ("elu", "relu", "leaky-relu")
STARTS = ("xavier", "he")
MOMENTS = {"start": 0, "end": 600}  # steps
DEPTH = 4


def elu_negatives(seeds: tuple[int, ...]) -> Findings:
    """Smaller, towards zero, with a fading slope, nearer zero on average: readings of one sentence."""
    x, elu = -np.abs(inputs(seeds)), FunctionSpec("elu")
    found = curve_of(elu, x)
    value, slope = found.value.reshape(x.shape), found.slope.reshape(x.shape)
    far = x < FAR / 2
    means = _means([FunctionSpec(key) for key in RIVALS], seeds)
    raw, relative = _nearest_shares(means)
    cases = (
        exact({"part": "smaller"}, np.abs(value) < np.abs(x)),
        exact({"part": "towards-zero"}, np.atleast_2d(np.abs(value[far]) < 0.5)),
        exact({"part": "slope"}, np.isclose(slope, np.exp(x), rtol=1e-6)),
        *_mean_cases(raw, relative),
    )
    first = means["he", "start"][0]  # [F, S, D]
    layers = tuple(range(1, DEPTH + 1))
    return Findings(
        cases,
        (cases[1],),
        numbers={
            "floor": Spread.of(curve_of(elu, np.array([FAR])).value),
            "elu": Spread.of(first[0, :, 0]),
            "relu": Spread.of(first[1, :, 0]),
            "raw": Spread.of(raw),
            "relative": Spread.of(relative),
        },
        chart=Chart(tuple(line(key, layers, first[f].T) for f, key in enumerate(RIVALS))),
    )


def is_nearest_zero(function: FunctionSpec, seeds: tuple[int, ...]) -> tuple[Case, ...]:
    """Whether a function keeps the units' means nearer zero than ReLU and LeakyReLU do."""
    rivals = [function, *(FunctionSpec(key) for key in RIVALS[1:])]
    return _mean_cases(*_nearest_shares(_means(rivals, seeds)))


def _mean_cases(raw: float, relative: float) -> tuple[Case, ...]:
    shares = {"mean": raw, "relative-mean": relative}
    return tuple(
        Case({"part": part}, NEARER.decide(share), Spread.of(share)) for part, share in shares.items()
    )


def _nearest_shares(means: Mapping[tuple[str, str], tuple[Floats, Floats]]) -> tuple[float, float]:
    """In which share of starts, moments and seeds the first function's means are smallest: raw, relative."""
    raw, relative = (np.mean([_nearest(found[i]) for found in means.values()]) for i in (0, 1))
    return float(raw), float(relative)


def _means(
    rivals: Sequence[FunctionSpec], seeds: tuple[int, ...]
) -> dict[tuple[str, str], tuple[Floats, Floats]]:
    """For each start and moment the units' mean activations, raw and in shares of the layer's spread."""
    plans = [Plan(seeds, DEPTH, initialisation=start, dataset="spirals") for start in STARTS]
    x, y = plans[0].points()
    both = side_by_side([plan.start() for plan in plans])
    stack = stacked([kernel(function) for function in rivals], [both])
    found: dict[tuple[str, str], tuple[Floats, Floats]] = {}
    for moment, steps in MOMENTS.items():
        descend(stack, x, y, seeds, Descent(steps=steps))
        raw, relative = _mean_activations(stack, x, len(seeds))
        found |= {(start, moment): (raw[:, i], relative[:, i]) for i, start in enumerate(STARTS)}
    return found


@torch.no_grad()
def _mean_activations(stack: Stack, x: Tensor, seeds: int) -> Floats:
    """|h̄| [2, F, starts, S, D], averaged over the units of a layer: raw, and in shares of its spread."""
    hidden = stack.forward(x.expand(stack.weights[0].shape[0], -1, -1)).activations
    raw = torch.stack([h.mean(dim=1).abs().mean(dim=1) for h in hidden], dim=1)  # [K, D]
    spread = torch.stack([h.std(dim=(1, 2)) for h in hidden], dim=1)
    both = torch.stack([raw, raw / spread]).double().numpy()
    found: Floats = both.reshape(2, len(RIVALS), len(STARTS), seeds, DEPTH)
    return found


def _nearest(means: Floats) -> Floats:
    """In which seeds [S] the first function's means [F, S, D] are the smallest in every layer."""
    found: Floats = (means[0] < means[1:].min(axis=0)).all(axis=1).astype(np.float64)
    return found
