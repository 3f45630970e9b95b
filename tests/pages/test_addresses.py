"""What a link says reaches the widgets; what it may not say gets one sentence and the default."""

import pytest

from activations.base import Hyperparameter
from activations.catalogue import CATALOGUE
from experiments.training.train import TrainingSpec
from tests.pages.lab import PAGES, opened, warnings_of

BAD_NUMBERS = {
    "above": "7",
    "below": "-9",
    "not a number": "nan",
    "infinite": "inf",
    "minus infinite": "-inf",
    "empty": "",
    "word": "abc",
    "HTML": "<b>x</b>",
    "script": "<script>alert(1)</script>",
    "Markdown": "[click](javascript:alert)",
    "LaTeX": "$x$",
    "very long": "x" * 10_000,
    "very long number": "9" * 10_000,
    "null": "\0",
}
PARAMETERS = [
    pytest.param(key, parameter, id=f"{key}-{parameter.name}")
    for key, entry in CATALOGUE.items()
    for parameter in entry.function_class.hyperparameters
]


@pytest.mark.parametrize("name", PAGES)
def test_page_opens_without_an_exception_or_a_warning(name: str) -> None:
    app = opened(name)
    assert not app.exception
    assert warnings_of(app) == []
    assert len(app.title) == 1


@pytest.mark.parametrize(("key", "parameter"), PARAMETERS)
def test_link_sets_the_parameter_and_the_probe(key: str, parameter: Hyperparameter) -> None:
    app = opened(key, **{parameter.name: str(parameter.low), "x": "-2.5"})
    assert app.slider(parameter.name).value == parameter.low
    assert app.slider("x").value == -2.5
    assert warnings_of(app) == []


@pytest.mark.parametrize("value", BAD_NUMBERS.values(), ids=BAD_NUMBERS.keys())
def test_bad_parameter_gives_one_sentence_and_the_default(value: str) -> None:
    app = opened("leaky-relu", alpha=value)
    (sentence,) = warnings_of(app)
    assert not app.exception
    assert "alpha" in sentence
    assert "0 to 1" in sentence
    assert app.slider("alpha").value == 0.01


@pytest.mark.parametrize("value", [BAD_NUMBERS["HTML"], BAD_NUMBERS["Markdown"], BAD_NUMBERS["LaTeX"]])
def test_sentence_repeats_no_mark_that_could_be_read_as_markup(value: str) -> None:
    (sentence,) = warnings_of(opened("leaky-relu", alpha=value))
    assert not set("<>[]()$*_`") & set(sentence)


def test_sentence_stays_short_whatever_the_link_says() -> None:
    (sentence,) = warnings_of(opened("leaky-relu", alpha="x" * 10_000))
    assert len(sentence) < 250


@pytest.mark.parametrize(("key", "parameter"), PARAMETERS)
def test_value_beyond_the_slider_is_refused(key: str, parameter: Hyperparameter) -> None:
    app = opened(key, **{parameter.name: str(parameter.high * 2)})
    (sentence,) = warnings_of(app)
    assert f"{parameter.low:g} to {parameter.high:g}" in sentence
    assert app.slider(parameter.name).value == parameter.default


@pytest.mark.parametrize("value", ["8.01", "nan", ""])
def test_bad_probe_gives_one_sentence_and_the_default(value: str) -> None:
    app = opened("sigmoid", x=value)
    assert len(warnings_of(app)) == 1
    assert app.slider("x").value == 1.0


def test_two_bad_values_give_a_sentence_each() -> None:
    assert len(warnings_of(opened("leaky-relu", alpha="7", x="nan"))) == 2


@pytest.mark.parametrize("page", ["compare", "train"])
def test_unknown_function_gives_one_sentence_and_the_others_stay(page: str) -> None:
    app = opened(page, functions="tanh,softmax")
    (sentence,) = warnings_of(app)
    assert not app.exception
    assert "softmax" in sentence
    assert app.session_state["functions"] == ["tanh"]


@pytest.mark.parametrize("page", ["compare", "train"])
def test_link_chooses_the_functions(page: str) -> None:
    app = opened(page, functions="relu,tanh")
    assert warnings_of(app) == []
    assert set(app.session_state["functions"]) == {"relu", "tanh"}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("depth", "99"),
        ("depth", "2.5"),
        ("width", "nan"),
        ("learning_rate", "-1"),
        ("learning_rate", "<b>"),
        ("dataset", "iris"),
        ("optimiser", ""),
        ("initialisation", "x" * 10_000),
        ("seed", "inf"),
        ("steps", "1e99"),
    ],
)
def test_bad_training_setting_gives_one_sentence_and_the_default(name: str, value: str) -> None:
    app = opened("train", steps="5", **{name: value}) if name != "steps" else opened("train", steps=value)
    (sentence,) = warnings_of(app)
    assert not app.exception
    assert name in sentence
    assert app.session_state[name] == getattr(TrainingSpec(), name)


def test_link_sets_the_training() -> None:
    app = opened("train", depth="2", dataset="xor", optimiser="adam", steps="7", seed="3", functions="relu")
    assert not app.exception
    assert warnings_of(app) == []
    assert {name: app.session_state[name] for name in ("depth", "dataset", "optimiser", "steps", "seed")} == {
        "depth": 2,
        "dataset": "xor",
        "optimiser": "adam",
        "steps": 7,
        "seed": 3,
    }
