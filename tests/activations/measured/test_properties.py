"""Measured properties against closed forms and integrals by mpmath, for our functions and for strangers."""

from collections.abc import Callable
from dataclasses import astuple
from functools import cache
from math import inf, isnan, log, pi, sqrt

import mpmath
import pytest
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from activations.base import ActivationFunction
from activations.catalogue import CATALOGUE, create
from activations.measured.properties import Properties, measure
from tests.activations.references import Case, Exact, each_case


class Formula(ActivationFunction):
    """A function that the code cannot know."""

    def __init__(self, formula: Callable[[Tensor], Tensor]) -> None:
        super().__init__()
        self.formula = formula

    def forward(self, x: Tensor) -> Tensor:
        return self.formula(x)


@cache
def measured(key: str, **parameters: float) -> Properties:
    """Measure a function of the catalogue once for all tests."""
    return measure(create(key, **parameters))


def expectations(of: Exact) -> tuple[float, float]:
    """Return E[of(z)] and E[of(z)²] for a standard normal z, in one integral over the complex numbers."""

    def integrand(z: mpmath.mpf) -> mpmath.mpc:
        y = of(z)
        return mpmath.mpc(y, y * y) * mpmath.npdf(z)

    with mpmath.workprec(53):
        both = mpmath.quad(integrand, [-10, -2, 0, 2, 10], method="gauss-legendre")
    return float(both.real), float(both.imag)


def solve(equation: Exact, near: float) -> float:
    return float(mpmath.findroot(equation, near))


@pytest.mark.slow
@each_case
def test_moments_and_gains_are_those_of_the_integrals(case: Case) -> None:
    found = measured(case.key, **case.parameters)
    mean, mean_square = expectations(case.value)
    mean_slope, mean_square_slope = expectations(case.slope)
    assert (found.mean, found.mean_square) == pytest.approx((mean, mean_square), abs=1e-11)
    assert found.variance == pytest.approx(mean_square - mean**2, abs=1e-11)
    assert (found.mean_slope, found.mean_square_slope) == pytest.approx(
        (mean_slope, mean_square_slope), abs=1e-11
    )
    assert found.forward_gain == pytest.approx(1 / sqrt(mean_square), rel=1e-11)
    assert found.backward_gain == pytest.approx(1 / sqrt(mean_square_slope), rel=1e-11)


@pytest.mark.parametrize("alpha", [0.0, 0.01, 0.2])
def test_leaky_relus_moments_have_the_closed_forms(alpha: float) -> None:
    found = measured("leaky-relu", alpha=alpha)
    assert found.mean == pytest.approx((1 - alpha) / sqrt(2 * pi), abs=1e-13)
    squares = (found.mean_square, found.mean_square_slope)
    assert squares == pytest.approx(((1 + alpha**2) / 2, (1 + alpha**2) / 2), abs=1e-13)
    assert found.mean_slope == pytest.approx((1 + alpha) / 2, abs=1e-13)


@pytest.mark.parametrize(
    ("key", "parameters", "range_", "reached"),
    [
        ("sigmoid", {}, (0, 1), (False, False)),
        ("tanh", {}, (-1, 1), (False, False)),
        ("relu", {}, (0, inf), (True, False)),
        ("leaky-relu", {}, (-inf, inf), (False, False)),
        ("leaky-relu", {"alpha": 0.0}, (0, inf), (True, False)),
        ("elu", {}, (-1, inf), (False, False)),
        ("elu", {"alpha": 3.0}, (-3, inf), (False, False)),
    ],
)
def test_the_range_and_whether_its_ends_are_reached(
    key: str, parameters: dict[str, float], range_: tuple[float, float], reached: tuple[bool, bool]
) -> None:
    found = measured(key, **parameters)
    assert (found.lowest, found.highest) == range_
    assert (found.lowest_reached, found.highest_reached) == reached
    assert (found.direction, found.minimum, found.minimum_at) == ("rising", None, None)


