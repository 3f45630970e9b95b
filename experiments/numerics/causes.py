"""Why a computed number is NaN, infinite or 0: every single operation is written down, then followed back.

Nothing here knows a function. The operations are PyTorch's own, forwards and on autograd's way back.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import isinf, isnan
from typing import Any, Literal, TypeAlias

import torch
from torch import Tensor, nn
from torch.utils._python_dispatch import TorchDispatchMode

Kind: TypeAlias = Literal["overflow", "infinite", "cancelled", "absorbed", "underflow", "untaken"]
Anything: TypeAlias = Any  # what PyTorch hands over, and takes back
Part: TypeAlias = Literal["value", "slope"]
SATURATING = ("tanh_backward", "sigmoid_backward")  # y′ = 1 − y² and y (1 − y), each inside one operation


@dataclass(frozen=True, slots=True)
class Step:
    """One operation on single numbers.

    Args:
        operation: PyTorch's name for it.
        inputs: the numbers that it took.
        sources: for each of them the position of the step that made it; None for x and for constants.
        output: the number that it gave.
        backward: whether autograd did it on its way back.
    """

    operation: str
    inputs: tuple[float, ...]
    sources: tuple[int | None, ...]
    output: float
    backward: bool


@dataclass(frozen=True, slots=True)
class Cause:
    """What went wrong first, and where NaN came of it.

    Args:
        kind: "overflow" of a finite number, an "infinite" x, "cancelled" (a − a), "absorbed" (1 + tiny = 1),
            "underflow" to 0.
        step: the operation in which that happened.
        meeting: the operation that made NaN of it; None for other ends.
        untaken: whether the trouble lies in a branch that `where` did not take.
    """

    kind: Kind
    step: Step
    meeting: Step | None = None
    untaken: bool = False


def cause_of(function: nn.Module, x: float, dtype: torch.dtype, part: Part) -> Cause | None:
    """Explain the value or the slope of a function at one point; None when nothing went wrong on the way."""
    steps, ends = trace(function, x, dtype)
    end = ends[part]
    return None if end is None else _explained(steps, end)


def trace(function: nn.Module, x: float, dtype: torch.dtype) -> tuple[list[Step], dict[Part, int | None]]:
    """Compute value and slope at one point; return every operation, and which two gave the results."""
    point = torch.tensor([x], dtype=dtype, requires_grad=True)
    with torch.enable_grad(), _Recorder() as recorder:
        value = function(point)
        end = recorder.maker_of(value)
        recorder.backward = True
        (slope,) = torch.autograd.grad(value, point, torch.ones_like(value), materialize_grads=True)
        return recorder.steps, {"value": end, "slope": recorder.maker_of(slope)}


class _Recorder(TorchDispatchMode):  # type: ignore[no-untyped-call]
    """Writes down what PyTorch computes while it is on."""

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.steps: list[Step] = []
        self.backward = False
        self._makers: dict[int, int] = {}
        self._kept: list[Tensor] = []  # memory that is freed could be taken again for another number

    def maker_of(self, tensor: Tensor) -> int | None:
        """Return the position of the step that made this number."""
        return self._makers.get(tensor.untyped_storage().data_ptr())

    def __torch_dispatch__(
        self, func: Anything, types: Anything, args: tuple[Anything, ...] = (), kwargs: Anything = None
    ) -> Anything:
        numbers = [each for each in args if isinstance(each, Tensor | float | int)]
        inputs = tuple(_number(each) for each in numbers)
        sources = tuple(self.maker_of(each) if isinstance(each, Tensor) else None for each in numbers)
        output = func(*args, **(kwargs or {}))
        if isinstance(output, Tensor) and self.maker_of(output) is None:  # views keep the step that made them
            self._kept.append(output)
            self._makers[output.untyped_storage().data_ptr()] = len(self.steps)
            name = func.overloadpacket.__name__
            self.steps.append(Step(name, inputs, sources, _number(output), self.backward))
        return output


def _number(value: Tensor | float) -> float:
    return float(value.detach().reshape(-1)[0]) if isinstance(value, Tensor) else float(value)


def _explained(steps: list[Step], end: int) -> Cause | None:
    """Follow a number back to the operation that spoilt it."""
    step = steps[end]
    if isnan(step.output):
        return _of_nan(steps, step)
    if isinf(step.output):
        return _of_infinity(steps, step)
    return _of_zero(steps, step) if step.output == 0 else None


def _of_nan(steps: list[Step], step: Step) -> Cause | None:
    earlier = _first(steps, step, isnan, _of_nan)
    if earlier is not None:
        return earlier
    found = _first(steps, step, isinf, _of_infinity) or Cause("infinite", step)
    zero = _first(steps, step, lambda number: number == 0, _of_zero)
    return Cause(found.kind, found.step, step, zero is not None and zero.kind == "untaken")


def _of_infinity(steps: list[Step], step: Step) -> Cause | None:
    if not any(map(isinf, step.inputs)):
        return Cause("overflow", step)
    return _first(steps, step, isinf, _of_infinity) or Cause("infinite", step)


def _of_zero(steps: list[Step], step: Step) -> Cause | None:
    if step.operation == "where":
        return _of_choice(steps, step)
    sum_of_two = step.operation in ("add", "sub")
    if sum_of_two and all(step.inputs) and not any(map(isinf, step.inputs)):
        return Cause("cancelled", step)
    if step.operation in SATURATING and step.inputs[0] != 0 and abs(step.inputs[1]) == 1:
        return Cause("cancelled", step)
    if step.operation == "log":
        return _first(steps, step, lambda number: number == 1, _of_one)
    earlier = _first(steps, step, isinf, _of_infinity)
    earlier = earlier or _first(steps, step, lambda number: number == 0, _of_zero)
    if earlier is None and step.inputs and all(step.inputs):
        return Cause("underflow", step)
    return earlier


def _of_one(_: list[Step], step: Step) -> Cause | None:
    """Tell whether this 1 is a sum in which the smaller part was lost."""
    lost = step.operation == "add" and any(number not in (0, step.output) for number in step.inputs)
    return Cause("absorbed", step) if lost else None


def _of_choice(steps: list[Step], step: Step) -> Cause | None:
    """Follow the branch that was taken; on the way back, the 0 for one that was not is nobody's fault."""
    taken = 1 if step.inputs[0] else 2
    source = step.sources[taken]
    if source is None or not steps[source].inputs or steps[source].operation == "scalar_tensor":
        return Cause("untaken", step) if step.backward else None
    return _of_zero(steps, steps[source])


def _first(
    steps: list[Step],
    step: Step,
    matters: Callable[[float], bool],
    explain: Callable[[list[Step], Step], Cause | None],
) -> Cause | None:
    """Explain the first input for which there is something to say."""
    found = (explain(steps, steps[source]) for source in _sources(step, matters))
    return next((cause for cause in found if cause is not None), None)


def _sources(step: Step, matters: Callable[[float], bool]) -> Iterator[int]:
    for number, source in zip(step.inputs, step.sources, strict=True):
        if source is not None and matters(number):
            yield source
