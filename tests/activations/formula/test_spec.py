"""A typed function is plain data like any other, in addresses, caches and on the way to workers."""

import pickle
import subprocess
import sys
from contextlib import suppress

import numpy as np
import pytest
from hypothesis import given, settings
from torch import Tensor, nn

from activations.catalogue import OWN, FunctionSpec
from activations.custom_sweep import sweep_of
from activations.derivatives import curve
from activations.formula import FormulaError, function_class
from activations.measured.places import Survey
from activations.measured.properties import measure
from activations.measured.rough_places import Stretch, rough_places
from tests.activations.formula.reading.grammar import FORMULAS, Drawn


def own(text: str, name: str = "", **parameters: float) -> FunctionSpec:
    return FunctionSpec(OWN, tuple(parameters.items()), text, name)


def test_equal_formulas_are_equal_specs_however_they_are_spelled() -> None:
    assert own("2x^2") == own("2 * x ** 2") == own(" 2 * (x)²")
    assert hash(own("2x")) == hash(own("2*x"))
    assert own("2x") != own("3x")
    assert own("2x", "Anna") != own("2x")


@settings(deadline=None, max_examples=40)
@given(drawn=FORMULAS)
def test_a_spec_comes_back_from_its_text_and_from_a_worker(drawn: Drawn) -> None:
    spec = own(drawn.text, "Anna")
    assert FunctionSpec.parse(str(spec)) == spec
    assert pickle.loads(pickle.dumps(spec)) == spec  # noqa: S301 (what was dumped the line before)


def test_parameters_are_part_of_it_unless_at_their_default() -> None:
    spec = own("a * x", a=2)
    assert str(spec) == "own:a=2;Mine=a * x"
    assert (spec.title, spec.label, spec.operations) == ("Mine", "Mine a = 2", 3)
    assert own("a * x", a=1) == own("a * x")
    assert spec.create().config == {"name": "Mine", "a": 2.0}


@pytest.mark.parametrize("text", ["__import__('os')", "own:Mine=x", "", "9**9**9"])
def test_the_gate_stands_before_every_spec(text: str) -> None:
    with pytest.raises(FormulaError):
        own(text)
    with pytest.raises(ValueError):
        FunctionSpec.parse(f"own:Mine={text}")


@pytest.mark.parametrize(
    "name", ["ReLU", "swish", "class", "torch", "2x", "a b", "<b>", "x" * 17, "É", "__init__"]
)
def test_a_name_is_a_short_word_of_its_own(name: str) -> None:
    with pytest.raises(FormulaError):
        own("x", name)


def test_only_a_typed_function_has_a_formula() -> None:
    with pytest.raises(ValueError, match="has its own"):
        FunctionSpec("relu", formula="x")


@pytest.mark.parametrize(
    ("text", "name"), [("x * sigmoid(b * x)", "b"), ("a * x + b", "a"), ("tanh(x)", None)]
)
def test_the_curves_of_all_positions_are_those_of_each(text: str, name: str | None) -> None:
    swept = sweep_of(own(text), name or None)
    for frame in range(0, len(swept.settings), 16):
        setting = {name: float(swept.settings[frame])} if name else {}
        alone = curve(FunctionSpec(OWN, tuple(setting.items()), text).create(), swept.x)
        np.testing.assert_allclose(swept.value[frame], alone.value, rtol=1e-5, atol=1e-6)
        np.testing.assert_allclose(swept.slope[frame], alone.slope, rtol=1e-5, atol=1e-6)


@pytest.mark.parametrize(
    ("text", "kinks", "jumps"),
    [
        ("max(0, x)", (0.0,), ()),
        ("clip(x, -1, 2.5)", (-1.0, 2.5), ()),
        ("x * clip(x + 3, 0, 6) / 6", (-3.0, 3.0), ()),
        ("x > 1", (), (1.0,)),
        ("abs(x) + sign(x - 2)", (0.0,), (2.0,)),
        ("sigmoid(1000x)", (), ()),
        ("where(x > 0, x, exp(x) - 1)", (), ()),
        ("sin(5x)", (), ()),
        ("7", (), ()),
    ],
)
def test_kinks_and_jumps_are_found_where_they_are(
    text: str, kinks: tuple[float, ...], jumps: tuple[float, ...]
) -> None:
    found = rough_places(own(text).create())
    assert found.kinks == pytest.approx(kinks, abs=1e-6)
    assert found.jumps == pytest.approx(jumps, abs=1e-6)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("where(x > 0, x, exp(x) - 1)", (Stretch(88.75, 100.0, of_value=False),)),
        ("1 / x", (Stretch(0.0, 0.0, of_value=True),)),
        ("log(x)", (Stretch(-100.0, 0.0, of_value=True),)),
        ("sqrt(abs(x))", (Stretch(0.0, 0.0, of_value=False),)),
        ("softplus(x)", ()),
    ],
)
def test_what_is_not_finite_is_found_where_it_is(text: str, expected: tuple[Stretch, ...]) -> None:
    assert rough_places(own(text).create()).not_finite == expected


