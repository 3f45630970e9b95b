"""Where the gradient is: the error signal of every layer, at the start and while a network learns."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from activations.catalogue import FunctionSpec
from activations.kernels import kernel
from experiments.claims.networks import Descent, Plan, descent, error_signals, per_seed, stacked
from experiments.claims.rules import SHARE, Thresholds
from experiments.claims.studies.learning import SIX, kernels
from experiments.claims.verdict import Case, Chart, Findings, Outcome, Spread, line
from experiments.networks.arrays import Floats

INITIALISATIONS = ("lecun", "xavier", "he", "pytorch")
DEPTH = 6
MOMENTS = (0, 100, 300)  # steps
ADAM_RATE = 0.01


@dataclass(frozen=True, slots=True)
class Contrast(Thresholds):
    """One layer's signal is far larger than another's, and more so for sigmoid than for any other function.

    Args:
        factor: how many times as large it must be.
        share: in which share of the seeds it must be so to hold.
        few: at or below this share the claim does not hold.
    """

    factor: float = 10.0
    share: float = SHARE.holds
    few: float = SHARE.fails

    def decide(self, contrasts: Floats) -> Outcome:
        """What the rule says about the contrasts [F, S] of sigmoid and the others, in this order."""
        large = contrasts[0] >= self.factor
        largest = contrasts[0] >= contrasts[1:].max(axis=0, initial=0.0)
        if (large & largest).mean() >= self.share:
            return "holds"
        return "holds partly" if large.mean() > self.few else "does not hold"


RULE = Contrast()


def small_gradients(seeds: tuple[int, ...]) -> Findings:
    """Compare the first hidden layer's signal with the last one's at the start, for four initialisations."""
    signals = _at_starts(FunctionSpec(SIX[0]), seeds)
    plan = Plan(seeds, DEPTH, initialisation="lecun")
    adam = _moments(plan, ("sigmoid",), Descent(ADAM_RATE, "adam"), MOMENTS[1:2])[:, 0]
    lecun = signals["lecun"]
    layers = tuple(range(1, DEPTH + 1))
    return Findings(
        _cases(signals),
        (Case({"optimiser": "adam", "step": MOMENTS[1]}, RULE.decide(_contrast(adam)), _spread(adam)),),
        numbers={
            "first": Spread.of(lecun[0, :, 0]),
            "last": Spread.of(lecun[0, :, -1]),
            "ratio": _spread(lecun),
            "per_layer": Spread.of(_contrast(lecun)[0] ** (1 / (DEPTH - 1))),
            "tanh": Spread.of(_contrast(lecun)[1]),
            "pytorch": Spread.of(_contrast(signals["pytorch"])[1:].min(axis=0)),
            "adam": _spread(adam),
        },
        chart=Chart(
            tuple(line(key, layers, lecun[f].T) for f, key in enumerate(SIX)),
            log_y=True,
        ),
    )


def outer_gradients(seeds: tuple[int, ...]) -> Findings:
    """Compare the last hidden layer's signal with the first one's, at the start and during training."""
    plan = Plan(seeds, DEPTH, initialisation="lecun")
    found = _moments(plan, SIX, Descent(), MOMENTS)  # [F, M, S, D]
    cases = tuple(
        Case({"step": step}, RULE.decide(_contrast(found[:, m])), _spread(found[:, m]))
        for m, step in enumerate(MOMENTS)
    )
    tanh = found[1:2]
    breaks = (
        Case(
            {"function": "tanh", "step": MOMENTS[-1]},
            RULE.decide(_contrast(tanh[:, -1])),
            _spread(tanh[:, -1]),
        ),
    )
    return Findings(
        cases,
        breaks,
        numbers={
            "start": _spread(found[:, 0]),
            "end": _spread(found[:, -1]),
            "last": Spread.of(found[0, 0, :, -1]),
            "tanh_last": Spread.of(found[1, 0, :, -1]),
            "tanh_end": _spread(tanh[:, -1]),
        },
        chart=Chart(
            tuple(
                line(key, MOMENTS, [_contrast(found[:, m])[f] for m in range(len(MOMENTS))])
                for f, key in enumerate(SIX)
            ),
            log_y=True,
        ),
    )


def fades(function: FunctionSpec, seeds: tuple[int, ...]) -> tuple[Case, ...]:
    """Whether a function's error signal fades towards the input, more than with the other five."""
    return _cases(_at_starts(function, seeds))


def _at_starts(first: FunctionSpec, seeds: tuple[int, ...]) -> Mapping[str, Floats]:
    """The signals [F, S, D] before the first step, from each start."""
    found = {}
    for name in INITIALISATIONS:
        plan = Plan(seeds, DEPTH, initialisation=name)
        stack = stacked(kernels(first), [plan.start()])
        found[name] = per_seed(error_signals(stack, *plan.points()), len(seeds))
    return found


def _cases(signals: Mapping[str, Floats]) -> tuple[Case, ...]:
    return tuple(
        Case({"initialisation": name}, RULE.decide(_contrast(found)), _spread(found))
        for name, found in signals.items()
    )


def _moments(plan: Plan, keys: tuple[str, ...], how: Descent, moments: Sequence[int]) -> Floats:
    """The signals [F, M, S, D] at each of the moments, which are numbers of steps."""
    x, y = plan.points()
    stack = stacked([kernel(FunctionSpec(key)) for key in keys], [plan.start()])
    found = {
        step: per_seed(error_signals(stack, x, y), len(plan.seeds))
        for step in descent(stack, x, y, plan.seeds, replace(how, steps=max(moments)))
        if step in moments
    }
    return np.stack([found[step] for step in moments], axis=1)


def _contrast(signals: Floats) -> Floats:
    """How many times as large the last hidden layer's signal [F, S, D] is as the first one's: [F, S]."""
    with np.errstate(divide="ignore", invalid="ignore"):
        found: Floats = np.nan_to_num(signals[..., -1] / signals[..., 0], nan=1.0, posinf=np.inf)
    return found


def _spread(signals: Floats) -> Spread:
    return Spread.of(_contrast(signals)[0])
