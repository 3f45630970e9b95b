"""What goes wrong with the forms in the notes, to the float at which it begins, and that ours does not."""

import math
from collections.abc import Callable

import numpy as np
import pytest

from activations.base import ActivationFunction
from activations.catalogue import CATALOGUE, create
from activations.derivatives import Curve, curve

WHERE_EXP_OVERFLOWS = math.log(float(np.finfo(np.float32).max))  # 88.72…


def at(function: ActivationFunction, x: float) -> tuple[float, float]:
    """Return value and slope in float32."""
    here = curve(function, np.array([x], dtype=np.float32))
    return float(here.value[0]), float(here.slope[0])


def first_nan(function: ActivationFunction, sign: int, part: Callable[[Curve], np.ndarray]) -> float:
    """Return the float32 nearest to 0 on one side at which NaN begins, by bisection over the floats."""
    fine, nan = 0, int(np.float32(3e38).view(np.int32))
    while nan - fine > 1:
        middle = (fine + nan) // 2
        x = sign * np.array([middle], dtype=np.int32).view(np.float32)
        fine, nan = (fine, middle) if np.isnan(part(curve(function, x))[0]) else (middle, nan)
    return float(sign * np.array([nan], dtype=np.int32).view(np.float32)[0])


@pytest.mark.parametrize(
    ("key", "sign", "part"),
    [
        ("sigmoid", -1, "slope"),
        ("tanh", -1, "value"),
        ("tanh", 1, "value"),
        ("tanh", -1, "slope"),
        ("tanh", 1, "slope"),
        ("elu", 1, "slope"),
        ("selu", 1, "slope"),
        ("softplus", 1, "slope"),
        ("mish", 1, "slope"),
    ],
)
def test_nan_begins_at_the_float_where_exp_overflows(key: str, sign: int, part: str) -> None:
    begins = first_nan(CATALOGUE[key].as_written(), sign, lambda here: getattr(here, part))
    assert begins == pytest.approx(sign * WHERE_EXP_OVERFLOWS, abs=2e-5)
    assert np.isfinite(at(create(key), begins)).all()


@pytest.mark.parametrize(("key", "x"), [("tanh", 1e-8), ("tanh", -1e-8), ("elu", -1e-8), ("selu", -1e-8)])
def test_tiny_inputs_are_lost_where_ours_keeps_them(key: str, x: float) -> None:
    assert at(CATALOGUE[key].as_written(), x)[0] == 0
    assert at(create(key), x)[0] == pytest.approx(x * at(create(key), x)[1], rel=1e-6)


@pytest.mark.parametrize(("key", "x"), [("gelu", -6.0), ("softplus", -17.0), ("mish", -17.0)])
def test_one_minus_almost_one_is_lost_where_ours_keeps_it(key: str, x: float) -> None:
    assert at(CATALOGUE[key].as_written(), x)[0] == 0
    assert at(create(key), x)[0] != 0


def test_softplus_as_written_overflows_where_ours_is_x() -> None:
    assert at(CATALOGUE["softplus"].as_written(), 89)[0] == math.inf
    assert at(create("softplus"), 89)[0] == 89


def test_the_sigmoids_slope_is_lost_long_before_it_is_nan() -> None:
    assert at(CATALOGUE["sigmoid"].as_written(), -60)[1] == 0
    assert at(create("sigmoid"), -60)[1] == pytest.approx(math.exp(-60), rel=1e-6)


@pytest.mark.parametrize(
    ("key", "parameters"),
    [("relu", {}), ("leaky-relu", {"alpha": 0.0}), ("swish", {}), ("gelu", {}), ("mish", {})],
)
def test_minus_infinity_times_zero_is_nan_and_ours_is_the_limit(
    key: str, parameters: dict[str, float]
) -> None:
    theirs = CATALOGUE[key].as_written(**parameters)
    assert math.isnan(at(theirs, -math.inf)[0])
    assert math.isfinite(at(theirs, -3e38)[0])
    assert at(create(key, **parameters), -math.inf) == (0, 0)


@pytest.mark.parametrize("key", CATALOGUE)
def test_the_notes_form_has_the_same_name_and_agrees_with_ours_on_ordinary_numbers(key: str) -> None:
    theirs, ours, x = CATALOGUE[key].as_written(), create(key), np.linspace(-10, 10, 401, dtype=np.float32)
    assert (theirs.name, type(theirs)) == (ours.name, CATALOGUE[key].as_written) != (ours.name, type(ours))
    np.testing.assert_allclose(curve(theirs, x).value, curve(ours, x).value, atol=1e-6)
    np.testing.assert_allclose(curve(theirs, x).slope, curve(ours, x).slope, atol=2e-6)


def test_no_form_takes_a_parameter_that_ours_has_not() -> None:
    for entry in CATALOGUE.values():
        assert set(entry.as_written.hyperparameters) <= set(entry.function_class.hyperparameters)
