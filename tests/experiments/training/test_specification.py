"""A specification that exists is valid; one that is not says in a sentence what is allowed."""

from typing import Any

import numpy as np
import pytest

from activations.catalogue import NOTES, FunctionSpec
from experiments.training.train import LIMITS, TrainingSpec

NUMBERS = [name for name in LIMITS if name != "functions"]


def test_the_default_is_the_one_that_the_training_page_opens_with() -> None:
    spec = TrainingSpec()
    assert [function.key for function in spec.functions] == list(NOTES)
    assert (spec.dataset, spec.noise, spec.samples, spec.depth, spec.width) == ("moons", 0.15, 300, 6, 16)
    assert (spec.initialisation, spec.optimiser, spec.learning_rate, spec.momentum) == (
        "lecun",
        "momentum",
        0.05,
        0.9,
    )
    assert (spec.batch_size, spec.steps, spec.seeds, spec.seed) == (64, 300, 1, 0)


def with_room(name: str, value: object) -> TrainingSpec:
    """Make a specification with one field set, and small batches so that they do not limit `samples`."""
    fields: dict[str, Any] = {"samples": 2000} if name == "batch_size" else {"batch_size": 1}
    return TrainingSpec(**(fields | {name: value}))


@pytest.mark.parametrize("name", NUMBERS)
def test_numbers_are_taken_from_limit_to_limit_and_no_further(name: str) -> None:
    limit = LIMITS[name]
    kind = type(getattr(TrainingSpec(), name))
    for allowed in (limit.low, limit.high):
        value = getattr(with_room(name, kind(allowed)), name)
        assert (value, type(value)) == (allowed, kind)
    for refused in (limit.low - 1, limit.high + 1, float("nan"), "3", None, True):
        with pytest.raises(
            ValueError, match=f"^{name} is a .*number from {limit.low:g} to {limit.high:g}; .*$"
        ):
            with_room(name, refused)


@pytest.mark.parametrize("name", ["samples", "depth", "width", "batch_size", "steps", "seeds", "seed"])
def test_whole_numbers_have_no_fraction(name: str) -> None:
    with pytest.raises(ValueError, match=f"^{name} is a whole number"):
        with_room(name, 2.5)


@pytest.mark.parametrize("name", ["dataset", "initialisation", "optimiser"])
def test_choices_are_refused_with_what_there_is(name: str) -> None:
    default = getattr(TrainingSpec(), name)
    for refused in ("nothing", None, ["moons"]):
        with pytest.raises(ValueError, match=f"^{name} is one of .*{default}.*; .* is not.$"):
            TrainingSpec(**{name: refused})  # type: ignore[arg-type]


def test_a_batch_holds_at_most_all_samples() -> None:
    assert TrainingSpec(samples=50, batch_size=50).batch_size == 50
    with pytest.raises(
        ValueError, match=r"^batch_size is at most the points to train on, which are 50; 51 is more.$"
    ):
        TrainingSpec(samples=50, batch_size=51)


def test_functions_are_parsed_from_text() -> None:
    spec = TrainingSpec(functions=["relu", "leaky-relu:alpha=0.2"])  # type: ignore[arg-type]
    assert spec.functions == (FunctionSpec("relu"), FunctionSpec("leaky-relu", (("alpha", 0.2),)))


@pytest.mark.parametrize("functions", [(), ("relu", "relu"), "relu", ("softsign",), ("relu:alpha=1",)])
def test_functions_that_are_none_repeated_or_unknown_are_refused(functions: tuple[FunctionSpec, ...]) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        TrainingSpec(functions=functions)


def test_equal_settings_are_equal_hashable_specifications() -> None:
    first = TrainingSpec(functions=("relu",), noise=0, steps=np.int64(10))  # type: ignore[arg-type]
    second = TrainingSpec(functions=(FunctionSpec("relu"),), noise=0.0, steps=10)
    assert first == second
    assert hash(first) == hash(second)
    assert repr(first) == repr(second)
