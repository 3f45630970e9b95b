"""The report card of a typed function: its rows are true, its advice follows from what was measured."""

import pytest

from activations.catalogue import FunctionSpec
from content.loader import page as page_text
from pages.custom import card, rough_places
from pages.functions import measurements
from ui.cache.functions import properties_of


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        ("sigmoid(x)", "a factor of 0.312 per layer"),
        ("sigmoid(x)", "standard deviation 10.6/√n"),
        ("x^100", "what a computer can hold"),
        ("max(0, x)", "keep the error signal's size"),
        ("3x", "a factor of 4.24 per layer"),
        ("x > 0", "slope is 0"),
        ("log(x)", "no finite value"),
    ],
)
def test_the_advice_follows_from_what_was_measured(text: str, finding: str) -> None:
    function = FunctionSpec("own", formula=text)
    assert finding in card.advice(function, properties_of(function))


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        ("sqrt(abs(x))", "E[f′(z)²] is infinite**: towards x = 0"),
        ("log(abs(x-0.3))", "E[f′(z)²] is infinite**: towards x = 0.3"),
        ("1/x", "E[f(z)²] is infinite**: towards x = 0"),
        ("exp(x^2)", "E[f(z)²] is infinite**: far from 0"),
        ("log(x-100)", "no value between −8 and 8"),
        ("log(-1-x^2)", "no value between −8 and 8"),
        ("where(x > 0, sqrt(x), x)", "branch that `where` did not take"),
        ("where(x > 0, sqrt(x), x)", "Its value is finite, but"),
        ("sin(1e5x)", "changes too often"),
    ],
)
def test_where_there_is_no_gain_the_card_says_why(text: str, finding: str) -> None:
    function = FunctionSpec("own", formula=text)
    said = card.advice(function, properties_of(function))
    assert finding in said
    assert "Weights of standard deviation" not in said


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("-x", "| Monotone | falling |"),
        ("relu(x)*(x<2)", "| Monotone | rising and falling |"),
        ("relu(x)*(x<2)", "| Range | [0, 2) |"),
        ("1/x", "| Monotone | falling (x < 0), falling (x > 0) |"),
        ("1/x", "| Range | (−∞, 0) ∪ (0, ∞) |"),
        ("1/x", "| E[f(z)] | does not exist |"),
        ("1/x", "| Backward gain | does not exist |"),
        ("sin(x)/cos(x)", "| Monotone | rising between its poles |"),
        ("sign(x)", "| Range | {−1} ∪ {0} ∪ {1} |"),
        ("sign(x)*abs(x)^(1/3)", "| Infinite slope | x = 0 |"),
        ("sign(x)*abs(x)^(1/3)", "| Jumps | – |"),
        ("sign(x)*log(1+abs(x))", "| Autograd errs | x = 0: 0 instead of 1 |"),
        ("1+4e-11*(sin(1e4*x)>0)", "| Jumps | too many to list"),
        ("log(x)", "| Poles | x = 0 |"),
        ("tanh(x)", "| E[f(z)] | 0 |"),
    ],
)
def test_a_row_of_the_card_says_what_is_true(text: str, row: str) -> None:
    function = FunctionSpec("own", formula=text)
    labels = page_text("function").texts
    rows = [(labels[f"property.{name}"], value) for name, value in measurements.rows_of(function).items()]
    rows += [(name, value) for name, value, _ in rough_places.rows_of(function)]
    assert row.rstrip(" |") in "\n".join(f"| {name} | {value} |" for name, value in rows)
