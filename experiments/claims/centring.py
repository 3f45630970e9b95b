"""What ELU does to negative numbers, and how near zero it keeps the activations of a layer."""

import numpy as np
import torch

from activations.catalogue import FunctionSpec
from experiments.claims.exact import FAR, NEARER, curve_of, exact, inputs
from experiments.claims.networks import Descent, Floats, Plan, descend, stacked
from experiments.claims.verdict import Case, Chart, Findings, Spread, line
from experiments.kernels import kernel

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
    means = {(s, m): _means(seeds, s, steps) for s in STARTS for m, steps in MOMENTS.items()}
    raw = np.concatenate([_nearest(found[0]) for found in means.values()])
    relative = np.concatenate([_nearest(found[1]) for found in means.values()])
    cases = (
        exact({"part": "smaller"}, np.abs(value) < np.abs(x)),
        exact({"part": "towards-zero"}, np.atleast_2d(np.abs(value[far]) < 0.5)),
        exact({"part": "slope"}, np.isclose(slope, np.exp(x), rtol=1e-6)),
        Case({"part": "mean"}, NEARER.decide(float(raw.mean())), Spread.of(raw.mean())),
        Case({"part": "relative-mean"}, NEARER.decide(float(relative.mean())), Spread.of(relative.mean())),
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
            "raw": Spread.of(raw.mean()),
            "relative": Spread.of(relative.mean()),
        },
        chart=Chart(tuple(line(key, layers, first[f].T) for f, key in enumerate(RIVALS))),
    )


def _means(seeds: tuple[int, ...], start: str, steps: int) -> tuple[Floats, Floats]:
    """The units' mean activations |h̄| [F, S, D], averaged over a layer, and in shares of its spread."""
    plan = Plan(seeds, DEPTH, initialisation=start, dataset="spirals")
    x, y = plan.points()
    stack = stacked([kernel(FunctionSpec(key)) for key in RIVALS], [plan.start()])
    descend(stack, x, y, seeds, Descent(steps=steps))
    with torch.no_grad():
        hidden = stack.forward(x.expand(len(RIVALS) * len(seeds), -1, -1)).activations
        raw = torch.stack([h.mean(dim=1).abs().mean(dim=1) for h in hidden], dim=1)  # [K, D]
        spread = torch.stack([h.std(dim=(1, 2)) for h in hidden], dim=1)
    shape = (len(RIVALS), len(seeds), DEPTH)
    return raw.double().numpy().reshape(shape), (raw / spread).double().numpy().reshape(shape)


def _nearest(means: Floats) -> Floats:
    """In which seeds [S] ELU's means [F, S, D] are the smallest in every layer."""
    found: Floats = (means[0] < means[1:].min(axis=0)).all(axis=1).astype(np.float64)
    return found
