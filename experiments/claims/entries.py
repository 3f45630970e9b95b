"""Every claim of the notes: what is run, by which rule it is judged, and how its cases are joined."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from types import MappingProxyType
from typing import Literal

from activations.catalogue import FunctionSpec
from experiments.claims.rules import EXACT, Rule
from experiments.claims.studies import centring, comparing, dying, exact, leaks, learning, signals, speed
from experiments.claims.verdict import Case, Findings

SETS = 20  # of seeds, on which `make verdicts` looks whether a verdict is stable
Experiment = Callable[[tuple[int, ...]], Findings]


@dataclass(frozen=True, slots=True)
class Entry:
    """How one claim is examined.

    Args:
        experiment: seeds in, findings out; None where nothing can be run.
        rule: fixed before the experiment is run.
        cases: whether these are settings of one statement or parts of a statement that says several things.
        decides: whether the experiment decides the claim, or only looks at a part of it.
        alone: the experiment's cases without what the page shows beside them, where that saves seconds.
        seeds: in a set; more than ten where ten have been seen to leave the verdict to luck.
    """

    experiment: Experiment | None
    rule: Rule | None
    cases: Literal["settings", "parts"] = "settings"
    decides: bool = True
    alone: Callable[[tuple[int, ...]], Sequence[Case]] | None = None
    seeds: int = 10

    @property
    def sets(self) -> int:
        """On how many sets of seeds it is examined: what no experiment decides cannot come out otherwise."""
        return SETS if self.decides else 1


CLAIMS: Mapping[str, Entry] = MappingProxyType(
    {
        "sigmoid-hidden": Entry(
            learning.sigmoid_hidden,
            learning.RULE,
            alone=partial(learning.learns_late, FunctionSpec("sigmoid")),
        ),
        "sigmoid-small-gradients": Entry(signals.small_gradients, signals.RULE),
        "sigmoid-outer-gradients": Entry(signals.outer_gradients, signals.RULE),
        "sigmoid-layer-rates": Entry(speed.layer_rates, speed.RULE, alone=speed.layer_rates_alone),
        "sigmoid-centred": Entry(speed.sigmoid_centred, speed.RULE, alone=speed.sigmoid_centred_alone),
        "tanh-range": Entry(exact.tanh_range, EXACT),
        "tanh-centred": Entry(speed.tanh_centred, speed.RULE),
        "relu-negatives": Entry(exact.relu_negatives, EXACT),
        "relu-step": Entry(exact.relu_step, EXACT),
        "relu-no-gradient": Entry(exact.relu_no_gradient, EXACT),
        "relu-dead": Entry(dying.dead, dying.DEAD),
        "relu-remedy-rate": Entry(dying.remedy_rate, dying.RATE, seeds=40),
        "relu-remedy-bias": Entry(dying.remedy_bias, dying.BIAS),
        "relu-popular": Entry(None, None, decides=False),
        "leaky-negatives": Entry(exact.leaky_negatives, EXACT),
        "leaky-rescue": Entry(leaks.rescue, leaks.RESCUE, alone=leaks.rescue_alone),
        "leaky-parameter": Entry(leaks.leaky_parameter, leaks.PARAMETER, alone=leaks.leaky_parameter_alone),
        "leaky-step": Entry(exact.leaky_step, EXACT),
        "elu-negatives": Entry(centring.elu_negatives, exact.NEARER, cases="parts"),
        "swish-search": Entry(comparing.swish_search, comparing.SEARCH, decides=False),
        "swish-deep": Entry(
            comparing.swish_deep,
            comparing.DEEP,
            alone=partial(comparing.is_ahead_when_deep, FunctionSpec("swish")),
            seeds=20,
        ),
        "swish-monotonic": Entry(exact.swish_monotonic, EXACT),
    }
)
