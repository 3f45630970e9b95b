"""Averages of functions that bend, jump or grow without bound, against closed forms and mpmath."""

from collections.abc import Callable
from math import exp, inf, isnan, log, nan, pi, sqrt

import mpmath
import pytest
from scipy import stats

from activations.catalogue import FunctionSpec
from activations.measured.properties import Properties, measure

Exact = Callable[[mpmath.mpf], mpmath.mpf]
NORMAL = stats.norm


def measured(text: str) -> Properties:
    return measure(FunctionSpec("own", formula=text).create())


def expectation(of: Exact, *places: float) -> float:
    """E[of(z)] for a standard normal z, by mpmath, with the places where `of` is not smooth."""
    ends = sorted({-12.0, -4.0, 0.0, 4.0, 12.0, *places})
    return float(mpmath.quad(lambda z: of(z) * mpmath.npdf(z), ends))


def absolute_moment(power: float) -> float:
    """E|z|^power in closed form."""
    return float(mpmath.mpf(2) ** (power / 2) * mpmath.gamma((power + 1) / 2) / mpmath.sqrt(mpmath.pi))


def between(low: float, high: float) -> float:
    """The share of normal numbers from low to high."""
    return float(NORMAL.cdf(high) - NORMAL.cdf(low))


@pytest.mark.parametrize(
    ("text", "mean_slope", "mean_square_slope"),
    [
        ("relu(x-0.3)", NORMAL.sf(0.3), NORMAL.sf(0.3)),
        ("relu(x+1/3)", NORMAL.sf(-1 / 3), NORMAL.sf(-1 / 3)),
        ("relu(3x-pi)", 3 * NORMAL.sf(pi / 3), 9 * NORMAL.sf(pi / 3)),
        ("clip(x,-0.1,0.1)", between(-0.1, 0.1), between(-0.1, 0.1)),
        ("clip(x,-0.001,0.001)", between(-0.001, 0.001), between(-0.001, 0.001)),
        ("clip(1e5x,-1,1)", 1e5 * between(-1e-5, 1e-5), 1e10 * between(-1e-5, 1e-5)),
        (
            "abs(x-0.7)+abs(x+1.1)",
            2 * between(0.7, inf) - 2 * between(-inf, -1.1),
            4 - 4 * between(-1.1, 0.7),
        ),
        (
            "where(x>0.25, 2x, -x)",
            2 * NORMAL.sf(0.25) - NORMAL.cdf(0.25),
            4 * NORMAL.sf(0.25) + NORMAL.cdf(0.25),
        ),
        ("max(x, 0.5x+0.2, -1)", None, None),
    ],
)
def test_a_kink_anywhere_does_not_blur_the_average_slope(
    text: str, mean_slope: float | None, mean_square_slope: float | None
) -> None:
    if (
        mean_slope is None or mean_square_slope is None
    ):  # pieces: −1 below −2.4, then a half, then 1 above 0.4
        middle, upper = between(-2.4, 0.4), NORMAL.sf(0.4)
        mean_slope, mean_square_slope = middle / 2 + upper, middle / 4 + upper
    found = measured(text)
    assert found.mean_slope == pytest.approx(mean_slope, rel=1e-9)
    assert found.mean_square_slope == pytest.approx(mean_square_slope, rel=1e-9)
    assert found.backward_gain == pytest.approx(1 / sqrt(mean_square_slope), rel=1e-9)


@pytest.mark.parametrize("steepness", [1e3, 3e3, 1e5, 1e7])
@pytest.mark.parametrize("at", [0.0, 0.3, -1.7])
def test_a_step_narrower_than_any_panel_is_averaged_exactly(steepness: float, at: float) -> None:
    found = measured(f"tanh({steepness}*(x-({at})))")
    density = float(NORMAL.pdf(at))
    # tanh′ is a peak of area 2, tanh′² one of area 4 a / 3, and both are much narrower than the density
    assert found.mean_slope == pytest.approx(2 * density, rel=1e-5)
    assert found.mean_square_slope == pytest.approx(4 / 3 * steepness * density, rel=1e-5)
    assert found.largest_slope == pytest.approx(steepness, rel=1e-6)
    assert found.largest_slope_from == pytest.approx(at, abs=1e-7)


@pytest.mark.parametrize("power", [0.51, 0.6, 0.75, 1.25, 1.5])
def test_a_power_above_a_half_has_all_its_averages(power: float) -> None:
    found = measured(f"abs(x)^{power}")
    assert found.mean == pytest.approx(absolute_moment(power), rel=1e-6)
    assert found.mean_square == pytest.approx(absolute_moment(2 * power), rel=1e-6)
    assert found.mean_slope == 0
    assert found.mean_square_slope == pytest.approx(power**2 * absolute_moment(2 * power - 2), rel=1e-5)
    assert found.obstacle is None


