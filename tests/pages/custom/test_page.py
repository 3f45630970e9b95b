"""The page for typed functions: what is typed appears, what is wrong is said, and other pages take it."""

import time

import pytest

from activations.catalogue import NOTES, FunctionSpec
from content.loader import page as page_text
from experiments.claims.examining import ask
from experiments.claims.running import Examination
from experiments.training.train import TrainingSpec, train
from pages.custom import beat, editor
from tests.activations.formula.limits import nested
from tests.pages.lab import opened, switched, tables_of, warnings_of
from ui import examinations, own_questions, verdicts

pytestmark = pytest.mark.slow

HOSTILE = [
    "__import__('os')",
    "<script>alert(1)</script>",
    "x" * 5_000,
    "9**9**9**9",
    "x\x00\u202e",
    "(" * 300,
]


def test_the_page_starts_with_a_formula_and_its_slider() -> None:
    app = opened("make-your-own")
    assert not app.exception
    assert app.text_input(key="f").value == editor.START
    assert app.slider(key="f_beta").value == 1.0
    assert r"x \, \sigma\left(\beta \, x\right)" in app.latex[0].value
    assert "Kinks" in tables_of(app)


def test_a_link_brings_formula_name_and_parameters() -> None:
    app = opened("make-your-own", f="a * max(0, x)", name="Anna", f_a="2.5", x="-2")
    assert not app.exception
    assert (app.slider(key="f_a").value, app.slider(key="x").value) == (2.5, -2.0)
    assert any("class Anna(ActivationFunction):" in each.value for each in app.code)
    assert any("def __init__(self, a=2.5):" in each.value for each in app.code)


def test_what_is_wrong_is_said_at_its_place_and_the_last_good_formula_stays() -> None:
    app = opened("make-your-own", f="sin(x)")
    app.text_input(key="f").set_value("x * (x + 1").run()
    (sentence,) = [each.value for each in app.error]
    assert "character 5" in sentence
    assert "A bracket is open at 5." in sentence
    assert app.code[0].value == "x * (x + 1\n    ▲"
    assert r"\sin" in app.latex[0].value
    assert app.text_input(key="f").value == "x * (x + 1"


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("page", ["make-your-own", "compare"])
def test_a_hostile_link_gets_one_sentence(page: str, text: str) -> None:
    app = opened(page, f=text)
    assert not app.exception
    said = [each.value for each in app.error] + warnings_of(app)
    assert len(said) == 1
    assert not set(said[0]) & set("<>$[]\\\x00\u202e")


@pytest.mark.parametrize("name", ["ReLU", "<b>", "a b", "class", "print"])
def test_a_name_that_is_not_allowed_leaves_the_last_good_one(name: str) -> None:
    app = opened("make-your-own", name=name)
    assert len(app.error) == 1
    assert any("class Mine(ActivationFunction):" in each.value for each in app.code)


@pytest.mark.parametrize("formula", editor.GALLERY.values(), ids=editor.GALLERY)
def test_every_starting_point_can_be_shown(formula: str) -> None:
    app = opened("make-your-own", f=formula)
    assert not app.exception
    assert not app.error
    assert "Range" in tables_of(app)


@pytest.mark.parametrize(
    "formula",
    [
        "1/x",
        "log(x)",
        "exp(exp(x))",
        "x^x",
        "3",
        "log(-1 - x^2)",
        "x > 0",
        "100 + x",
        "x^100",
        "x^-100",
        "1e30*x",
    ],
)
def test_functions_that_misbehave_are_shown_too(formula: str) -> None:
    small = {"functions": "own", "depth": "2", "width": "4"}
    for page, settings in (
        ("make-your-own", {}),
        ("compare", {}),
        ("signal-flow", small),
        ("train", small | {"steps": "5"}),
    ):
        app = opened(page, f=formula, **settings)
        assert not app.exception, page
        assert not app.error, page


@pytest.mark.parametrize("form", ["clip(x, 0, #)", "clip(#, 0, x)", "erf(#)", "2 ^ #"])
def test_of_a_derivative_that_is_too_long_to_be_read_the_page_says_so(form: str) -> None:
    app = opened("make-your-own", f=nested(form)[-1])
    assert not app.exception
    assert len(app.latex) == 1
    assert page_text("own").texts["formula.too-long"] in [each.value for each in app.markdown]


