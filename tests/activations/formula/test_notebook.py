"""The code to take away runs as it stands, and computes what the page shows."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
import torch
from hypothesis import given, settings

from activations.formula import FormulaFunction, parse
from activations.formula.notebook import code
from pages.own.editor import GALLERY, START
from tests.activations.formula.grammar import FORMULAS, Drawn

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
]


def defined(text: str) -> torch.nn.Module:
    """The module that the code for a formula defines."""
    function = parse(text)
    assert isinstance(function, FormulaFunction)
    names: dict[str, type[torch.nn.Module]] = {}
    exec(compile(code(function), "<notebook>", "exec"), names)  # noqa: S102 (that it runs is what is tested)
    return names["Mine"]()


@pytest.mark.parametrize("text", [START, *GALLERY.values(), *TRICKY])
def test_the_code_computes_what_the_formula_does(text: str) -> None:
    x = torch.linspace(-3, 3, 25)
    shown = parse(text)(x)
    torch.testing.assert_close(defined(text)(x) + 0 * x, shown, equal_nan=True)


@settings(deadline=None, max_examples=40)
@given(drawn=FORMULAS)
def test_the_code_of_any_formula_runs(drawn: Drawn) -> None:
    x = torch.linspace(-3, 3, 25)
    torch.testing.assert_close(defined(drawn.text)(x) + 0 * x, parse(drawn.text)(x) + 0 * x, equal_nan=True)


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
