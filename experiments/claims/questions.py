"""The notes' questions asked of any function: the claims' statistics and rules, another function in them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from activations.catalogue import FunctionSpec
from experiments.claims.studies import centring, comparing, dying, exact, leaks, learning, signals
from experiments.claims.verdict import Case


@dataclass(frozen=True, slots=True)
class Question:
    """How a claim becomes a question about any function.

    Args:
        cases: the cases of the claim's experiment, with the function in the place of the claim's own.
        of_networks: whether networks are drawn or trained, which takes seconds; if not, the curve is enough.
    """

    cases: Callable[[FunctionSpec, tuple[int, ...]], Sequence[Case]]
    of_networks: bool = True


# By the claim whose rule answers.
QUESTIONS: Mapping[str, Question] = MappingProxyType(
    {
        "tanh-range": Question(exact.within_one, of_networks=False),
        "relu-negatives": Question(exact.gives_zero, of_networks=False),
        "relu-step": Question(exact.is_step, of_networks=False),
        "swish-monotonic": Question(exact.turns, of_networks=False),
        "sigmoid-small-gradients": Question(signals.fades),
        "elu-negatives": Question(centring.is_nearest_zero),
        "relu-dead": Question(dying.zeros_are_dead),
        "leaky-rescue": Question(leaks.comes_back),
        "swish-deep": Question(comparing.is_ahead_when_deep),
        "sigmoid-hidden": Question(learning.learns_late),
    }
)