def test_compare_offers_the_typed_function_beside_the_others() -> None:
    app = opened("compare", f="a * max(0, x)", name="Anna", f_a="2")
    assert not app.exception
    assert warnings_of(app) == []
    assert app.session_state["functions"] == [*NOTES, "own"]
    rows = app.dataframe[0].value.iloc[:, 0].tolist()
    assert rows[-1] == "Anna a = 2"


def test_a_link_chooses_the_typed_function_among_others() -> None:
    app = opened("compare", f="max(0, x)", functions="relu,own")
    assert app.session_state["functions"] == ["relu", "own"]
    assert dict(app.query_params)["functions"] in ("relu,own", ["relu,own"])


def test_a_function_made_in_this_session_is_offered_on_the_other_pages_and_in_their_address() -> None:
    app = opened("make-your-own", f="sin(omega * x)", name="Anna", f_omega="2")
    app.query_params.clear()
    switched(app, "compare")
    app.run()
    assert "own" in app.session_state["functions"]
    assert {name: app.query_params[name] for name in ("f", "name", "f_omega")} == {
        "f": "sin(omega * x)",
        "name": "Anna",
        "f_omega": "2",
    }


def test_the_race_tells_a_difference_from_luck() -> None:
    functions = ("swish", "own:Dead=max(0, x - 30)", "own:Twin=x * sigmoid(x)")
    spec = TrainingSpec(functions=functions, seeds=10, depth=1, width=6, samples=60, batch_size=20, steps=60)  # type: ignore[arg-type]
    history = train(spec)
    dead, twin = beat.own_pairings(history)[0], beat.own_pairings(history)[1]
    assert twin.second.title == "Dead"
    assert (dead.first.title, dead.second.key) == ("Twin", "swish")
    assert beat.kind_of(dead) == "luck"
    assert beat.kind_of(twin) == "better"
    assert "Nobody can say" in beat.verdict(dead)
    assert "Yes, here: Twin" in beat.verdict(twin)
    assert "No: Twin" in beat.verdict(twin.reversed())


def test_a_race_that_a_server_has_forgotten_is_missed_in_a_sentence() -> None:
    lost = page_text("own").texts["beat.lost"]
    app = opened("make-your-own", f="max(0, x)")
    assert lost not in [each.value for each in app.info]
    app.button(key="beat").click().run()
    address = dict(app.query_params)
    assert lost not in [each.value for each in app.info]
    later = opened("make-your-own", **address)  # the same tab, whose session is gone
    assert lost in [each.value for each in later.info]
    later.button(key="beat").click().run()
    assert lost not in [each.value for each in later.info]


def test_the_curve_answers_the_notes_questions_at_once_and_follows_the_formula() -> None:
    app = opened("make-your-own", f="clip(x, -1, 1)")
    rows = {row.split(" | ")[0].strip("| "): row for row in tables_of(app).splitlines()}
    assert "does not hold" not in rows["All its values lie within −1 and 1"]
    app.text_input(key="f").set_value("3x").run()
    rows = {row.split(" | ")[0].strip("| "): row for row in tables_of(app).splitlines()}
    assert "does not hold" in rows["All its values lie within −1 and 1"]


def test_networks_are_asked_on_a_button_and_their_answers_stay_until_the_function_changes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    labels = page_text("own").texts
    monkeypatch.setattr(own_questions, "questions", lambda: ["relu-dead", "sigmoid-small-gradients"])
    app = opened("make-your-own", f="max(0, x)")
    assert labels["ask.relu-dead"] not in tables_of(app)
    app.button(key="ask").click().run()
    deadline = time.monotonic() + 120
    while "ask-stop" in {button.key for button in app.button} and time.monotonic() < deadline:
        app.run()
    assert labels["ask.sigmoid-small-gradients"] in tables_of(app)
    verdict = ask("relu-dead", FunctionSpec("relu"))
    assert verdicts.measured_of(verdict.findings.cases[-1].measured) in tables_of(app)
    assert labels["ask.stale"] not in [each.value for each in app.caption]
    app.text_input(key="f").set_value("tanh(x)").run()
    assert labels["ask.stale"] in [each.value for each in app.caption]


def test_questions_under_way_can_be_cancelled(monkeypatch: pytest.MonkeyPatch) -> None:
    waiting = Examination(("relu-dead", 0, None))
    monkeypatch.setattr(examinations.examiner(), "ask", lambda *question: waiting)
    app = opened("make-your-own")
    app.button(key="ask").click().run()
    app.button(key="ask-stop").click().run()
    assert waiting.cancelled.is_set()
    assert app.button(key="ask")
