"""A kink stays a kink under the microscope, anything else becomes a straight line."""

import mpmath
import numpy as np
import pytest

from activations.catalogue import CATALOGUE, FunctionSpec
from experiments.numerics.kink import magnify
from tests.activations.references import Case, each_case

KINKS = {
    "relu": (0, 1),
    "leaky-relu": (0.01, 1),
    "leaky-relu:alpha=0.5": (0.5, 1),
    "elu:alpha=2": (2, 1),
    "selu": (1.7580993408473766, 1.0507009873554805),
}


def without_kink() -> list[str]:
    return [key for key in CATALOGUE if key not in KINKS] + ["leaky-relu:alpha=1", "swish:beta=10"]


@pytest.mark.parametrize("text", KINKS)
def test_the_limits_of_a_kink_differ_and_pytorch_takes_the_left_one(text: str) -> None:
    found = magnify(FunctionSpec.parse(text))
    assert found.is_kink
    assert (found.left, found.right) == pytest.approx(KINKS[text])
    assert found.returned["runs"] == found.returned["kernel"] == pytest.approx(found.left)


@pytest.mark.parametrize("text", without_kink())
def test_a_smooth_function_has_one_slope_and_pytorch_returns_it(text: str) -> None:
    found = magnify(FunctionSpec.parse(text))
    assert not found.is_kink
    assert set(found.returned) == {"runs", "as_written", "kernel"}
    assert found.returned["runs"] == pytest.approx(found.left)


@each_case
def test_the_window_shows_the_function_in_its_own_units(case: Case) -> None:
    found = magnify(FunctionSpec(case.key, tuple(case.parameters.items())))
    at_zero = case.value(mpmath.mpf(0))
    for index in (80, 60, 30):  # ±1, ±10⁻², ±10⁻⁵
        window = mpmath.mpf(float(found.windows[index]))
        for place in (0, 33, 75, 100):
            x = window * mpmath.mpf(float(found.across[place]))
            expected = float((case.value(x) - at_zero) / window)
            assert found.height[index, place] == pytest.approx(expected, abs=1e-9)


@pytest.mark.parametrize("text", ["tanh", "gelu", "mish", "elu"])
def test_a_curve_becomes_straight_and_its_secants_agree(text: str) -> None:
    found = magnify(FunctionSpec.parse(text))
    bend = np.abs(found.height - found.left * found.across).max(axis=1)
    assert bend[80] > 0.05
    assert bend[40] < 1e-3  # ±10⁻⁴
    assert found.secant_left[40] == pytest.approx(found.secant_right[40], abs=1e-3)


def test_the_secants_of_a_kink_never_agree() -> None:
    found = magnify(FunctionSpec("relu"))
    assert set(found.secant_left) == {0}
    assert found.secant_right == pytest.approx(np.ones(81))


def test_the_written_form_of_elu_keeps_its_own_alpha() -> None:
    assert magnify(FunctionSpec.parse("elu:alpha=2")).returned["as_written"] == 1
