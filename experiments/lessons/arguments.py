"""The arguments of an answer, as a lesson writes them: in the words of the pages' addresses."""

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from activations.catalogue import FunctionSpec
from experiments.networks.limits import Limit
from experiments.signal_flow import specification as signal_flow
from experiments.signal_flow.specification import SignalFlowSpec
from experiments.training import specification as training
from experiments.training.specification import TrainingSpec

LARGEST_SHARE = 0.25  # of what one reader may ask for: a class waits

CHOICES = ("dataset", "initialisation", "optimiser")

Spec = TypeVar("Spec", SignalFlowSpec, TrainingSpec)


class AnswerError(ValueError):
    """The lab computes no such answer; the message says what it computes."""


class Arguments:
    """What is left of the arguments, taken one after another."""

    def __init__(self, given: Mapping[str, str]) -> None:
        self._left = dict(given)

    def function(self) -> FunctionSpec:
        """The one function that is asked about."""
        found = self.functions("function")
        if len(found) > 1:
            raise AnswerError("'function' is one function")
        return found[0]

    def functions(self, name: str = "functions") -> tuple[FunctionSpec, ...]:
        """Several functions, joined by commas; a parameter follows its function as in `elu:alpha=2`."""
        return tuple(FunctionSpec.parse(text) for text in self._text(name).split(","))

    def number(self, name: str, limit: Limit) -> float:
        """A number within these limits."""
        return limit.checked(name, _number(name, self._text(name)))

    def whole_number(self, name: str, limit: Limit) -> int:
        """A whole number within these limits."""
        number = _number(name, self._text(name))
        return limit.checked_whole(name, int(number) if number.is_integer() else number)

    def signal_flow(self, functions: tuple[FunctionSpec, ...]) -> SignalFlowSpec:
        """What is left, as untrained networks."""
        if "scale" in self._left:  # as the page's address calls it
            self._left["weight_scale"] = self._left.pop("scale")
        return self._specification(
            SignalFlowSpec(functions), signal_flow.LIMITS, signal_flow.WHOLE_NUMBERS, {"seeds": 20}
        )

    def training(self, functions: tuple[FunctionSpec, ...], **changes: object) -> TrainingSpec:
        """What is left, as a training run that differs from the usual one in these changes too."""
        few = {"seeds": 10, "most_snapshots": 2}
        spec = self._specification(
            TrainingSpec(functions), training.LIMITS, training.WHOLE_NUMBERS, few | changes
        )
        if spec.share > LARGEST_SHARE:
            raise AnswerError("that is too long to wait for; take fewer steps, seeds or units")
        return spec

    def finish(self) -> None:
        """Refuse what nobody has asked for."""
        for name in self._left:
            raise AnswerError(f"it takes no '{name}'")

    def _specification(
        self,
        default: Spec,
        limits: Mapping[str, Limit],
        whole_numbers: Sequence[str],
        changes: Mapping[str, object],
    ) -> Spec:
        names = {*limits, *CHOICES}
        values: dict[str, Any] = dict(changes)
        for name in names & set(self._left):
            text = self._left.pop(name)
            value = _number(name, text) if name in limits else text
            values[name] = int(value) if name in whole_numbers and float(value).is_integer() else value
        return type(default)(functions=default.functions, **values)

    def _text(self, name: str) -> str:
        if name not in self._left:
            raise AnswerError(f"it needs '{name}'")
        return self._left.pop(name)


def _number(name: str, text: str) -> float:
    try:
        return float(text)
    except ValueError:
        raise AnswerError(f"its '{name}' is a number") from None
