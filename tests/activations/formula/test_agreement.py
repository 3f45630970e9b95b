"""What is typed is what is computed: values, autograd's slopes and symbols against sympy and mpmath."""

import numpy as np
import pytest
import torch
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from activations.derivatives import curve
from activations.formula import FormulaFunction, normalised, parse
from activations.formula.notation import PLAIN
from tests.activations.formula.reading.grammar import FORMULAS, Drawn, exact

CLOSE = 1e-7  # of the sizes involved; a wrong rule is wrong by far more
PLACES = st.integers(-180, 180).map(lambda k: k / 64 + 1 / 997)  # beside all kinks


def is_outside(drawn: Drawn, value: float) -> bool:
    """Whether a root or a logarithm has no real value here, which sympy forgets when it simplifies √x²."""
    return bool(np.isnan(value)) and any(name in drawn.text for name in ("sqrt", "log"))


any_formula = settings(
    deadline=None, max_examples=60, suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow]
)


@pytest.mark.slow
@any_formula
@given(drawn=FORMULAS, x=PLACES)
def test_value_and_slope_agree_with_sympy(drawn: Drawn, x: float) -> None:
    value, slope = exact(drawn.expression, x), exact(drawn.expression, x, order=1)
    assume(value is not None and slope is not None)
    found = curve(parse(drawn.text), np.array([x]))
    assume(not is_outside(drawn, found.value[0]))
    assert found.value[0] == pytest.approx(value, rel=CLOSE, abs=CLOSE)
    assert found.slope[0] == pytest.approx(slope, rel=CLOSE, abs=1e-5)


@pytest.mark.slow
@any_formula
@given(drawn=FORMULAS, x=PLACES)
def test_the_derivative_in_symbols_agrees_with_sympy(drawn: Drawn, x: float) -> None:
    slope = exact(drawn.expression, x, order=1)
    assume(slope is not None)
    function = parse(drawn.text)
    assert isinstance(function, FormulaFunction)
    found = function.slope_in_symbols(np.array([x]))[0]
    assume(not is_outside(drawn, found))
    assert found == pytest.approx(slope, rel=CLOSE, abs=1e-5)


@any_formula
@given(drawn=FORMULAS)
def test_a_formula_comes_back_from_its_own_spelling(drawn: Drawn) -> None:
    function = parse(drawn.text)
    assert isinstance(function, FormulaFunction)
    again = parse(PLAIN.written(function.tree))
    assert isinstance(again, FormulaFunction)
    assert again.tree == function.tree
    assert normalised(normalised(drawn.text)) == normalised(drawn.text)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("2x", "2 * x"),
        ("-x^2", "-(x ** 2)"),
        ("1/2x", "(1 / 2) * x"),
        ("2^3^x", "2 ** (3 ** x)"),
        ("x²·3", "3 * x ** 2"),
        ("x(x+1)", "x * (x + 1)"),
        ("x sin(x)", "x * sin(x)"),
        ("σ(βx) − π", "sigmoid(beta * x) - pi"),
        ("e^−x", "exp(-x)"),
        ("x*(0 < x <= 1)", "where(x > 0 and x <= 1, x, 0)"),
        ("x * (not x > 0 or x == 2)", "where(x <= 0, x, where(x == 2, x, 0))"),
        ("max(x, 1, -x)", "max(max(x, 1), -x)"),
        ("ln(1 + e^x)", "softplus(x)"),
        (".5x + 1e-1", "0.5 * x + 0.1"),
    ],
)
def test_spellings_mean_what_people_mean_by_them(typed: str, meant: str) -> None:
    x = torch.linspace(-3, 3, 61, dtype=torch.float64)
    torch.testing.assert_close(parse(typed)(x), parse(meant)(x))


def test_a_wrong_reading_would_be_noticed() -> None:
    x = torch.linspace(-3, 3, 61, dtype=torch.float64)
    with pytest.raises(AssertionError):
        torch.testing.assert_close(parse("-x^2")(x), parse("(-x)^2")(x))


def test_free_names_become_parameters_in_the_order_in_which_they_are_written() -> None:
    function = parse("beta * x + alpha * c")
    assert [(each.name, each.symbol) for each in function.hyperparameters] == [
        ("beta", "β"),
        ("alpha", "α"),
        ("c", "c"),
    ]
    assert function.config == {"name": "Mine", "beta": 1.0, "alpha": 1.0, "c": 1.0}


@pytest.mark.parametrize("dtype", [torch.float32, torch.float64])
@pytest.mark.parametrize("text", ["3", "x > 0", "x * sigmoid(a*x)", "max(0, x)", "pi"])
def test_shape_and_dtype_are_those_of_x(text: str, dtype: torch.dtype) -> None:
    x = torch.linspace(-1, 1, 12, dtype=dtype).view(3, 4)
    assert parse(text)(x).shape == (3, 4)
    assert parse(text)(x).dtype == dtype
