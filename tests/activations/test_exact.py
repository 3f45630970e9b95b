"""The derivatives worked out by hand, in high precision and in floats."""

import math

import mpmath
import numpy as np
import pytest
import torch

from activations.catalogue import CATALOGUE
from activations.exact import Arithmetic
from tests.activations.references import Case, each_case, float32_grid

# The references think in the shared context of 200 bits; a form without cancellation loses few of them.
HIGH = Arithmetic(
    mpmath.exp, mpmath.expm1, mpmath.log1p, mpmath.tanh, mpmath.erfc, mpmath.sqrt(2), mpmath.sqrt(mpmath.pi)
)
TORCH = Arithmetic(
    torch.exp, torch.expm1, torch.log1p, torch.tanh, torch.erfc, math.sqrt(2), math.sqrt(math.pi)
)
DIGITS = mpmath.mpf(10) ** -40
KEPT = mpmath.mpf(10) ** -15  # of SELU, whose λ and α are doubles
BEYOND_DOUBLES = mpmath.mpf(10) ** -400


@each_case
@pytest.mark.parametrize("part", ["value", "slope"])
def test_forty_digits_are_right_at_every_magnitude(case: Case, part: str) -> None:
    form, exact = getattr(CATALOGUE[case.key].exact, part), getattr(case, part)
    for number in float32_grid():
        x = mpmath.mpf(float(number))
        expected, got = exact(x), form(x, HIGH, **case.parameters)
        if 0 < abs(expected) < BEYOND_DOUBLES:
            assert abs(got) < BEYOND_DOUBLES
        else:
            assert abs(got - expected) <= (KEPT if case.key == "selu" else DIGITS) * abs(expected), number


@each_case
def test_in_floats_the_slope_is_as_good_as_autograds(case: Case) -> None:
    for number in np.linspace(-8, 8, 65):
        x = torch.tensor(number, dtype=torch.float64)
        got = CATALOGUE[case.key].exact.slope(x, TORCH, **case.parameters)
        assert got.dtype == torch.float64
        assert float(got) == pytest.approx(float(case.slope(mpmath.mpf(float(number)))), rel=1e-13, abs=1e-15)


def test_the_check_can_fail() -> None:
    one = mpmath.mpf(1)
    almost = CATALOGUE["sigmoid"].exact.slope(one, HIGH) * (1 + mpmath.mpf(10) ** -39)
    assert abs(almost - CATALOGUE["sigmoid"].exact.slope(one, HIGH)) > mpmath.mpf(10) ** -40 * almost
