"""The work of a run follows what PyTorch is sent, not what it multiplies; its memory is what it holds."""

import pickle
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, TypeAlias

import pytest
from torch import Tensor
from torch.utils._python_dispatch import TorchDispatchMode

from activations.catalogue import CATALOGUE, NOTES, FunctionSpec
from experiments.training import work
from experiments.training.history import RECORDED
from experiments.training.run_batches import RunBatchSpec, RunBatchTrainer
from experiments.training.train import TrainingSpec
from experiments.training.trainer import Trainer
from pages.train.presets import PRESETS

FUNCTIONS = tuple(FunctionSpec(key) for key in CATALOGUE)
TYPED = FunctionSpec.parse("own:Mine=sin(cos(sin(cos(sin(cos(sin(cos(x)))))))) + x * x * x * x")
SPEC = TrainingSpec()
SHAPES = {
    "as the page opens": SPEC,
    "one small network": replace(SPEC, functions=FUNCTIONS[:1], width=2, depth=1, samples=20, batch_size=20),
    "one wide network": replace(SPEC, functions=FUNCTIONS[:1], width=64, depth=4),
    "narrow and deep, ten functions, twenty starts": replace(
        SPEC, functions=FUNCTIONS, seeds=20, width=2, depth=10
    ),
    "the same with all points in a batch": replace(
        SPEC, functions=FUNCTIONS, seeds=20, width=2, depth=10, batch_size=300
    ),
    "single points": replace(SPEC, seeds=10, depth=4, batch_size=1),
    "many points": replace(SPEC, functions=FUNCTIONS[:2], samples=2000, batch_size=500, width=32, depth=3),
    "a typed function": replace(SPEC, functions=(TYPED,), depth=4),
    "Adam on digits": replace(SPEC, dataset="digits", optimiser="adam", seeds=3, width=32, depth=3),
}
# Rough costs of what is counted, in seconds: an operation costs as much as thousands of numbers moved
# through memory, one of these as much as a hundred multiplications.
OF_AN_OPERATION, OF_A_MATRIX, OF_A_NUMBER, OF_A_MULTIPLICATION = 5e-6, 6e-7, 1e-9, 1e-11
VIEWS = ("view", "expand", "split", "slice", "select", "transpose", "detach", "alias", "squeeze", "t.default")


Anything: TypeAlias = Any  # what PyTorch hands over, and takes back


class Counted(TorchDispatchMode):  # type: ignore[no-untyped-call]
    """Counts the operations that PyTorch is sent, on the way back too, and the numbers that they make."""

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.seconds: float = 0.0

    def __torch_dispatch__(
        self, operation: Anything, types: Sequence[type], args: Anything = (), kwargs: Anything = None
    ) -> Anything:
        result = operation(*args, **(kwargs or {}))
        self.seconds += OF_AN_OPERATION
        made = result if isinstance(result, tuple | list) else (result,)
        if "bmm" in operation.__name__:
            left, right = args[-2:]
            self.seconds += OF_A_MATRIX * len(left) + OF_A_MULTIPLICATION * left.numel() * right.shape[-1]
        elif not any(view in operation.__name__ for view in VIEWS):
            self.seconds += OF_A_NUMBER * sum(each.numel() for each in made if isinstance(each, Tensor))
        return result


def counted(trainer: Trainer | RunBatchTrainer) -> float:
    """What a step comes to when its operations are counted."""
    trainer.step()
    count = Counted()
    with count:
        trainer.step()
    return count.seconds


@pytest.mark.parametrize("name", SHAPES)
def test_the_work_of_a_step_is_what_its_operations_come_to(name: str) -> None:
    spec = SHAPES[name]
    assert 0.45 < spec.work_of_a_step / counted(Trainer(spec)) < 2.2


@pytest.mark.parametrize("name", ["as the page opens", "narrow and deep, ten functions, twenty starts"])
def test_the_work_of_a_stack_is_what_its_operations_come_to(name: str) -> None:
    spec = RunBatchSpec((SHAPES[name], replace(SHAPES[name], learning_rate=0.1)))
    assert 0.45 < spec.work_of_a_step / counted(RunBatchTrainer(spec)) < 2.2


def test_multiplications_alone_would_tell_little() -> None:
    narrow, wide = SHAPES["narrow and deep, ten functions, twenty starts"], SHAPES["one wide network"]
    assert narrow.work_of_a_step > 5 * wide.work_of_a_step
    weights = [spec.parameters * len(spec.networks) for spec in (narrow, wide)]
    assert weights[0] < 1.1 * weights[1]


def test_as_many_steps_cost_as_many_times_the_work() -> None:
    assert replace(SPEC, steps=900).work == pytest.approx(3 * SPEC.work)


def test_what_the_pages_offer_is_far_from_too_large() -> None:
    for settings in PRESETS.values():
        assert TrainingSpec(**settings).share < 0.1  # type: ignore[arg-type]
    race = TrainingSpec(functions=(*map(FunctionSpec, NOTES), TYPED), seeds=10)
    assert race.share < 1


def test_narrow_deep_networks_of_ten_functions_from_twenty_starts_are_too_large() -> None:
    shape = replace(SHAPES["narrow and deep, ten functions, twenty starts"], samples=2000, batch_size=2000)
    assert replace(shape, steps=2000).share > 1


def test_a_step_may_not_be_so_large_that_others_wait_for_it() -> None:
    large = TrainingSpec(functions=FUNCTIONS, seeds=10, width=64, depth=10, samples=2000, batch_size=2000)
    assert replace(large, steps=1).share > 1
    longest = work.MOST_WORK / work.FEWEST_STEPS
    assert longest < 0.01 * work.MOST_WORK


def test_networks_that_are_too_large_to_remember_are_too_large() -> None:
    huge = TrainingSpec(
        functions=FUNCTIONS, seeds=20, width=64, depth=10, samples=20, batch_size=1, steps=1, optimiser="adam"
    )
    assert huge.work < 0.01 * work.MOST_WORK
    assert huge.share > 1


@pytest.mark.parametrize("optimiser", ["sgd", "adam"])
@pytest.mark.parametrize("name", ["as the page opens", "single points", "Adam on digits", "one wide network"])
def test_a_run_holds_at_most_the_memory_that_it_says_and_not_far_less(name: str, optimiser: str) -> None:
    spec = replace(SHAPES[name], optimiser=optimiser, steps=8, most_snapshots=5)
    trainer = Trainer(spec)
    while trainer.completed < spec.steps:
        trainer.step()
    history = trainer.history()
    held = sum(getattr(history, each).nbytes for each in (*RECORDED, "snapshots"))
    held += len(pickle.dumps(trainer.checkpoint())) - sum(len(each.get_state()) for each in _sources(trainer))
    overhead = 20_000  # of pickling and of names
    assert spec.memory / 2 < held < spec.memory + overhead


def _sources(trainer: Trainer) -> list[Any]:
    return trainer.batches._sources


def test_the_memory_of_a_stack_holds_both_its_ends_and_its_checkpoint() -> None:
    spec = RunBatchSpec(
        tuple(replace(SPEC, width=32, learning_rate=rate, optimiser="adam") for rate in (0.1, 0.2))
    )
    trainer = RunBatchTrainer(spec)
    trainer.step()
    ends = trainer.history()
    held = ends.first.nbytes + ends.last.nbytes + len(pickle.dumps(trainer.checkpoint()))
    overhead = 60_000  # of pickling and of names
    assert spec.memory / 2 < held < spec.memory + overhead
