"""What three witnesses say about a slope, against mpmath and against what is known of finite differences."""

import mpmath
import numpy as np
import pytest

from activations.catalogue import CATALOGUE, FunctionSpec
from experiments.numerics.gradient_check import EXPONENTS, PRECISIONS, GradientCheck, testify
from tests.activations.references import CASES, Case, each_case

testify.__test__ = False  # type: ignore[attr-defined]


def spec_of(case: Case) -> FunctionSpec:
    return FunctionSpec(case.key, tuple(case.parameters.items()))


def near(exponent: float) -> int:
    return int(np.abs(EXPONENTS - exponent).argmin())


@each_case
@pytest.mark.parametrize("precision", PRECISIONS)
@pytest.mark.parametrize("x", [-2.3, 0.7])
def test_every_error_is_the_distance_to_the_exact_slope(case: Case, precision: str, x: float) -> None:
    found = testify(spec_of(case), x, precision)
    exact = case.slope(mpmath.mpf(found.x))
    assert found.exact == pytest.approx(float(exact), rel=1e-15)
    pairs = [(found.autograd, found.autograd_error), (found.formula, found.formula_error)]
    pairs += list(zip(found.forward, found.forward_error, strict=True))
    pairs += list(zip(found.central, found.central_error, strict=True))
    for slope, error in pairs:
        assert error == pytest.approx(float(abs(mpmath.mpf(float(slope)) - exact)), rel=1e-6, abs=1e-16)


@pytest.mark.parametrize("key", CATALOGUE)
@pytest.mark.parametrize(("precision", "rounding"), [("float64", 3e-16), ("float32", 2e-7)])
def test_autograd_and_the_formula_err_by_a_few_roundings(key: str, precision: str, rounding: float) -> None:
    for x in (-3.0, -0.4, 0.0, 1.0, 6.0):
        found = testify(FunctionSpec(key), x, precision)
        assert found.autograd_error <= 2 * rounding
        assert found.formula_error <= 2 * rounding


def quotients(found: GradientCheck) -> tuple[list[float], list[float]]:
    """The difference quotients from mpmath, without any rounding."""

    def f(x: mpmath.mpf) -> mpmath.mpf:
        return 1 / (1 + mpmath.exp(-x))

    forward = [float((f(found.x + h) - f(mpmath.mpf(found.x))) / h) for h in map(mpmath.mpf, found.steps)]
    central = [float((f(found.x + h) - f(found.x - h)) / (2 * h)) for h in map(mpmath.mpf, found.steps)]
    return forward, central


def test_for_large_steps_the_differences_are_the_quotients_and_for_small_ones_rounding_takes_over() -> None:
    found = testify(FunctionSpec("sigmoid"), 1.0, "float64")
    forward, central = quotients(found)
    large = slice(near(-3), None)
    assert found.forward[large] == pytest.approx(forward[large], rel=1e-11)
    assert found.central[large] == pytest.approx(central[large], rel=1e-11)
    noise = np.abs(found.forward - forward)[: near(-13)]
    assert noise.min() > 100 * abs(forward[0] - found.exact)


def test_the_arms_of_the_v_fall_with_the_step_and_with_its_square() -> None:
    found = testify(FunctionSpec("tanh"), 1.0, "float64")
    two_decades = [near(-2), near(-4)]
    wide, narrow = found.forward_error[two_decades]
    assert wide / narrow == pytest.approx(100, rel=0.05)
    wide, narrow = found.central_error[two_decades]
    assert wide / narrow == pytest.approx(10_000, rel=0.05)


@pytest.mark.parametrize(("precision", "best"), [("float64", -8), ("float32", -3.5)])
def test_the_forward_difference_turns_near_the_root_of_the_rounding(precision: str, best: float) -> None:
    found = testify(FunctionSpec("softplus"), 1.0, precision)
    lowest = np.log10(found.steps[np.argmin(found.forward_error)])
    assert lowest == pytest.approx(best, abs=1)


def test_a_step_that_is_lost_in_x_gives_a_difference_of_nothing() -> None:
    found = testify(FunctionSpec("sigmoid"), 1.0, "float64")
    assert found.steps[0] == 1e-16
    assert found.forward[0] == 0
    assert found.forward_error[0] == pytest.approx(found.exact)


def test_at_a_kink_the_forward_difference_sees_the_right_and_the_central_one_the_middle() -> None:
    found = testify(FunctionSpec("relu"), 0.0, "float64")
    assert (found.exact, found.autograd, found.formula) == (0, 0, 0)
    assert set(found.forward) == {1}
    assert set(found.central) == {0.5}


def test_steps_go_from_ten_to_the_minus_sixteen_to_one_by_tenths_of_a_decade() -> None:
    found = testify(FunctionSpec("sigmoid"), 1.0, "float64")
    assert np.log10(found.steps) == pytest.approx(np.arange(-160, 1) / 10)


def test_the_cases_cover_the_catalogue() -> None:
    assert {case.key for case in CASES} == set(CATALOGUE)
