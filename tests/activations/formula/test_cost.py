"""No formula costs much more than another of its size, in whatever is computed of it: counted, not timed."""

import sys
from collections.abc import Callable
from functools import cache, partial

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings

from activations.catalogue import OWN, FunctionSpec
from activations.derivatives import curve
from activations.formula import FormulaFunction, function_class, normalised
from activations.formula.derivative import derivative
from activations.formula.latex import LATEX
from activations.formula.notation import PLAIN
from activations.formula.notebook import code
from activations.formula.tree import each_once
from tests.activations.formula.counting import calls_of, frames_of, operations_of
from tests.activations.formula.limits import LARGE, NESTS, nested

# About as large as a formula can be, each part of it used once.
ORDINARY = (
    "0.5x * (1 + erf(x / sqrt(2))) + x * tanh(softplus(x)) + x * clip(x + 3, 0, 6) / 6 + log(1 + exp(x))"
    " + beta * where(x > 0, x, exp(x) - 1) + max(0, x)^2"
)
TIMES = 10  # as much as an ordinary one of its size is the most that any may cost
MOST_OPERATIONS = 40  # on tensors for a node; the second slope of x^x takes the most, 36
X = np.linspace(-8, 8, 17)
PAGE = 1_000  # characters


def made(text: str) -> FormulaFunction:
    return function_class(text)()


def read_anew(text: str) -> FunctionSpec:
    """Through the gate, into a specification, into an address and back."""
    function_class.cache_clear()
    return FunctionSpec.parse(str(FunctionSpec(OWN, (), text)))


def compared(function: FormulaFunction) -> bool:
    return derivative(function.tree) == derivative(function.tree)


def typeset(function: FormulaFunction) -> list[str | None]:
    return [LATEX.written(function.tree), LATEX.written_within(derivative(function.tree), PAGE)]


WRITTEN: dict[str, Callable[[FormulaFunction], object]] = {
    "normal spelling": lambda function: PLAIN.written(function.tree),
    "derivative": lambda function: derivative(function.tree),
    "comparing derivatives": compared,
    "LaTeX of both": typeset,
    "code": code,
}
COMPUTED: dict[str, Callable[[FormulaFunction], object]] = {
    "value and slope": lambda function: curve(function, X),
    "curvature": lambda function: curve(function, X, order=2),
    "slope in symbols": lambda function: function.slope_in_symbols(X),
}


@cache
def calls(text: str) -> dict[str, int]:
    """How many functions are called for each thing that is made of a formula."""
    function = made(text)
    counts = {name: calls_of(partial(make, function)) for name, make in (WRITTEN | COMPUTED).items()}
    return counts | {"reading": calls_of(partial(read_anew, text))}


@cache
def operations(text: str) -> dict[str, int]:
    """How many operations on tensors are done for each thing that is computed of a formula."""
    return {name: operations_of(partial(compute, made(text))) for name, compute in COMPUTED.items()}


@pytest.fixture(scope="module")
def ordinary() -> dict[str, int]:
    """What an ordinary formula costs, when all has been used once."""
    calls(ORDINARY)
    calls.cache_clear()
    return calls(ORDINARY)


def check(text: str, ordinary: dict[str, int]) -> None:
    """Nothing that is made of a formula costs many times what an ordinary one does."""
    tree = made(text).tree
    assert {name: n for name, n in calls(text).items() if n > TIMES * ordinary[name]} == {}
    assert {name: n for name, n in operations(text).items() if n > MOST_OPERATIONS * (tree.size + 1)} == {}
    assert len(each_once(derivative(tree))) <= TIMES * tree.size


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(text=LARGE)
@pytest.mark.filterwarnings("ignore:overflow:RuntimeWarning")
def test_any_formula_up_to_the_limits_costs_little_more_than_an_ordinary_one(
    ordinary: dict[str, int], text: str
) -> None:
    check(text, ordinary)


@pytest.mark.parametrize("form", NESTS)
def test_anything_in_itself_as_often_as_is_legal_costs_little_more_than_an_ordinary_formula(
    ordinary: dict[str, int], form: str
) -> None:
    check(nested(form)[-1], ordinary)


@pytest.mark.parametrize("form", NESTS)
def test_twice_as_deep_costs_about_twice_as_much(form: str) -> None:
    texts = nested(form)
    half, whole = texts[len(texts) // 2], texts[2 * (len(texts) // 2) - 1]
    growth = made(whole).tree.size / made(half).tree.size
    for counted in (calls, operations):
        less, more = counted(half), counted(whole)
        names = less.keys() - {"LaTeX of both"}  # of which only a page is written
        assert {name: more[name] for name in names if more[name] > 1.25 * growth * less[name]} == {}


@pytest.mark.parametrize("form", NESTS)
def test_the_deepest_formula_takes_a_third_of_the_frames_that_python_has(form: str) -> None:
    text = nested(form)[-1]
    assert frames_of(partial(read_anew, text)) <= sys.getrecursionlimit() / 3
    for make in (WRITTEN | COMPUTED).values():
        assert frames_of(partial(make, made(text))) <= sys.getrecursionlimit() / 3


@pytest.mark.parametrize("form", NESTS)
def test_the_deepest_formula_comes_back_from_its_normal_spelling_and_from_an_address(form: str) -> None:
    text = nested(form)[-1]
    spec = read_anew(text)
    assert spec == FunctionSpec(OWN, (), text)
    assert normalised(spec.formula) == spec.formula
    assert made(spec.formula).tree == made(text).tree
