"""Formulas are typeset from the tree alone, in the order in which they were written."""

import re
import time

import pytest
from hypothesis import given, settings

from activations.formula import FormulaError, FormulaFunction, parse
from activations.formula.derivative import derivative
from activations.formula.latex import LATEX
from tests.activations.formula.grammar import FORMULAS, Drawn

COMMANDS = {
    *("frac", "sqrt", "left", "right", "cdot", "operatorname", "text", "begin", "end", "sigma", "beta"),
    *("pi", "ln", "sin", "cos", "tanh", "arctan", "min", "max", "le", "ge", "ne"),
}


def latex(text: str) -> str:
    function = parse(text)
    assert isinstance(function, FormulaFunction)
    return LATEX.written(function.tree)


def slope(text: str) -> str:
    function = parse(text)
    assert isinstance(function, FormulaFunction)
    return LATEX.written(derivative(function.tree))


@pytest.mark.parametrize(
    ("text", "typeset"),
    [
        ("1 + e^x", "1 + {e}^{x}"),
        ("x * sigmoid(beta x)", r"x \, \sigma\left(\beta \, x\right)"),
        ("2 * 3x", r"2 \cdot 3 \, x"),
        ("(x + 1)^2", r"{\left(x + 1\right)}^{2}"),
        ("1/(1 + exp(-x))", r"\frac{1}{1 + e^{-x}}"),
        ("abs(x)", r"\left|x\right|"),
        ("where(x > 0, x, 0)", r"\begin{cases} x & x > 0 \\ 0 & \text{otherwise} \end{cases}"),
        ("1e20 * x", r"(1 \cdot 10^{20}) \, x"),
    ],
)
def test_a_formula_is_typeset_as_it_was_written(text: str, typeset: str) -> None:
    assert latex(text) == typeset


@pytest.mark.parametrize(
    ("text", "typeset"),
    [
        ("x^3", r"3 \, {x}^{2}"),
        ("sin(2x)", r"2 \, \cos\left(2 \, x\right)"),
        ("7", "0"),
        ("max(0, x)", r"\begin{cases} 0 & 0 > x \\ 1 & \text{otherwise} \end{cases}"),
        ("softplus(x)", r"\sigma\left(x\right)"),
    ],
)
def test_a_derivative_reads_as_one_would_write_it(text: str, typeset: str) -> None:
    assert slope(text) == typeset


@settings(deadline=None, max_examples=60)
@given(drawn=FORMULAS)
def test_braces_balance_and_only_known_commands_appear(drawn: Drawn) -> None:
    for text in (latex(drawn.text), slope(drawn.text)):
        assert text.count("{") == text.count("}")
        assert len(re.findall(r"\\left\b", text)) == len(re.findall(r"\\right\b", text))
        assert set(re.findall(r"\\([a-zA-Z]+)", text)) <= COMMANDS


def nested(form: str) -> str:
    """The largest formula that the gate lets pass, made by putting a form into itself."""
    text = "x"
    while True:
        try:
            parse(form.replace("#", text))
        except FormulaError:
            return text
        text = form.replace("#", text)


NESTS = [
    "x * #",
    "sin(#)",
    "# ^ x",
    "x ^ (#)",
    "(#) * (x + 1)",
    "where(x > #, #, x)",
    "sigmoid(#)",
    "1/(1 + #)",
]


@pytest.mark.parametrize("form", NESTS)
def test_the_worst_nesting_is_differentiated_before_a_list_is_sorted(
    form: str,
) -> None:
    text = nested(form)
    begun = time.perf_counter()
    slope(text)
    took = time.perf_counter() - begun
    begun = time.perf_counter()
    sorted(range(300_000, 0, -1), key=lambda number: number * 7919 % 100_003)
    assert took < time.perf_counter() - begun