@pytest.mark.parametrize("power", [0.1, 0.25, 0.4, 0.499, 0.5])
@pytest.mark.parametrize("at", [0.0, 0.3, 1 / 3])
def test_a_power_up_to_a_half_has_no_mean_square_slope(power: float, at: float) -> None:
    found = measured(f"abs(x-{at!r})^{power}")
    assert found.mean_square_slope == inf
    assert isnan(found.backward_gain)
    assert found.obstacle is not None
    assert found.obstacle.kind == "pole"
    assert found.obstacle.x == pytest.approx(at, abs=1e-9)
    assert found.mean == pytest.approx(expectation(lambda z: abs(z - at) ** power, at), rel=1e-6)


@pytest.mark.parametrize(
    ("text", "mean", "mean_square", "mean_slope", "mean_square_slope"),
    [
        ("sqrt(abs(x))", absolute_moment(0.5), absolute_moment(1), 0, inf),
        ("sqrt(abs(x)) + 10x", absolute_moment(0.5), absolute_moment(1) + 100, 10, inf),
        ("sign(x)*abs(x)^(1/3)", 0, absolute_moment(2 / 3), absolute_moment(-2 / 3) / 3, inf),
        # E log|z| = −(γ + log 2) / 2, and its variance is π² / 8
        ("log(abs(x))", -(0.5772156649015329 + log(2)) / 2, None, nan, inf),
        ("x*log(abs(x))", 0, None, 1 - (0.5772156649015329 + log(2)) / 2, None),
        ("1/x", nan, inf, -inf, inf),
        ("1/x^2", inf, inf, nan, inf),
        ("-1/abs(x)", -inf, inf, nan, inf),
        ("abs(x)^(-0.4)", absolute_moment(-0.4), absolute_moment(-0.8), nan, inf),
        ("abs(x)^(-0.5)", absolute_moment(-0.5), inf, nan, inf),
        ("1/(x-0.3)", nan, inf, -inf, inf),
        ("sin(x)/cos(x)", nan, inf, inf, inf),
        ("exp(1/x)", inf, inf, -inf, inf),
        ("1/x^20", None, inf, None, inf),
        ("1/x^100", None, inf, None, inf),
        ("exp(x^2)", inf, inf, nan, inf),
        ("exp(x^2/2)", inf, inf, nan, inf),
        ("exp(x^2/4)", sqrt(2), inf, 0, inf),
        ("exp(0.24x^2)", 1 / sqrt(1 - 0.48), 1 / sqrt(1 - 0.96), 0, None),
        ("exp(exp(x))", inf, inf, inf, inf),
        ("x^3*exp(x^2/4)", 0, inf, None, inf),
        ("exp(8x)", exp(32), exp(128), 8 * exp(32), 64 * exp(128)),
        ("x^20", absolute_moment(20), absolute_moment(40), 0, 400 * absolute_moment(38)),
    ],
)
def test_an_average_is_right_infinite_or_said_not_to_exist(
    text: str,
    mean: float,
    mean_square: float | None,
    mean_slope: float | None,
    mean_square_slope: float | None,
) -> None:
    found = measured(text)
    for seen, wanted in (
        (found.mean, mean),
        (found.mean_square, mean_square),
        (found.mean_slope, mean_slope),
        (found.mean_square_slope, mean_square_slope),
    ):
        if wanted is not None:
            assert seen == pytest.approx(wanted, rel=1e-6, abs=1e-9, nan_ok=True)
    assert (found.obstacle is None) == (inf not in (found.mean_square, found.mean_square_slope))


def test_the_square_of_a_logarithm_has_the_average_of_the_closed_form() -> None:
    variance = pi**2 / 8
    assert measured("log(abs(x))").variance == pytest.approx(variance, rel=1e-6)


@pytest.mark.parametrize(
    "text", ["tanh(x)", "sin(x)", "x^3", "x/(1+x^2)", "erf(x)", "sign(x)", "-tanh(x)", "x*abs(x)"]
)
def test_an_average_that_is_zero_is_no_small_number_and_not_minus_zero(text: str) -> None:
    assert repr(measured(text).mean) == "0.0"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("log(x)", "no value"),
        ("sqrt(-x)", "no value"),
        ("log(x-100)", "no value"),
        ("where(x > 0, sqrt(x), x)", "no slope"),
        ("where(x > 0, sqrt(x), 0)", "no slope"),
        ("where(x > 0, log(x), 0)", "pole"),
        ("where(x > 2, sqrt(x - 2) * 3, -x)", "no slope"),
        ("sqrt(abs(x))", "pole"),
        ("exp(x^2)", "growth"),
        ("sin(1e5x)", "busy"),
    ],
)
def test_why_there_is_no_average_is_known(text: str, kind: str) -> None:
    obstacle = measured(text).obstacle
    assert obstacle is not None
    assert obstacle.kind == kind