@pytest.mark.parametrize(
    "text", ["exp(exp(x))", "1/x", "x^x", "log(x)", "-1/x^2", "x^100", "sign(x)", "exp(x^2)", "3"]
)
def test_anything_typed_can_be_measured_without_a_warning(text: str) -> None:
    measure(own(text).create())


def test_what_has_no_value_anywhere_says_so() -> None:
    with pytest.raises(ValueError, match="nothing to measure"):
        measure(own("log(-1 - x^2)").create())


BUSY = [
    "+".join(f"abs(sin({k}x))" for k in range(1, 9)),
    "erf(" * 20 + "x" + ")" * 20,
    "where(x>a and x<b or not x>c, erf(exp(x))^20, x^100/(1+x^99)) + clip(tanh(x)*log(x*x+1), -3, 3)",
    "*".join(["(x+a)^7.5"] * 9),
]


class Counting(nn.Module):
    """A function that counts how often, and at how many points, it is computed."""

    def __init__(self, function: nn.Module) -> None:
        super().__init__()
        self.function, self.calls, self.points = function, 0, 0

    def forward(self, x: Tensor) -> Tensor:
        self.calls, self.points = self.calls + 1, self.points + x.numel()
        value: Tensor = self.function(x)
        return value


@pytest.mark.parametrize("formula", [*BUSY, "x", "sin(30x)", "clip(9*sin(20x), -1, 1)", "1/sin(9x)"])
def test_however_busy_a_formula_is_it_is_measured_in_few_passes(formula: str) -> None:
    assert_measured_in_few_passes(own(formula))


def assert_measured_in_few_passes(function: FunctionSpec) -> None:
    """Nothing is raised, no warning is given, and the function is computed a bounded number of times."""
    counting = Counting(function.create())
    survey = Survey.of(counting)
    with suppress(ValueError):  # it may have no value anywhere
        measure(counting, survey)
    rough_places(counting, survey)
    assert counting.calls <= 160
    assert counting.points <= 160_000


@pytest.mark.slow
@settings(deadline=None, max_examples=200)
@given(drawn=FORMULAS)
def test_any_formula_is_measured_in_few_passes_and_nothing_is_raised(drawn: Drawn) -> None:
    assert_measured_in_few_passes(own(drawn.text))


@pytest.mark.parametrize(
    "text",
    [
        *("sqrt(-x)", "log(-x)", "sqrt(x - 64)", "sqrt(-64 - x)", "log(x - 1e30)", "sqrt(1 - x^2)"),
        *("log(1 - abs(x))", "sqrt(sin(x))", "log(sin(100x))", "sqrt(-abs(x))", "1/x^100", "exp(1/x^2)"),
        *("where(x == 0.5, 1, sqrt(x - 1))", "x/x", "0/x", "1/(x - x)", "x == x", "sqrt(x)*sqrt(-x)"),
        *("1+4e-11*(sin(1e4*x)>0)", "sin(1e4x) > 0", "abs(sin(1e3x))", "exp(sin(1e6x))", "sin(1/x)"),
        *("log(abs(sin(9x)))", "1/sin(1e3x)", "x^x", "tanh(1e15x)", "1e-200*x", "1e30*x", "exp(exp(x))"),
    ],
)
def test_what_has_a_value_on_one_side_only_or_changes_all_the_time_is_measured_as_well(text: str) -> None:
    assert_measured_in_few_passes(own(text))


def test_no_formula_makes_pytorch_load_its_compiler() -> None:
    code = f"""if True:
        import sys
        from activations.catalogue import FunctionSpec
        from activations.measured.properties import measure
        measure(FunctionSpec("own", (), {BUSY[0]!r}, "Mine").create())
        assert "torch._dynamo" not in sys.modules
    """
    subprocess.run([sys.executable, "-c", code], check=True, timeout=120)


@pytest.mark.parametrize(
    "text",
    [
        f"max({', '.join(['x'] * 30)}) + max({', '.join(['x'] * 27)})",
        f"where({' and '.join(['x > 1'] * 9)}, x, max({', '.join(['x'] * 20)}))",
    ],
)
def test_what_is_too_large_in_one_spelling_is_refused_in_all(text: str) -> None:
    with pytest.raises(FormulaError, match="at most 60"):
        function_class(text)


def test_the_largest_formula_that_the_gate_lets_through_is_a_spec() -> None:
    largest = f"max({', '.join(['x'] * 30)})"
    assert own(own(largest).formula) == own(largest)
