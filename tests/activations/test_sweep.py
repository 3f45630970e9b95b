"""The curves that a function's page moves through, against closed forms in NumPy's double precision."""

from collections.abc import Callable
from decimal import Decimal
from functools import cache

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.optimize import brentq
from scipy.stats import norm

from activations.catalogue import CATALOGUE
from activations.sweep import STEP, WINDOW, Sweep, sweep

Floats = NDArray[np.floating]
Form = Callable[[Floats, float], Floats]
swept = cache(sweep)
WITH_PARAMETER = ("leaky-relu", "elu", "swish")


def logistic(x: Floats) -> Floats:
    result: Floats = 1 / (1 + np.exp(-x))
    return result


def swish_slope(x: Floats, beta: float) -> Floats:
    gate: Floats = logistic(beta * x)
    return gate * (1 + beta * x * (1 - gate))


FORMS: dict[str, tuple[Form, Form]] = {
    "sigmoid": (lambda x, _: logistic(x), lambda x, _: logistic(x) * logistic(-x)),
    "tanh": (lambda x, _: np.tanh(x), lambda x, _: np.cosh(x) ** -2.0),
    "relu": (lambda x, _: np.maximum(x, 0), lambda x, _: np.where(x > 0, 1.0, 0.0)),
    "leaky-relu": (lambda x, alpha: np.maximum(x, alpha * x), lambda x, alpha: np.where(x > 0, 1.0, alpha)),
    "elu": (
        lambda x, alpha: np.where(x > 0, x, alpha * np.expm1(np.minimum(x, 0))),
        lambda x, alpha: np.where(x > 0, 1.0, alpha * np.exp(np.minimum(x, 0))),
    ),
    "swish": (lambda x, beta: x * logistic(beta * x), swish_slope),
    "gelu": (lambda x, _: x * norm.cdf(x), lambda x, _: norm.cdf(x) + x * norm.pdf(x)),
    "selu": (
        lambda x, _: 1.0507009873554805 * np.where(x > 0, x, 1.6732632423543772 * np.expm1(np.minimum(x, 0))),
        lambda x, _: 1.0507009873554805 * np.where(x > 0, 1.0, 1.6732632423543772 * np.exp(np.minimum(x, 0))),
    ),
    "softplus": (lambda x, _: np.logaddexp(0, x), lambda x, _: logistic(x)),
    "mish": (
        lambda x, _: x * np.tanh(np.logaddexp(0, x)),
        lambda x, _: np.tanh(np.logaddexp(0, x)) + x * logistic(x) / np.cosh(np.logaddexp(0, x)) ** 2,
    ),
}


def slider_positions(key: str) -> list[float]:
    """Every value that the slider of a function's parameter can take, added up in decimals."""
    (parameter,) = CATALOGUE[key].function_class.hyperparameters
    low, high, step = (Decimal(str(number)) for number in (parameter.low, parameter.high, parameter.step))
    return [float(low + index * step) for index in range(int((high - low) / step) + 1)]


@pytest.mark.slow
@pytest.mark.parametrize("key", CATALOGUE)
def test_curves_at_every_slider_position_are_the_closed_forms_within_float32_rounding(key: str) -> None:
    found, (value, slope) = swept(key), FORMS[key]
    x = found.x.astype(np.float64)
    for index, setting in enumerate(found.settings):
        assert found.value[index] == pytest.approx(value(x, setting), rel=1e-6, abs=2e-7)
        assert found.slope[index] == pytest.approx(slope(x, setting), rel=1e-6, abs=2e-7)


@pytest.mark.parametrize("key", WITH_PARAMETER)
def test_settings_are_the_positions_of_the_slider(key: str) -> None:
    assert swept(key).settings.tolist() == slider_positions(key)


@pytest.mark.parametrize("key", ["sigmoid", "tanh", "relu"])
def test_a_function_without_a_parameter_has_one_setting_that_is_no_number(key: str) -> None:
    assert np.isnan(swept(key).settings).tolist() == [True]


