"""Where a line jumps, and what it is beside and at the jump, against what the formula says."""

from math import isclose

import numpy as np
import pytest

from activations.catalogue import CATALOGUE, FunctionSpec, create
from activations.custom_sweep import sweep_of
from activations.formula import parse
from activations.measured.gaps import Gap, Slope, gaps_of
from activations.sweep import sweep

GRID = np.linspace(-8, 8, 321).round(2).astype(np.float32)
Ends = tuple[float, float, float, float]  # x, from the left, from the right, at x

# f′ at its kinks; at the kink itself what autograd returns.
KINKS: tuple[tuple[str, tuple[Ends, ...]], ...] = (
    ("max(0, x)", ((0, 0, 1, 0.5),)),
    ("relu(x)", ((0, 0, 1, 0),)),
    ("relu(x - 0.3)", ((0.3, 0, 1, 0),)),
    ("relu(x - 0.025)", ((0.025, 0, 1, 0),)),
    ("abs(x)", ((0, -1, 1, 0),)),
    ("clip(x, -1, 1)", ((-1, 0, 1, 1), (1, 1, 0, 1))),
    ("clip(x, -0.1, 0.1)", ((-0.1, 0, 1, 1), (0.1, 1, 0, 1))),
    ("where(x > 0, x, 2 * (exp(x) - 1))", ((0, 2, 1, 2),)),
)
# f at its jumps.
JUMPS: tuple[tuple[str, tuple[Ends, ...]], ...] = (
    ("sign(x)", ((0, -1, 1, 0),)),
    ("x > 0", ((0, 0, 1, 0),)),
    ("x >= 0", ((0, 0, 1, 1),)),
    ("x * (x < 1)", ((1, 1, 0, 0),)),
    ("sign(x - 0.33)", ((0.33, -1, 1, 0),)),
    ("sin(3 * x) > 0", tuple((k * np.pi / 3, k % 2, (k + 1) % 2, 0) for k in range(-7, 8))),
)
SMOOTH = (
    "tanh(x)",
    "tanh(20 * x)",
    "tanh(1000 * x)",
    "x^3",
    "sin(10 * x)",
    "3",
    "1 / x",
    "log(x)",
    "sqrt(abs(x))",
)


def agree(found: tuple[Gap, ...], expected: tuple[Ends, ...], but_at: bool = False) -> bool:
    """Whether gaps are where they should be, with these ends."""
    return len(found) == len(expected) and all(
        isclose(gap.x, x, abs_tol=1e-5)
        and isclose(gap.left, left, abs_tol=1e-3)
        and isclose(gap.right, right, abs_tol=1e-3)
        and (but_at or isclose(gap.at, at, abs_tol=1e-3))
        for gap, (x, left, right, at) in zip(found, expected, strict=True)
    )


@pytest.mark.parametrize(("formula", "kinks"), KINKS)
def test_at_a_kink_the_slope_has_a_gap_and_the_value_none(formula: str, kinks: tuple[Ends, ...]) -> None:
    found = gaps_of(parse(formula), GRID)
    assert found.value == ()
    assert agree(found.slope, kinks), found


@pytest.mark.parametrize(("formula", "jumps"), JUMPS)
def test_at_a_jump_the_value_has_a_gap(formula: str, jumps: tuple[Ends, ...]) -> None:
    # where in a float a jump of a sine lies is not known, nor which of both ends is taken there
    assert agree(gaps_of(parse(formula), GRID).value, jumps, but_at=formula.startswith("sin"))


def test_a_slope_that_goes_on_past_a_jump_has_no_gap() -> None:
    assert gaps_of(parse("x > 0"), GRID).slope == ()
    assert agree(gaps_of(parse("x * (x < 1)"), GRID).slope, ((1, 1, 0, 0),))


@pytest.mark.parametrize("formula", SMOOTH)
def test_what_is_steep_or_ends_has_no_gap(formula: str) -> None:
    assert gaps_of(parse(formula), GRID) == gaps_of(parse("x"), GRID)


@pytest.mark.parametrize(
    ("formula", "poles"),
    [
        ("1 / (x - 0.33)", [0.33]),
        ("1 / (x^2 - 2)", [-(2**0.5), 2**0.5]),
        ("tan(3 * x)", [(k + 0.5) * np.pi / 3 for k in range(-8, 8)]),
    ],
)
def test_past_a_pole_a_line_goes_on_from_the_other_end(formula: str, poles: list[float]) -> None:
    found = gaps_of(parse(formula), GRID).value
    assert [gap.x for gap in found] == pytest.approx([each for each in poles if abs(each) < 8], abs=1e-5)
    assert all(gap.left * gap.right < 0 and min(abs(gap.left), abs(gap.right)) > 1e3 for gap in found)


def test_a_function_that_jumps_too_often_to_be_drawn_has_no_gaps() -> None:
    assert gaps_of(parse("sin(1e4 * x) > 0"), GRID).value == ()


@pytest.mark.parametrize("key", CATALOGUE)
def test_of_the_catalogue_those_with_a_kink_have_one_at_zero(key: str) -> None:
    gaps = gaps_of(create(key), GRID)
    has_kink = key in {"relu", "leaky-relu", "selu"}  # ELU's slopes meet at 0 where alpha is 1
    assert gaps.value == ()
    assert [gap.x for gap in gaps.slope] == [0.0] * has_kink


def test_the_second_derivative_of_elu_has_a_gap_where_its_slope_has_none() -> None:
    assert gaps_of(create("elu"), GRID).slope == ()
    assert agree(gaps_of(Slope(create("elu")), GRID).slope, ((0, 1, 0, 1),))


def test_every_position_of_a_slider_has_its_gap() -> None:
    found = sweep("leaky-relu")
    for frame, alpha in enumerate(found.settings):
        expected = () if alpha == 1 else ((0, alpha, 1, alpha),)
        assert agree(found.gaps_at(frame).slope, expected), alpha


def test_a_kink_that_a_parameter_moves_is_found_at_every_position() -> None:
    found = sweep_of(FunctionSpec("own", (("a", 1.0),), "relu(x - a)"), "a")
    for frame, a in enumerate(found.settings):
        assert agree(found.gaps_at(frame).slope, ((a, 0, 1, 0),)), a


def test_a_slider_that_makes_a_function_steep_gives_it_no_gap() -> None:
    found = sweep_of(FunctionSpec("own", (("a", 1.0),), "tanh(1000 * a * x)"), "a")
    assert {found.gaps_at(frame).slope for frame in range(len(found.settings))} == {()}
