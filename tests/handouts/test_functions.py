"""The program of one function finds the value and the slope that its page shows."""

import re
from pathlib import Path

import numpy as np
import pytest

from activations.catalogue import CATALOGUE, FunctionSpec
from activations.derivatives import curve
from handouts.functions import file_name
from pages.take_home import function as take_home
from tests.handouts.programs import complaints, ran

NEAR = 1e-6
AT = -1.5
SPECS = [
    *CATALOGUE,
    "leaky-relu:alpha=0.3",
    "elu:alpha=2.5",
    "swish:beta=3",
    "own:a=2;Mine=x * sigmoid(a * x) + min(x, 1)",
    "own:Figure=tanh(x)^2",
    "own:Step=where(x > 0, 1, 0)",
    "own:Constant=pi",
]
each_function = pytest.mark.parametrize("text", SPECS)


def written(function: FunctionSpec) -> str:
    return take_home.written(lambda: (function, AT), "script")


@each_function
def test_the_program_prints_the_value_and_the_slope_of_the_page(
    text: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    function = FunctionSpec.parse(text)
    ran(written(function), tmp_path)
    shown = curve(function.create(), np.array([AT]))
    value, by_autograd, by_differences, _ = capsys.readouterr().out.splitlines()
    assert value.startswith(f"f({AT}) = ")
    assert float(value.partition(" = ")[2]) == pytest.approx(shown.value[0], abs=NEAR)
    for line in (by_autograd, by_differences):
        number = re.fullmatch(r"f'\(-1\.5\) = (\S+) by .*", line)
        assert number
        assert float(number[1]) == pytest.approx(shown.slope[0], abs=NEAR)


@each_function
def test_both_slopes_agree_away_from_kinks(text: str, tmp_path: Path) -> None:
    found = ran(written(FunctionSpec.parse(text)), tmp_path)
    far = (found["x"].abs() > 0.01) & ((found["x"] - 1).abs() > 0.01)
    assert found["difference"][far].max() < NEAR


@each_function
def test_the_program_is_in_the_style_of_the_project(text: str, tmp_path: Path) -> None:
    program = written(FunctionSpec.parse(text))
    assert complaints(program, tmp_path) == ""
    assert len(re.findall(r"^class ", program, re.MULTILINE)) == 1 + text.startswith("own:")


def test_a_file_is_named_after_its_function() -> None:
    names = [file_name(FunctionSpec.parse(text)) for text in ("leaky-relu:alpha=0.3", "own:Mine=x")]
    assert names == ["leaky-relu", "mine"]
