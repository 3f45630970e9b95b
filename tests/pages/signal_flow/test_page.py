"""The page of untrained networks without a browser: what it says, what a link sets, and the sealed guess."""

import re

import pytest
from streamlit.testing.v1 import AppTest

from experiments.signal_flow.flow import LIMITS, SignalFlowSpec
from tests.pages.lab import opened, warnings_of

pytestmark = pytest.mark.slow

SMALL = {"functions": "tanh,relu", "depth": "4", "width": "8", "seeds": "2"}


def text_of(app: AppTest) -> str:
    assert not app.exception
    return "\n".join(element.value for element in app.markdown)


def test_the_page_says_how_wide_the_forecast_has_to_be() -> None:
    narrow, wide = (
        text_of(opened("signal-flow", **{**SMALL, "width": width, "seeds": "6"})) for width in ("4", "64")
    )
    spreads = [
        [float(number) for number in re.findall(r"between ([0-9.]+) and ([0-9.]+) times", text)[0]]
        for text in (narrow, wide)
    ]
    assert spreads[0][1] / spreads[0][0] > 2 * spreads[1][1] / spreads[1][0]


def test_who_ate_the_gradient_is_told_for_every_function() -> None:
    text = text_of(opened("signal-flow", **SMALL))
    assert re.search(r"Tanh weights [+−][0-9.]+, slopes −[0-9.]+; ReLU weights", text)


def test_the_gains_stand_beside_those_of_pytorch() -> None:
    table = opened("signal-flow", **{**SMALL, "depth": "10"}).dataframe[0].value
    relu = table.set_index("Function").loc["ReLU"]
    assert relu["flat at"] == pytest.approx(2**0.5, rel=1e-4)
    assert relu["calculate_gain"] == pytest.approx(2**0.5)
    assert relu["1/√E[f′²]"] == pytest.approx(2**0.5)
    assert relu["Rules in between"] == "He"


@pytest.mark.parametrize("initialisation", ["pytorch", "he", "xavier"])
def test_the_slider_can_stand_on_hes_size_whatever_the_rule(initialisation: str) -> None:
    app = opened("signal-flow", **SMALL, initialisation=initialisation)
    options = [float(option) for option in app.select_slider(key="scale").options]
    base = {"pytorch": 3**-0.5, "he": 2**0.5, "xavier": 1.0}[initialisation]
    assert min(abs(base * option / 2**0.5 - 1) for option in options) < 1e-3


def test_link_sets_the_networks() -> None:
    app = opened("signal-flow", **SMALL, scale="1.7", dataset="digits", initialisation="orthogonal")
    assert warnings_of(app) == []
    assert app.select_slider(key="scale").value == 1.7
    assert (app.session_state["dataset"], app.session_state["initialisation"]) == ("digits", "orthogonal")
    assert app.session_state["depth"] == 4


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("depth", "31"),
        ("width", "2"),
        ("scale", "<b>"),
        ("bias_scale", "-1"),
        ("dataset", "own"),
        ("seeds", "inf"),
    ],
)
def test_bad_setting_gives_one_sentence_and_the_default(name: str, value: str) -> None:
    app = opened("signal-flow", **({"functions": "relu", "depth": "2", "seeds": "1"} | {name: value}))
    (sentence,) = warnings_of(app)
    assert not app.exception
    assert name in sentence
    field = "weight_scale" if name == "scale" else name
    assert app.session_state[name] == getattr(SignalFlowSpec(), field)


def test_no_function_asks_for_one() -> None:
    app = opened("signal-flow", **SMALL)
    app.pills("functions").set_value([]).run()
    assert not app.exception
    assert [info.value for info in app.info] == ["Choose at least one function."]


def test_nothing_is_told_before_the_guess_is_made() -> None:
    app = opened("signal-flow", **SMALL, show="guess")
    text = text_of(app)
    assert "where does it stand in each layer?" in text
    assert "How wide" not in text
    assert "slopes" not in text
    assert not app.dataframe


def test_a_link_brings_a_guess_that_was_made_and_its_distance() -> None:
    app = opened("signal-flow", **SMALL, show="guess", guess="-1,-1,-1,-9")
    found = re.search(r"is ([0-9.]+) powers of ten away", text_of(app))
    assert found
    assert float(found[1]) > 1
    assert "in layer 4, where it is farthest" in text_of(app)
    app.button(key="guess-again").click().run()
    assert "where does it stand in each layer?" in text_of(app)
    assert "guess" not in app.query_params


@pytest.mark.parametrize("guess", ["x", "-1,nan,1,1", "-99,1,1,1", "1," * 40 + "1", "<script>"])
def test_a_guess_that_is_none_gives_one_sentence_and_stays_sealed(guess: str) -> None:
    app = opened("signal-flow", **SMALL, show="guess", guess=guess)
    (sentence,) = warnings_of(app)
    assert "guess" in sentence
    assert "where does it stand" in text_of(app)


def test_the_limits_of_the_page_are_those_of_the_specification() -> None:
    app = opened("signal-flow", **SMALL)
    for name in ("depth", "width", "seeds"):
        assert (app.slider(name).min, app.slider(name).max) == (LIMITS[name].low, LIMITS[name].high)


def test_every_parameter_has_a_slider_that_a_link_sets() -> None:
    link = {"functions": "relu,leaky-relu,elu,swish", "alpha": "0.3", "elu_alpha": "2", "beta": "4"}
    app = opened("signal-flow", **(SMALL | link))
    assert warnings_of(app) == []
    assert [app.slider(name).value for name in ("alpha", "elu_alpha", "beta")] == [0.3, 2.0, 4.0]
    assert app.dataframe[0].value["Function"].tolist() == [
        *("ReLU", "LeakyReLU α = 0.3", "ELU α = 2", "Swish β = 4"),
    ]
    app.slider("elu_alpha").set_value(1.0).run()
    assert "ELU" in app.dataframe[0].value["Function"].tolist()
    assert {"alpha", "elu_alpha", "beta"}.isdisjoint(
        each.key for each in opened("signal-flow", **SMALL).slider
    )


def test_a_typed_function_joins_as_any_other() -> None:
    app = opened("signal-flow", **(SMALL | {"f": "x*sigmoid(2x)", "functions": "swish,own", "beta": "2"}))
    assert warnings_of(app) == []
    table = app.dataframe[0].value.set_index("Function")
    assert table.index.tolist() == ["Swish β = 2", "Mine"]
    numbers = ["halves at", "flat at", "doubles at", "1/√E[f′²]"]
    # the same function under two names: the same forecast
    assert table.loc["Mine", numbers].tolist() == pytest.approx(
        table.loc["Swish β = 2", numbers].tolist(), rel=1e-6
    )
    assert re.search(r"Mine weights [+−][0-9.]+, slopes", text_of(app))
    with_guess = opened(
        "signal-flow", **(SMALL | {"f": "x*sigmoid(2x)", "functions": "own", "show": "guess"})
    )
    assert "of Mine: where does it stand" in text_of(with_guess)


def test_a_formula_that_is_refused_gives_one_sentence() -> None:
    app = opened("signal-flow", **SMALL, f="__import__('os')")
    text_of(app)
    assert len(warnings_of(app)) == 1
