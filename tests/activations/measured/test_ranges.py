"""Values, directions and steepest places of functions that jump, end or have poles: read off by hand."""

from math import inf, pi

import pytest

from activations.catalogue import FunctionSpec
from activations.measured.properties import Properties, measure


def measured(text: str) -> Properties:
    return measure(FunctionSpec("own", formula=text).create())


def values_of(text: str) -> str:
    """The values of a function in the usual notation, to six digits."""
    written = []
    for each in measured(text).values:
        left, right = "[" if each.lowest.reached else "(", "]" if each.highest.reached else ")"
        written.append(f"{left}{each.lowest.value:.6g}, {each.highest.value:.6g}{right}")
    return " ".join(written)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("x*(x<1)", "(-inf, 1)"),
        ("x*(x<=1)", "(-inf, 1]"),
        ("x*(x<100)", "(-inf, 100)"),
        ("relu(x)*(x<2)", "[0, 2)"),
        ("relu(x)*(x<=2)", "[0, 2]"),
        ("where(x<0.3, x, 5-x)", "(-inf, 4.7]"),
        ("where(x>0, x+1, x-1)", "(-inf, -1] (1, inf)"),
        ("sign(x)", "[-1, -1] [0, 0] [1, 1]"),
        ("x>1", "[0, 0] [1, 1]"),
        ("1/x", "(-inf, 0) (0, inf)"),
        ("1/(x-0.3)", "(-inf, 0) (0, inf)"),
        ("1/(x-1/3)^2", "(0, inf)"),
        ("2+1/x^2", "(2, inf)"),
        ("-1/abs(x)", "(-inf, 0)"),
        ("1/sin(x)", "(-inf, -1] [1, inf)"),
        ("sin(x)/cos(x)", "(-inf, inf)"),
        ("log(abs(x))", "(-inf, inf)"),
        ("log(x)", "(-inf, inf)"),
        ("sqrt(x)", "[0, inf)"),
        ("sqrt(-x)", "[0, inf)"),
        ("sqrt(x-1/3)+2", "[2, inf)"),
        ("sqrt(1-x^2)", "[0, 1]"),
        ("1/sqrt(1-x^2)", "[1, inf)"),
        ("sqrt(abs(x-0.3))", "[0, inf)"),
        ("sign(x)*abs(x)^(1/3)", "(-inf, inf)"),
        ("exp(1/x)", "[0, 1) (1, inf)"),
        ("3", "[3, 3]"),
    ],
)
def test_the_values_that_a_function_takes(text: str, values: str) -> None:
    assert values_of(text) == values


@pytest.mark.parametrize(
    ("text", "courses"),
    [
        ("-x", [(-inf, inf, "falling")]),
        ("exp(-x)", [(-inf, inf, "falling")]),
        ("exp(x)", [(-inf, inf, "rising")]),
        ("x*(x<1)", [(-inf, inf, "neither")]),
        ("relu(x)*(x<2)", [(-inf, inf, "neither")]),
        ("x-0.001*(x>0.3)", [(-inf, inf, "neither")]),
        ("-x-(x>0.3)", [(-inf, inf, "falling")]),
        ("sign(x)", [(-inf, inf, "rising")]),
        ("-(x>0)-(x>1)", [(-inf, inf, "falling")]),
        ("tanh(1e8*(x-0.3))", [(-inf, inf, "rising")]),
        ("7", [(-inf, inf, "constant")]),
        ("x^2", [(-inf, inf, "neither")]),
        ("sqrt(1+x^2)-x", [(-inf, inf, "falling")]),
        ("1/x", [(-inf, 0, "falling"), (0, inf, "falling")]),
        ("-1/(x-2)", [(-inf, 2, "rising"), (2, inf, "rising")]),
        ("1/x^2", [(-inf, 0, "rising"), (0, inf, "falling")]),
        ("log(abs(x))", [(-inf, 0, "falling"), (0, inf, "rising")]),
        ("log(x)", [(0, inf, "rising")]),
        ("sqrt(-x)", [(-inf, 0, "falling")]),
        ("1/(x^2-1)", [(-inf, -1, "rising"), (-1, 1, "neither"), (1, inf, "falling")]),
        ("log(x-100)", [(100, inf, "rising")]),
    ],
)
def test_where_a_function_rises_and_where_it_falls(
    text: str, courses: list[tuple[float, float, str]]
) -> None:
    found = [(each.begin, each.end, each.direction) for each in measured(text).courses]
    assert [each[2] for each in found] == [each[2] for each in courses]
    for seen, wanted in zip(found, courses, strict=True):
        assert seen[:2] == pytest.approx(wanted[:2], abs=1e-9)


def test_a_tangent_rises_between_all_of_its_poles() -> None:
    found = measured("sin(x)/cos(x)").courses
    assert {each.direction for each in found} == {"rising"}
    inner = [each.end for each in found if abs(each.end) < 12]
    assert inner == pytest.approx([pi / 2 + k * pi for k in range(-4, 4)], abs=1e-9)


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("sign(x)*abs(x)^(1/3)", 0),
        ("sqrt(abs(x-0.3))", 0.3),
        ("log(x)", 0),
        ("sqrt(x-1/3)", 1 / 3),
        ("where(x > 0, sqrt(x), x)", 0),
        ("x*log(abs(x))", 0),
        ("1/(x+2)", -2),
    ],
)
def test_the_largest_slope_is_infinite_where_the_curve_is_vertical(text: str, at: float) -> None:
    found = measured(text)
    assert found.largest_slope == inf
    assert found.largest_slope_from == found.largest_slope_to == pytest.approx(at, abs=1e-9)
    assert (found.saturated_below, found.saturated_above) == (None, None)


@pytest.mark.parametrize(
    ("text", "size"), [("abs(x)*sign(x)", 1), ("clip(x,-1,0)+clip(x,0,1)", 1), ("relu(x)-relu(-x)", 1)]
)
def test_a_slope_that_autograd_gets_wrong_at_one_point_is_not_the_largest(text: str, size: float) -> None:
    assert measured(text).largest_slope == size
