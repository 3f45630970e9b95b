"""Kinks, jumps, poles, vertical tangents and autograd's errors are found where they are, and no others."""

from math import inf, isnan, pi

import numpy as np
import pytest

from activations.catalogue import CATALOGUE, FunctionSpec, create
from activations.derivatives import curve
from activations.measured.places import MOST
from activations.measured.rough_places import RoughPlaces, rough_places


def found_in(text: str) -> RoughPlaces:
    return rough_places(FunctionSpec("own", formula=text).create())


@pytest.mark.parametrize(
    ("text", "kinks", "steep", "jumps", "poles"),
    [
        ("sign(x)*abs(x)^(1/3)", (), (0,), (), ()),
        ("where(x>0, abs(x)^(1/3), -abs(x)^(1/3))", (), (0,), (), ()),
        ("(x-0.3)/abs(x-0.3)^(2/3)", (), (0.3,), (), ()),
        ("sign(x)*exp(log(abs(x))/3)", (), (0,), (), ()),
        ("sign(x-1/3)*sqrt(abs(x-1/3))", (), (1 / 3,), (), ()),
        ("sign(x)*abs(x)^0.05", (), (0,), (), ()),
        ("sqrt(abs(x))", (), (0,), (), ()),
        ("sqrt(abs(x-pi))", (), (pi,), (), ()),
        ("x*log(abs(x))", (), (0,), (), ()),
        ("sqrt(x)", (), (0,), (), ()),
        ("sign(x)*abs(x)^1.5", (), (), (), ()),
        ("1/x", (), (), (), (0,)),
        ("log(abs(x+2))", (), (), (), (-2,)),
        ("log(x)", (), (), (), (0,)),
        ("sin(x)/cos(x)", (), (), (), tuple(pi / 2 + k * pi for k in range(-3, 3))),
        ("1/x^8", (), (), (), (0,)),
        ("1/(x-1/3)^4", (), (), (), (1 / 3,)),
        ("exp(1/x)", (), (), (), (0,)),
        ("x*(x<1)", (), (), (1,), ()),
        ("sign(x)*(1+abs(x)^(1/3))", (), (0,), (0,), ()),
        ("1e-9*(x>0.3)", (), (), (0.3,), ()),
        ("1e6*x+(x>0.3)", (), (), (0.3,), ()),
        ("1e-9*abs(x)", (0,), (), (), ()),
        ("clip(x,-0.001,0.001)", (-0.001, 0.001), (), (), ()),
        ("max(x, 0.5x+0.2)", (0.4,), (), (), ()),
        ("abs(x)+x^6", (0,), (), (), ()),
        ("tanh(1e6x)", (), (), (), ()),
        ("sin(1/(x^2+0.01))", (), (), (), ()),
        ("(exp(x)-1)/x", (), (), (), ()),
        ("sin(x)/x", (), (), (), ()),
        ("x^100", (), (), (), ()),
        ("exp(exp(x))", (), (), (), ()),
    ],
)
def test_each_rough_place_is_what_it_is(
    text: str,
    kinks: tuple[float, ...],
    steep: tuple[float, ...],
    jumps: tuple[float, ...],
    poles: tuple[float, ...],
) -> None:
    found = found_in(text)
    assert found.kinks == pytest.approx(kinks, abs=1e-9)
    assert found.steep == pytest.approx(steep, abs=1e-9)
    assert found.jumps == pytest.approx(jumps, abs=1e-9)
    assert found.poles == pytest.approx(poles, abs=1e-9)


@pytest.mark.parametrize(
    ("text", "x", "autograd", "slope"),
    [
        ("sign(x)*log(1+abs(x))", 0, 0, 1),
        ("sign(x)*(1-exp(-abs(x)))", 0, 0, 1),
        ("sign(x-0.3)*log(1+abs(x-0.3))", 0.3, 0, 1),
        ("x+abs(x-2)*sign(x-2)", 2, 1, 2),
        ("relu(x)-relu(-x)", 0, 0, 1),
        ("clip(x,-1,0)+clip(x,0,1)", 0, 2, 1),
        ("sqrt(x^4)", 0, None, 0),
    ],
)
def test_a_smooth_place_at_which_autograd_errs_is_named(
    text: str, x: float, autograd: float | None, slope: float
) -> None:
    (found,) = found_in(text).misled
    assert found.x == pytest.approx(x)
    assert isnan(found.autograd) if autograd is None else found.autograd == autograd
    assert found.slope == pytest.approx(slope, abs=1e-5)


@pytest.mark.parametrize(
    "text", ["abs(x)", "relu(x)", "x^2", "tanh(9x)", "1e6*x^2", "max(x,-x)", "sign(x)", "x*abs(x)"]
)
def test_autograd_is_not_blamed_where_it_is_right_or_nobody_is(text: str) -> None:
    assert found_in(text).misled == ()


@pytest.mark.parametrize("key", CATALOGUE)
def test_the_functions_of_the_catalogue_have_no_rough_place_but_their_kink(key: str) -> None:
    found = rough_places(create(key))
    has_kink = key in ("relu", "leaky-relu", "selu")  # ELU with α = 1 is smooth at 0
    assert (found.kinks, found.steep, found.jumps, found.poles) == ((0.0,) if has_kink else (), (), (), ())
    assert (found.misled, found.crowded) == ((), False)


@pytest.mark.parametrize("text", ["1+4e-11*(sin(1e4*x)>0)", "sin(1e4x) > 0", "abs(sin(40x))", "1/sin(20x)"])
def test_a_function_that_changes_too_often_says_so(text: str) -> None:
    found = found_in(text)
    assert found.crowded
    assert len(found.kinks) + len(found.jumps) + len(found.poles) <= 2 * MOST


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize("text", ["log(x)", "log(x)^2", "log1p(x)", "sqrt(x)*x", "x^1.5"])
@pytest.mark.parametrize("order", [1, 2])
def test_there_is_no_slope_where_there_is_no_value(text: str, dtype: type[np.floating], order: int) -> None:
    x = np.linspace(-8, 8, 33).astype(dtype)
    found = curve(FunctionSpec("own", formula=text).create(), x, order)
    nowhere = np.isnan(found.value)
    assert nowhere.any()
    assert np.isnan(found.slope[nowhere]).all()
    assert np.isfinite(found.slope[x > 0.5]).all()
    assert found.curvature is None or np.isnan(found.curvature[nowhere]).all()


def test_a_slope_may_be_missing_where_there_is_a_value() -> None:
    found = curve(FunctionSpec("own", formula="where(x > 0, sqrt(x), x)").create(), np.array([-1.0, 1.0]))
    assert found.value.tolist() == [-1, 1]
    assert isnan(found.slope[0])
    assert inf > found.slope[1] == 0.5