@pytest.mark.parametrize("key", CATALOGUE)
def test_arrays_have_the_shapes_and_dtypes_that_the_sweep_promises(key: str) -> None:
    found = swept(key)
    settings, points = len(found.settings), len(found.x)
    assert found.value.shape == found.slope.shape == (settings, points)
    assert found.saturated.shape == (settings, 2)
    assert found.x.dtype == found.value.dtype == found.slope.dtype == np.float32


def test_all_positions_of_the_probe_are_points_and_zero_is_one_of_them() -> None:
    exact = [float(Decimal("-8") + index * Decimal("0.05")) for index in range(321)]
    positions = np.array(exact, dtype=np.float32)
    assert (WINDOW, STEP) == (8.0, 0.05)
    for key in CATALOGUE:
        found = swept(key).x
        assert np.isin(positions, found).all()
        assert (np.diff(found) > 0).all()
        assert (found[0], found[-1]) == (-8, 8)
        assert 0 in found


def assert_begins_within_a_step(begin: float, exact: float, side: int) -> None:
    """Hold that a zone begins less than a step outside its exact edge, and never inside it."""
    assert 0 <= side * (begin - exact) < STEP


@pytest.mark.parametrize(("key", "edge"), [("sigmoid", 2 * np.arccosh(10)), ("tanh", np.arccosh(10))])
def test_sigmoid_and_tanh_saturate_where_sech_squared_is_a_hundredth(key: str, edge: float) -> None:
    ((left, right),) = swept(key).saturated
    assert edge == pytest.approx({"sigmoid": 5.986, "tanh": 2.993}[key], abs=5e-4)
    assert_begins_within_a_step(left, -edge, -1)
    assert_begins_within_a_step(right, edge, 1)


def test_relu_saturates_left_of_zero_only() -> None:
    assert swept("relu").saturated.tolist() == [[0.0, np.inf]]


def test_leaky_relu_saturates_at_alpha_zero_only_because_a_slope_of_a_hundredth_is_not_under_it() -> None:
    found = swept("leaky-relu")
    assert found.settings[:2].tolist() == [0.0, 0.01]
    assert found.saturated[0].tolist() == [0.0, np.inf]
    assert (found.saturated[1:] == [-np.inf, np.inf]).all()


def test_elu_saturates_where_its_exponential_falls_under_a_hundredth_of_the_largest_slope() -> None:
    found = swept("elu")
    for alpha, (left, right) in zip(found.settings, found.saturated, strict=True):
        assert_begins_within_a_step(left, np.log(0.01 * max(1, alpha) / alpha), -1)
        assert right == np.inf


def test_swish_saturates_where_its_negative_slope_has_faded_to_a_hundredth_of_the_largest() -> None:
    found = swept("swish")
    # the slope depends on u = βx alone; it is largest, 1.0998, at u = 2.3994 and lowest at u = −2.3994
    largest = swish_slope(np.array(2.3993572805), 1.0)
    edge = brentq(lambda u: float(swish_slope(np.array(u), 1.0) + largest / 100), -20, -2.4)
    for beta, (left, right) in zip(found.settings, found.saturated, strict=True):
        assert_begins_within_a_step(left, edge / beta, -1)
        assert right == np.inf


@pytest.mark.parametrize("key", WITH_PARAMETER)
def test_each_slider_position_finds_its_own_setting(key: str) -> None:
    positions = slider_positions(key)
    assert [swept(key).nearest(position) for position in positions] == list(range(len(positions)))


@pytest.mark.parametrize(
    ("setting", "index"), [(-1.0, 0), (0.51, 0), (0.74, 0), (0.76, 1), (1.0, 1), (1.6, 2), (99.0, 2)]
)
def test_a_value_between_or_beyond_the_settings_finds_the_nearest(setting: float, index: int) -> None:
    empty = np.zeros((3, 1), dtype=np.float32)
    made = Sweep(empty[0], np.array([0.5, 1.0, 1.5]), empty, empty, np.zeros((3, 2)))
    assert made.nearest(setting) == index


def test_no_value_finds_the_only_setting_there_is() -> None:
    assert swept("tanh").nearest(None) == 0


def test_an_unknown_key_is_refused_with_the_keys_there_are() -> None:
    with pytest.raises(ValueError, match="sigmoid, tanh, relu"):
        sweep("softmax")
