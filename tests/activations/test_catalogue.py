"""The catalogue, and specifications that survive the address bar."""

import dataclasses
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from activations import catalogue
from activations.base import ActivationFunction, Hyperparameter
from activations.catalogue import CATALOGUE, NOTES, FunctionSpec, create
from activations.entry import Entry
from activations.functions.leaky_relu import LeakyReLU

ALL = "sigmoid, tanh, relu, leaky-relu, elu, swish, gelu, selu, softplus, mish"


@st.composite
def specs(draw: st.DrawFn) -> FunctionSpec:
    """Any function with any allowed values, some given and some not."""
    entry = draw(st.sampled_from(list(CATALOGUE.values())))
    given_ones = [each for each in entry.function_class.hyperparameters if draw(st.booleans())]
    return FunctionSpec(entry.key, tuple((p.name, draw(st.floats(p.low, p.high))) for p in given_ones))


def test_the_six_functions_come_in_the_order_of_the_notes() -> None:
    assert NOTES == ("sigmoid", "tanh", "relu", "leaky-relu", "elu", "swish")
    assert tuple(CATALOGUE) == (*NOTES, "gelu", "selu", "softplus", "mish")
    assert [entry.key for entry in CATALOGUE.values()] == list(CATALOGUE)


def test_an_entry_knows_its_title_and_address() -> None:
    entry = CATALOGUE["leaky-relu"]
    assert (entry.key, entry.function_class) == ("leaky-relu", LeakyReLU)
    assert (entry.title, entry.address) == ("LeakyReLU", "/leaky-relu")


def test_the_catalogue_cannot_be_changed() -> None:
    with pytest.raises(TypeError):
        cast(dict[str, Entry], CATALOGUE)["relu"] = CATALOGUE["elu"]
    assert isinstance(CATALOGUE, Mapping)


def test_create_makes_the_module_with_its_parameters() -> None:
    function = create("leaky-relu", alpha=0.2)
    assert isinstance(function, LeakyReLU)
    assert function.config["alpha"] == 0.2


@pytest.mark.parametrize(
    ("key", "parameters", "message"),
    [
        ("softsign", {}, f"There is no function 'softsign'; there are {ALL}."),
        (
            "Sigmoid",
            {},
            f"There is no function 'Sigmoid'; there are {ALL}.",
        ),
        ("relu", {"alpha": 0.1}, "ReLU takes no parameters; 'alpha' is unknown."),
        ("swish", {"alpha": 0.1}, "Swish takes beta; 'alpha' is unknown."),
        ("elu", {"alpha": 0.0}, "alpha goes from 0.1 to 3; 0 is outside."),
    ],
)
def test_what_is_not_allowed_is_refused_by_naming_what_is(
    key: str, parameters: dict[str, float], message: str
) -> None:
    with pytest.raises(ValueError) as from_create:
        create(key, **parameters)
    with pytest.raises(ValueError) as from_spec:
        FunctionSpec(key, tuple(parameters.items()))
    assert str(from_create.value) == str(from_spec.value) == message


@settings(deadline=None)
@given(spec=specs())
def test_a_spec_comes_back_from_its_text(spec: FunctionSpec) -> None:
    again = FunctionSpec.parse(str(spec))
    assert again == spec
    assert hash(again) == hash(spec)
    assert again.create().config == spec.create().config


KEYBOARD = st.characters(min_codepoint=0, max_codepoint=127) | st.sampled_from("αβ−∞²")
NEAR_MISSES = st.builds(
    "{}:beta={}".format, st.sampled_from(["swish", "elu"]), st.floats() | st.text(KEYBOARD)
)


@settings(deadline=None)
@given(text=st.text(KEYBOARD, max_size=30) | NEAR_MISSES)
def test_any_text_is_a_spec_or_a_value_error(text: str) -> None:
    try:
        spec = FunctionSpec.parse(text)
    except ValueError as error:
        assert str(error).endswith(".")
    else:
        assert FunctionSpec.parse(str(spec)) == spec


def test_values_at_their_default_are_dropped_so_that_equal_functions_are_equal() -> None:
    assert FunctionSpec("leaky-relu", (("alpha", 0.01),)) == FunctionSpec("leaky-relu")
    assert len({FunctionSpec.parse("swish"), FunctionSpec.parse("swish:beta=1"), FunctionSpec("swish")}) == 1
    assert FunctionSpec.parse("swish:beta=2") != FunctionSpec.parse("swish")


def test_whole_numbers_and_floats_make_the_same_spec() -> None:
    whole: tuple[tuple[str, Any], ...] = (("alpha", 2),)
    assert FunctionSpec("elu", whole) == FunctionSpec("elu", (("alpha", 2.0),))
    assert str(FunctionSpec("elu", whole)) == "elu:alpha=2"


class Line(ActivationFunction):
    """A function with two parameters, which none of the six has."""

    hyperparameters = (
        Hyperparameter("slope", "m", low=-5, high=5, step=1, default=1, meaning="slope"),
        Hyperparameter("offset", "c", low=-5, high=5, step=1, default=0, meaning="value at zero"),
    )


def test_two_parameters_are_one_spec_in_either_order(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        catalogue, "CATALOGUE", {"line": replace(CATALOGUE["relu"], key="line", function_class=Line)}
    )
    spec = FunctionSpec.parse("line:slope=2;offset=0.5")
    assert spec == FunctionSpec.parse("line:offset=0.5;slope=2")
    assert (str(spec), spec.label) == ("line:offset=0.5;slope=2", "Line c = 0.5, m = 2")
    assert str(FunctionSpec.parse("line:slope=2;offset=0")) == "line:slope=2"


@pytest.mark.parametrize(
    ("text", "title", "label"),
    [
        ("leaky-relu:alpha=0.2", "LeakyReLU", "LeakyReLU α = 0.2"),
        ("leaky-relu", "LeakyReLU", "LeakyReLU"),
        ("swish:beta=10", "Swish", "Swish β = 10"),
        ("tanh", "Tanh", "Tanh"),
    ],
)
def test_a_label_shows_what_differs_from_the_default(text: str, title: str, label: str) -> None:
    spec = FunctionSpec.parse(text)
    assert (str(spec), spec.title, spec.label) == (text, title, label)


@pytest.mark.parametrize(
    "text", ["elu:", "elu:alpha", "elu:alpha=", "elu:alpha=two", "elu:alpha=1;", "elu:=", "elu:alpha=1=1"]
)
def test_a_parameter_in_another_form_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(ValueError, match=r"A parameter is written like alpha=0\.2"):
        FunctionSpec.parse(text)


def test_a_parameter_given_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="is given once"):
        FunctionSpec.parse("elu:alpha=1;alpha=2")


def test_a_spec_is_frozen() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        FunctionSpec("elu").key = "tanh"  # type: ignore[misc]
