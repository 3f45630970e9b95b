"""The answers of lessons against plain arithmetic and published numbers."""

import math

import pytest

from experiments.lessons.answers import ANSWERS, AnswerError, computation, compute
from tests.content import independent

EXACT = {
    "value?function=relu&x=-2": 0.0,
    "value?function=sigmoid&x=1": 1 / (1 + math.exp(-1)),
    "slope?function=tanh&x=1": 1 - math.tanh(1) ** 2,
    "slope?function=leaky-relu:alpha=0.2&x=-3": 0.2,
    "largest-slope?function=sigmoid": 0.25,
    "largest-slope?function=swish": 1.09984,
    "holding-scale?function=relu&depth=10": math.sqrt(2),
}


@pytest.mark.parametrize(("asked", "expected"), EXACT.items())
def test_what_a_formula_gives(asked: str, expected: float) -> None:
    assert compute(asked) == pytest.approx(expected, rel=1e-4, abs=1e-9)


@pytest.mark.parametrize("key", ["sigmoid", "tanh", "relu", "swish"])
@pytest.mark.parametrize(("rule", "variance"), [("normal", 1.0), ("he", 2.0)])
def test_what_is_kept_lies_near_the_forecast_for_wide_layers(key: str, rule: str, variance: float) -> None:
    found = compute(f"error-signal-kept?function={key}&depth=6&width=256&initialisation={rule}")
    assert isinstance(found, float)
    assert found == pytest.approx(independent.kept(key, variance, 6), rel=0.25)


def test_a_scale_acts_in_every_layer() -> None:
    plain, doubled = (compute(f"error-signal-kept?function=relu&depth=10&scale={scale}") for scale in (1, 2))
    assert isinstance(plain, float)
    assert isinstance(doubled, float)
    assert doubled / plain == pytest.approx(2**9, rel=0.01)
    carried = [compute(f"signal-carried?function=relu&depth=10&scale={scale}") for scale in (1, 2)]
    assert carried[1] / carried[0] == pytest.approx(2**9, rel=0.01)  # type: ignore[operator]


def test_the_order_is_that_of_what_each_keeps() -> None:
    order = compute("error-signal-order?functions=sigmoid,relu,tanh&depth=10")
    assert order == ("tanh", "relu", "sigmoid")
    assert compute("steadiest-error-signal?functions=sigmoid,relu&depth=10&initialisation=he") == "relu"


def test_networks_of_two_units_are_born_dead_about_as_often_as_published() -> None:
    published = {2: 0.9, 3: 0.6, 10: 0.01}  # Lu et al. (2020), with what their training may add
    for width, share in published.items():
        assert compute(f"born-dead?function=relu&depth=9&width={width}") == pytest.approx(share, abs=0.1)


@pytest.mark.slow
def test_training_gives_what_the_pages_say() -> None:
    assert compute("accuracy?function=sigmoid&seeds=4") == 0.5
    assert compute("accuracy?function=tanh&seeds=4") > 0.95  # type: ignore[operator]
    assert compute("dead-at-start?function=leaky-relu&initialisation=he&steps=1") == 0
    assert compute("dead-at-end?function=relu&starting_bias=-2&depth=2&steps=1") > 0.3  # type: ignore[operator]
    assert compute("recovered?function=relu&burial=1&seeds=3") == 0


@pytest.mark.parametrize(
    ("asked", "word"),
    [
        ("truth?x=1", "no 'truth'"),
        ("", "It computes"),
        ("slope?function=sigmoid", "needs 'x'"),
        ("slope?function=nothing&x=1", "nothing"),
        ("slope?function=sigmoid&x=nan", "-100 to 100"),
        ("slope?function=sigmoid&x=one", "is a number"),
        ("slope?function=sigmoid&x=1&y=2", "takes no 'y'"),
        ("largest-slope?function=sigmoid,tanh", "one function"),
        ("accuracy?function=relu&depth=2.5", "whole number"),
        ("accuracy?function=relu&depth=99", "1 to 10"),
        ("accuracy?function=relu&optimiser=luck", "optimiser"),
        ("accuracy?function=relu&depth=10&width=64&samples=2000&steps=2000&seeds=20", "too long"),
        ("born-dead?function=relu&depth=21&width=2", "1 to 20"),
        ("accuracy?function=relu&custom_points=1", "takes no 'custom_points'"),
        ("accuracy?function=own:Mine=__import__('os')&x=1", "accuracy"),
    ],
)
def test_what_is_no_answer_says_what_there_is(asked: str, word: str) -> None:
    with pytest.raises(AnswerError) as error:
        computation(asked)
    assert word in str(error.value)


def test_checking_computes_nothing() -> None:
    for name in ANSWERS:
        assert "_" not in name
    assert callable(computation("accuracy?function=relu"))
