"""The training page without a browser: starts, steps, going on, digits, and what it says of them."""

import pytest
from streamlit.testing.v1 import AppTest

from experiments.training.train import TrainingHistory, TrainingSpec
from pages.train.state import TrainState
from tests.pages.lab import RUN_TAKES_AT_MOST, opened, state_of, warnings_of

pytestmark = pytest.mark.slow

SMALL = {
    "functions": "tanh,relu",
    "depth": "2",
    "width": "4",
    "samples": "60",
    "batch_size": "20",
    "steps": "12",
}


def shown(app: AppTest) -> TrainingHistory:
    """Wait for the run, as the browser does, and return what the page then shows."""
    run = state_of(app, TrainState).run
    assert run
    run.wait(RUN_TAKES_AT_MOST)
    app.run()
    assert not app.exception
    history = state_of(app, TrainState).history
    assert history
    return history


def text_of(app: AppTest) -> str:
    shown(app)
    return "\n".join(element.value for element in app.markdown)


def test_several_starts_are_compared_in_a_sentence() -> None:
    app = opened("train", **SMALL, seeds="6")
    assert shown(app).spec.seeds == 6
    assert "of 6 runs" in text_of(app)
    assert "Holm" in text_of(app)


def test_few_starts_say_that_they_cannot_tell_luck() -> None:
    assert "take at least 6" in text_of(opened("train", **SMALL, seeds="2"))


def test_a_single_start_claims_no_lead() -> None:
    assert "lower loss" not in text_of(opened("train", **SMALL))


def test_who_ate_the_gradient_is_told_with_its_check() -> None:
    text = text_of(opened("train", **SMALL, closer="relu"))
    assert "**ReLU, step 12**" in text
    assert "Check: in double precision" in text


def test_the_steps_of_the_buttons_go_on_from_where_the_run_stands() -> None:
    app = opened("train", **SMALL)
    first = shown(app)
    app.button(key="run.one").click().run()
    assert shown(app).completed_steps == 13
    assert shown(app).loss[:13].tobytes() == first.loss.tobytes()
    app.button(key="run.ten").click().run()
    assert shown(app).completed_steps == 23
    assert app.query_params["course"] == "23:0.05"
    app.button(key="run.back").click().run()
    assert shown(app).completed_steps == 0
    assert warnings_of(app) == []


def test_another_rate_takes_over_where_the_run_stands() -> None:
    app = opened("train", **SMALL)
    first = shown(app)
    app.select_slider(key="learning_rate").set_value(0.5).run()
    app.button(key="run.on").click().run()
    history = shown(app)
    assert history.spec.rate_changes == ((12, 0.5),)
    assert history.completed_steps == 24
    assert history.loss[:13].tobytes() == first.loss.tobytes()
    assert app.query_params["course"] == "12:0.05,24:0.5"
    assert warnings_of(app) == []


def test_a_link_with_a_course_shows_that_course() -> None:
    history = shown(opened("train", **SMALL, course="5:0.1,9:0.2"))
    assert history.spec.learning_rate == 0.1
    assert history.spec.rate_changes == ((5, 0.2),)
    assert history.completed_steps == 9


def test_a_bad_course_gives_one_sentence_and_is_left_out() -> None:
    for course in ("9:0.1,5:0.2", "x", "5", "5000:0.1", "5:nan", "5:0.1,"):
        app = opened("train", **SMALL, course=course)
        assert len(warnings_of(app)) == 1, course
        assert shown(app).completed_steps == 12


def test_train_starts_over_and_a_new_start_takes_the_next_seeds() -> None:
    app = opened("train", **SMALL, seeds="3", course="9:0.2")
    app.button(key="run.new").click().run()
    assert (shown(app).spec.seed, shown(app).completed_steps) == (3, 12)
    assert "course" not in app.query_params


def test_digits_are_learned_with_test_points_and_a_table_instead_of_a_map() -> None:
    app = opened("train", **SMALL, dataset="digits", test_share="0.2")
    history = shown(app)
    assert history.spec.layer_widths == (64, 4, 4, 10)
    assert history.dataset.training == 48
    alts = [chart.proto.alt for chart in app.get("plotly_chart")]
    assert sum("right answers lie on the diagonal" in alt for alt in alts) == 1
    assert not any("One map a function" in alt for alt in alts)


def test_every_control_of_the_specification_is_read_from_the_link() -> None:
    link = {"weight_decay": "0.01", "data_seed": "4", "test_share": "0.25", "noise": "0.3", "seed": "9"}
    spec = shown(opened("train", **SMALL, **link)).spec
    default = TrainingSpec()
    for name, value in link.items():
        assert getattr(spec, name) == float(value) != getattr(default, name)


def test_an_explosion_is_told_with_what_helps() -> None:
    wild = {
        "functions": "elu",
        "depth": "8",
        "initialisation": "normal",
        "weight_scale": "3",
        "learning_rate": "10",
    }
    app = opened("train", **(SMALL | wild))
    shown(app)
    (sentence,) = (info.value for info in app.info)
    assert "exploded at step" in sentence
    assert "smaller weights help" in sentence
    assert "went on" not in sentence, "there is no other network"


@pytest.mark.parametrize(("functions", "went_on"), [("elu,tanh", 1), ("elu,leaky-relu", 0)])
def test_the_other_networks_are_said_to_have_gone_on_where_one_did(functions: str, went_on: int) -> None:
    wild = {"depth": "8", "initialisation": "normal", "weight_scale": "3", "learning_rate": "10"}
    app = opened("train", **(SMALL | wild | {"functions": functions}))
    exploded = {failure.network for failure in shown(app).failures}
    assert len(exploded) == 2 - went_on
    (sentence,) = (info.value for info in app.info)
    assert sentence.count("The other networks went on.") == went_on


def test_the_batch_and_the_points_stay_when_their_limits_move() -> None:
    app = opened("train", **(SMALL | {"batch_size": "50"}))
    for name, value in (("test_share", 0.1), ("test_share", 0.0), ("samples", 59), ("samples", 70)):
        app.slider(name).set_value(value).run()
        assert app.slider("batch_size").value == 50
    app.slider("samples").set_value(40).run()
    assert app.slider("batch_size").value == 40
    for dataset in ("digits", "moons"):
        app.selectbox(key="dataset").set_value(dataset).run()
        assert app.slider("samples").value == 40


def test_a_vanished_gradient_is_told_with_links_to_what_saves_it() -> None:
    app = opened("train", functions="sigmoid", steps="120")
    shown(app)
    (sentence,) = (info.value for info in app.info)
    assert "**Sigmoid has not learned**" in sentence
    assert "/train?functions=sigmoid&optimiser=adam" in sentence


def test_a_functions_parameter_in_the_link_is_trained() -> None:
    app = opened("train", functions="relu,leaky-relu", alpha="0.2", depth="2", width="2", steps="5")
    assert [each.label for each in shown(app).spec.functions] == ["ReLU", "LeakyReLU α = 0.2"]


def test_a_rate_in_the_link_keeps_all_its_digits() -> None:
    app = opened("train", functions="relu", learning_rate="0.0123456789", depth="2", width="2", steps="5")
    assert shown(app).spec.learning_rate == 0.0123456789
    assert app.query_params["learning_rate"] in ("0.0123456789", ["0.0123456789"])