@pytest.mark.parametrize("beta", [0.1, 1.0, 1.7, 10.0])
def test_swishs_minimum_is_given_by_lamberts_function(beta: float) -> None:
    found, w = measured("swish", beta=beta), float(mpmath.lambertw(mpmath.exp(-1)))
    assert found.minimum == found.lowest == pytest.approx(-w / beta, rel=1e-12)
    assert found.minimum_at == pytest.approx(-(1 + w) / beta, rel=1e-12)
    assert (found.lowest_reached, found.highest, found.direction) == (True, inf, "neither")


@pytest.mark.parametrize(
    ("key", "parameters", "size", "begin", "end"),
    [
        ("sigmoid", {}, 0.25, 0, 0),
        ("tanh", {}, 1, 0, 0),
        ("relu", {}, 1, 0, inf),
        ("leaky-relu", {}, 1, 0, inf),
        ("leaky-relu", {"alpha": 1.0}, 1, -inf, inf),
        ("elu", {}, 1, 0, inf),
        ("elu", {"alpha": 0.1}, 1, 0, inf),
        ("elu", {"alpha": 3.0}, 3, 0, 0),
    ],
)
def test_the_largest_slope_and_where_it_is(
    key: str, parameters: dict[str, float], size: float, begin: float, end: float
) -> None:
    found = measured(key, **parameters)
    assert (found.largest_slope, found.largest_slope_from, found.largest_slope_to) == (size, begin, end)


@pytest.mark.parametrize("beta", [0.1, 1.0, 1.7, 10.0])
def test_swishs_largest_slope_is_where_its_curvature_vanishes(beta: float) -> None:
    found = measured("swish", beta=beta)
    at = solve(lambda x: 2 - x * mpmath.tanh(x / 2), 2.4)
    assert found.largest_slope == pytest.approx(1.0998393201, abs=1e-10)
    assert found.largest_slope_from == found.largest_slope_to == pytest.approx(at / beta, rel=1e-9)


@pytest.mark.parametrize(
    ("key", "parameters", "below", "above"),
    [
        ("sigmoid", {}, -2 * log(10 + sqrt(99)), 2 * log(10 + sqrt(99))),
        ("tanh", {}, -log(10 + sqrt(99)), log(10 + sqrt(99))),
        ("relu", {}, 0, None),
        ("leaky-relu", {"alpha": 0.0}, 0, None),
        ("leaky-relu", {}, None, None),
        ("leaky-relu", {"alpha": 1.0}, None, None),
        ("elu", {}, log(0.01), None),
        ("elu", {"alpha": 3.0}, log(0.01), None),
        ("elu", {"alpha": 0.1}, log(0.1), None),
    ],
)
def test_saturation_begins_where_the_slope_falls_under_one_percent_of_its_largest(
    key: str, parameters: dict[str, float], below: float | None, above: float | None
) -> None:
    found = measured(key, **parameters)
    assert found.saturated_below == pytest.approx(below, abs=1e-12)
    assert found.saturated_above == pytest.approx(above, abs=1e-12)


def test_swish_saturates_where_its_negative_slope_falls_under_one_percent() -> None:
    def excess(x: mpmath.mpf) -> mpmath.mpf:
        return mpmath.diff(lambda t: t / (1 + mpmath.exp(-t)), x) + mpmath.mpf("0.010998393201288")

    assert measured("swish").saturated_below == pytest.approx(solve(excess, -6), abs=1e-9)
    assert measured("swish").saturated_above is None


@pytest.mark.parametrize("key", CATALOGUE)
@pytest.mark.parametrize(("shift", "stretch"), [(1.3, 1.0), (-20.0, 5.0)])
def test_nothing_is_typed_per_function_a_moved_one_has_its_landmarks_moved(
    key: str, shift: float, stretch: float
) -> None:
    function = create(key)
    moved, still = measure(Formula(lambda x: function((x - shift) / stretch))), measured(key)
    assert (moved.lowest, moved.highest) == pytest.approx((still.lowest, still.highest), abs=1e-9)
    assert (moved.lowest_reached, moved.highest_reached) == (still.lowest_reached, still.highest_reached)
    assert moved.largest_slope == pytest.approx(still.largest_slope / stretch)
    for landmark in (
        "largest_slope_from",
        "largest_slope_to",
        "saturated_below",
        "saturated_above",
        "minimum_at",
    ):
        before, after = getattr(still, landmark), getattr(moved, landmark)
        assert after == (None if before is None else pytest.approx(before * stretch + shift, abs=1e-5))


