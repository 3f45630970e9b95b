"""The code to take away runs as it stands, and computes what the page shows."""

import builtins
import io
import math
import re
import subprocess
import sys
from contextlib import redirect_stdout
from pathlib import Path
from string import ascii_letters

import pytest
import torch
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from activations.derivatives import value_and_slope
from activations.formula import FormulaError, FormulaFunction, checked_name, function_class, parse
from activations.formula.notebook import code
from activations.formula.template import beside, module
from activations.formula.tree import GREEK, is_parameter
from pages.custom.editor import GALLERY, START
from tests.activations.formula.limits import LARGE, NESTS, nested

TRICKY = [
    "3",
    "x > 0",
    "not x > 0 and x < 3 or x == 1",
    "max(0, 1, x) + min(a, 2)",
    "10^20 * 10^9 + x",
    "sqrt(2/pi) * x + sigmoid(2) + where(a > 0, 1, 2) + sign(3) + abs(1)",
    "where(x > 0, 1, 0)",
    "clip(x, -a, 1)",
    "where(1 > 0, x, a)",
    "2^x - e^-x",
    "a",
    "(a > 1) * x",
    "where(x > 0, 0.1, 1/3)",
    "max(0.1, x) * clip(2, 0.3, x)",
    "sigmoid(-800) * x + sigmoid(3) - softplus(900) + clip(3, 1, 2) - (2 > 1)",
    "1e-20 / x",
    "where(2 > 1 and x > 0, x^(1/3), 1/abs(-x))",
]


# Where floats overflow, vanish or lose their sign, and where pieces meet.
FAR = (
    0.0,
    -0.0,
    1e-45,
    1e-39,
    1e-20,
    1e-7,
    0.1,
    0.5,
    1,
    2,
    3,
    10,
    25,
    50,
    88.8,
    104,
    710,
    750,
    1e4,
    1e19,
    3e38,
)
PLACES = (*FAR, *(-x for x in FAR), math.inf, -math.inf, math.nan, *(k / 8 for k in range(-24, 25)))


def run(text: str) -> dict[str, type[torch.nn.Module]]:
    """The names that a module has when it has run."""
    names: dict[str, type[torch.nn.Module]] = {}
    exec(compile(text, "<notebook>", "exec"), names)  # noqa: S102 (that it runs is what is tested)
    return names


def made(text: str, **parameters: float) -> FormulaFunction:
    return function_class(text)(**parameters)


def check(function: FormulaFunction) -> None:
    """The code gives the page's values and slopes, to the last bit, in both precisions."""
    defined = run(code(function))[function.name]()
    for dtype in (torch.float32, torch.float64):
        x = torch.tensor(PLACES, dtype=dtype)
        shown, taken = value_and_slope(function, x), value_and_slope(defined, x)
        torch.testing.assert_close(taken, shown, rtol=0, atol=0, equal_nan=True)


@pytest.mark.parametrize("text", [START, *GALLERY.values(), *TRICKY])
def test_the_code_computes_what_the_formula_does(text: str) -> None:
    check(made(text))


@pytest.mark.parametrize("form", NESTS)
def test_the_code_of_anything_in_itself_computes_what_the_formula_does(form: str) -> None:
    check(made(nested(form, 2)[-1]))
    check(made(nested(form)[-1]))


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(text=LARGE, value=st.sampled_from([0.0, 1.0, -2.3, 3.7]))
def test_the_code_of_any_formula_computes_what_the_formula_does(text: str, value: float) -> None:
    names = [each.name for each in function_class(text).hyperparameters]
    check(made(text, **dict.fromkeys(names, value)))


LEGAL = [each for each in (*ascii_letters, *GREEK) if is_parameter(each)]


@pytest.mark.parametrize("name", LEGAL)
def test_a_parameter_may_have_any_name_that_is_legal(name: str) -> None:
    check(made(f"{name} * tanh({name} * x) + softplus(x - {name}) + sqrt(2/pi)", **{name: -1.5}))


@pytest.mark.parametrize("name", ["lambda", "F", "torch", "nn", "x", "self", "super", "math", "print", "pi"])
def test_a_parameter_may_have_a_name_that_the_code_needs_itself(name: str) -> None:
    result = f"math.pi * nn.functional.relu({beside(name)} * x)"
    defined = run(module("Mine", {name: 3.0}, result))["Mine"]()
    assert defined.config == {"name": "Mine", name: 3.0}
    torch.testing.assert_close(defined(torch.tensor([-1.0, 2.0])), torch.tensor([0.0, 6 * math.pi]))


OFTEN = [
    "x",
    "y",
    "print",
    "float",
    "torch",
    "nn",
    "F",
    "math",
    "super",
    "self",
    "ActivationFunction",
    "Tensor",
]
OFTEN += ["lambda", "None", "True", "type", "a", "e", "beta", "name", "config", "forward", "Module", "Mine"]


@settings(deadline=None, max_examples=60)
@given(
    name=st.sampled_from([*OFTEN, *dir(builtins)])
    | st.from_regex(r"[A-Za-z][A-Za-z0-9]{0,2}", fullmatch=True)
)
def test_a_function_of_any_name_runs_or_the_name_is_refused(name: str) -> None:
    try:
        function = parse("a * softplus(beta * x) + e", name)
    except FormulaError:
        assert name not in ("a", "e", "beta", "name", "config", "forward", "Module", "Mine")
        return
    assert isinstance(function, FormulaFunction)
    with redirect_stdout(io.StringIO()) as told:
        names = run(code(function))
    assert told.getvalue().count("tensor(") == 2
    assert names[name].__name__ == name


@pytest.mark.parametrize("name", ["x", "print", "float", "y", "lambda"])
def test_a_name_with_a_meaning_is_refused_in_a_sentence(name: str) -> None:
    with pytest.raises(FormulaError, match=f"`{name}` means something in Python or in the code"):
        checked_name(name)


@pytest.mark.slow
def test_the_code_runs_alone_in_a_process_of_its_own(tmp_path: Path) -> None:
    function = parse("x * sigmoid(beta * x)", "Anna")
    assert isinstance(function, FormulaFunction)
    file = tmp_path / "cell.py"
    file.write_text(code(function), encoding="utf-8")
    told = subprocess.run([sys.executable, file], cwd=tmp_path, check=True, capture_output=True, text=True)
    assert told.stdout.count("tensor(") == 2
    assert "class Anna(ActivationFunction):" in file.read_text(encoding="utf-8")


def test_the_parameters_of_the_page_are_the_defaults_of_the_class() -> None:
    function = type(parse("alpha * x"))(alpha=2.5)
    assert isinstance(function, FormulaFunction)
    assert "def __init__(self, alpha=2.5):" in code(function)


@pytest.mark.parametrize(("text", "imports"), [("x", 2), ("softplus(x)", 2), ("sqrt(2) * x", 3)])
def test_only_what_is_needed_is_imported(text: str, imports: int) -> None:
    function = parse(text)
    assert isinstance(function, FormulaFunction)
    assert len(re.findall(r"^(?:import|from) ", code(function), flags=re.MULTILINE)) == imports
