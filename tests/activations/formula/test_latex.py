"""Formulas are typeset from the tree alone, in the order in which they were written."""

import re

import pytest
from hypothesis import given, settings

from activations.formula import FormulaFunction, function_class, parse
from activations.formula.derivative import derivative
from activations.formula.latex import LATEX
from tests.activations.formula.limits import NESTS, nested
from tests.activations.formula.reading.grammar import FORMULAS, Drawn

COMMANDS = {
    *("frac", "sqrt", "left", "right", "cdot", "operatorname", "text", "begin", "end", "sigma", "beta"),
    *("pi", "ln", "sin", "cos", "sinh", "cosh", "tanh", "arctan", "min", "max", "le", "ge", "ne"),
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
        ("x * (2 * (-x))", r"x \cdot 2 \, \left(-x\right)"),
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
        ("sin(sin(3x))", r"3 \, \cos\left(\sin\left(3 \, x\right)\right) \, \cos\left(3 \, x\right)"),
        (
            "sin(beta * sin(2x))",
            r"2 \, \beta \, \cos\left(\beta \, \sin\left(2 \, x\right)\right) \, \cos\left(2 \, x\right)",
        ),
        ("where(x > 0, x^2, x^2 + 1)", r"2 \, x"),
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


@pytest.mark.parametrize("form", NESTS)
def test_a_derivative_that_is_too_long_is_not_written_at_all(form: str) -> None:
    text = nested(form)[-1]
    within = LATEX.written_within(derivative(function_class(text).tree), 1_000)
    assert within is None or len(within) <= 1_000


def test_what_fits_exactly_is_written() -> None:
    tree = function_class("sin(2x)").tree
    assert LATEX.written_within(tree, len(LATEX.written(tree))) == LATEX.written(tree)
    assert LATEX.written_within(tree, len(LATEX.written(tree)) - 1) is None