@pytest.mark.parametrize("key", CATALOGUE)
def test_zero_is_never_shown_as_minus_zero(key: str) -> None:
    assert "-0.0" not in [repr(number) for number in astuple(measured(key))]
    assert repr(measure(Formula(torch.abs)).largest_slope_to) == "0.0"


def test_strangers_are_measured_as_well_gelu_and_softplus() -> None:
    gelu, softplus = measure(nn.GELU()), measure(Formula(F.softplus))
    assert gelu.minimum_at == pytest.approx(-0.75179152469)
    assert gelu.largest_slope_from == pytest.approx(sqrt(2))
    assert gelu.forward_gain == pytest.approx(1.5335304412)
    assert (gelu.direction, softplus.direction) == ("neither", "rising")
    assert (softplus.lowest, softplus.lowest_reached, softplus.highest) == (0, False, inf)
    assert softplus.mean == pytest.approx(0.80605918335)


def test_kinks_plateaus_and_waves_of_a_users_formula() -> None:
    box = measure(Formula(lambda x: x.clamp(-1000, 2)))
    assert (box.lowest, box.highest, box.lowest_reached, box.highest_reached) == (-1000, 2, True, True)
    assert (box.largest_slope_from, box.largest_slope_to) == (-1000, 2)
    assert (box.saturated_below, box.saturated_above) == pytest.approx((-1000, 2))
    valley = measure(Formula(lambda x: (x - 0.7).abs()))
    assert (valley.minimum, valley.minimum_at) == pytest.approx((0, 0.7), abs=1e-12)
    wave = measure(Formula(torch.sin))
    assert (wave.lowest, wave.highest, wave.lowest_reached, wave.highest_reached) == (-1, 1, True, True)


@pytest.mark.slow
def test_growth_without_bound_is_seen_however_slow() -> None:
    logarithm, square = measure(Formula(lambda x: (1 + x.abs()).log())), measure(Formula(torch.square))
    assert (logarithm.highest, square.highest, square.largest_slope) == (inf, inf, inf)
    assert (square.saturated_below, square.minimum, square.minimum_at) == (None, 0, 0)
    exponential = measure(Formula(torch.exp))
    assert (exponential.largest_slope, exponential.saturated_below) == (inf, None)


def test_a_constant_has_no_backward_gain_and_nothing_to_saturate() -> None:
    flat = measure(Formula(lambda x: 0 * x.clamp(-1, 1) + 2))
    assert (flat.lowest, flat.highest, flat.lowest_reached, flat.direction) == (2, 2, True, "constant")
    assert (flat.largest_slope, flat.backward_gain, flat.saturated_below, flat.minimum) == (
        0,
        inf,
        None,
        None,
    )


@pytest.mark.parametrize("key", [key for key in CATALOGUE if key != "softplus"])  # whose value overflows
def test_the_nan_of_the_notes_forms_does_not_disturb_the_measurement(key: str) -> None:
    theirs, ours = measure(CATALOGUE[key].as_written()), measured(key)
    for name in set(Properties.__dataclass_fields__) - {"values"}:
        wanted = getattr(ours, name)
        assert getattr(theirs, name) == (wanted if name == "courses" else pytest.approx(wanted, abs=1e-9))


def test_a_half_defined_function_has_a_range_but_no_moments() -> None:
    root = measure(Formula(torch.sqrt))
    assert (root.lowest, root.highest) == (0, inf)
    assert isnan(root.mean)


def test_a_function_defined_nowhere_is_refused() -> None:
    with pytest.raises(ValueError, match="nothing to measure"):
        measure(Formula(lambda x: x * float("nan")))
