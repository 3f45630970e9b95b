"""The page on dead neurons without a browser: its board, its stories, its buttons and its links."""

import functools

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from experiments.dead_neurons import remedies
from experiments.dead_neurons.unit_activity import unit_activity
from experiments.training.train import TrainingHistory, train
from pages.dead_neurons import ways_to_kill
from pages.dead_neurons.state import DeadNeuronsState
from tests.pages.lab import RUN_TAKES_AT_MOST, opened, state_of, warnings_of

pytestmark = pytest.mark.slow

QUICK = {"steps": "40", "width": "6", "depth": "3"}


def shown(app: AppTest) -> TrainingHistory:
    """Wait for the run, as the browser does, and return what the page then shows."""
    for run in state_of(app, DeadNeuronsState).runs["lamps"]:
        run.wait(RUN_TAKES_AT_MOST)
    app.run()
    assert not app.exception
    history = state_of(app, DeadNeuronsState).history
    assert history
    return history


def text_of(app: AppTest) -> str:
    return "\n".join(element.value for element in app.markdown)


def test_the_counts_below_the_board_are_those_of_the_run() -> None:
    app = opened("dead-neurons", **QUICK)
    found = unit_activity(shown(app))
    stretches = found.stretches()
    born, last = int(found.is_dead[0].sum()), int(found.is_dead[-1].sum())
    deaths = sum(each.begin > 0 for each in stretches)
    returns = sum(each.end is not None for each in stretches)
    assert f"Of 18 units, **{born} were born dead**" in text_of(app)
    assert f"died **{deaths} times** and came back **{returns} times**" in text_of(app)
    assert f"**{last} are dead at the end**" in text_of(app)
    assert deaths > 0


def test_the_story_of_a_dead_unit_names_the_update_that_killed_it() -> None:
    app = opened("dead-neurons", **QUICK)
    found = unit_activity(shown(app))
    death = next(each for each in found.stretches() if each.begin > 0 and each.end is None)
    app.slider("layer").set_value(death.layer + 1).run()
    app.slider("unit").set_value(death.unit + 1).run()
    size = found.updates[death.begin, death.layer, death.unit]
    assert f"Update {death.begin} killed it**; in it, its own weights and bias moved by {size:.2g}" in (
        text_of(app)
    )
    assert app.query_params.get("unit", "1") == str(death.unit + 1)


def test_the_buttons_lead_to_a_death_and_to_a_return() -> None:
    app = opened("dead-neurons", **QUICK)
    found = unit_activity(shown(app))
    app.button("go.return").click().run()
    step, layer, unit = (int(app.query_params[name]) for name in ("step", "layer", "unit"))
    assert found.is_dead[step - 1, layer - 1, unit - 1]
    assert not found.is_dead[step, layer - 1, unit - 1]
    app.button("go.deadliest").click().run()
    assert not app.exception
    step = int(app.query_params["step"])
    unit, layer = int(app.session_state["unit"]), int(app.session_state["layer"])
    assert found.is_dead[step, layer - 1, unit - 1]
    assert not found.is_dead[step - 1, layer - 1, unit - 1]


def test_a_unit_of_a_leaky_network_is_never_dead() -> None:
    app = opened("dead-neurons", **QUICK, function="leaky-relu", alpha="0.2")
    assert shown(app).spec.functions[0].label == "LeakyReLU α = 0.2"
    assert "is never dead" in text_of(app)
    assert app.button("go.deadliest").disabled
    assert app.button("go.return").disabled


def test_a_link_sets_the_way_to_kill() -> None:
    link = {"learning_rate": "0.05", "jolt": "30", "starting_bias": "-0.5", "optimiser": "sgd", "seed": "4"}
    app = opened("dead-neurons", **QUICK, **link, layer="3", unit="5", input="17", step="9")
    spec = shown(app).spec
    assert warnings_of(app) == []
    assert spec.rate_changes == ((20, 1.5), (21, 0.05))
    assert (spec.starting_bias, spec.optimiser, spec.seed) == (-0.5, "sgd", 4)
    assert [app.slider(name).value for name in ("layer", "unit", "input")] == [3, 5, 17]
    assert app.query_params["step"] == "9"


@pytest.mark.parametrize(
    ("name", "value"),
    [("layer", "9"), ("unit", "x"), ("input", "0"), ("jolt", "-1"), ("starting_bias", "7"), ("step", "1.5")],
)
def test_a_bad_link_gives_one_sentence_and_the_default(name: str, value: str) -> None:
    app = opened("dead-neurons", **QUICK, **{name: value})
    shown(app)
    (sentence,) = warnings_of(app)
    assert name in sentence


def test_the_buttons_set_all_controls_to_their_way() -> None:
    app = opened("dead-neurons", steps="30", optimiser="adam", seed="7")
    app.button("way.narrow").click().run()
    spec = shown(app).spec
    assert (spec.depth, spec.width, spec.learning_rate) == (10, 2, 0.05)
    assert (spec.optimiser, spec.seed, spec.steps) == ("momentum", 0, 200)


@pytest.mark.parametrize("way", [name for name in ways_to_kill.WAYS if name != "revival"])
def test_every_way_to_kill_kills_more_than_the_gentle_start(way: str) -> None:
    found = unit_activity(train(ways_to_kill.specification(ways_to_kill.WAYS[way])))
    assert found.is_dead[-1].mean() > dead_after_the_gentle_start() + 0.1


@functools.cache
def dead_after_the_gentle_start() -> float:
    """The share of units that are dead at the end of a run that nothing is done to."""
    gentle = unit_activity(train(ways_to_kill.specification({"learning_rate": 0.05})))
    return float(gentle.is_dead[-1].mean())


def test_the_way_with_a_return_has_a_unit_that_was_dead_for_long_and_lives_on() -> None:
    history = train(ways_to_kill.specification(ways_to_kill.WAYS["revival"]))
    found = unit_activity(history)
    lengths = [each.end - each.begin for each in found.stretches() if each.end is not None]
    assert max(lengths) >= 20
    assert np.isfinite(history.loss).all()


def finished(app: AppTest, name: str) -> str:
    """Wait for an experiment's runs, and return what the page then says."""
    asked = state_of(app, DeadNeuronsState).runs[name]
    for _ in range(RUN_TAKES_AT_MOST):
        if all(run.is_over for run in asked):
            break
        asked[-1].wait(1.0)
        app.run()  # a page that does not look gives its runs up
        asked = state_of(app, DeadNeuronsState).runs[name]
    app.run()
    assert not app.exception
    return text_of(app)


def test_nothing_is_measured_before_the_reader_asks() -> None:
    app = opened("dead-neurons", **QUICK)
    assert list(state_of(app, DeadNeuronsState).runs) == ["lamps"]


def test_the_two_remedies_stand_side_by_side_with_counts_and_a_correlation() -> None:
    text = finished(opened("dead-neurons", **QUICK, experiment="remedies"), "remedies")
    assert "Rank correlation" in text
    assert text.count("| learning rate |") == text.count("| initial bias |") == 1
    assert text.count(" of 10 |") == 7 + 6


def test_sgds_range_is_shown_with_the_one_that_was_looked_at_first() -> None:
    app = opened("dead-neurons", **QUICK, optimiser="sgd", experiment="remedies")
    text = finished(app, "remedies")
    (rates, _) = (run.ends for run in state_of(app, DeadNeuronsState).runs["remedies"])
    assert rates
    found = {run.learning_rate: ended[0] for run, ended in remedies.outcomes(rates).items()}
    for chosen in (remedies.RATES["sgd"], remedies.FIRST_LOOK["sgd"]):
        correlation = remedies.rank_correlation(chosen, [found[rate] for rate in chosen])
        assert f"**{correlation:+.2f}**".replace("-", "−") in text
    assert "first look at 0.01 to 1," in text
    assert text.count(" of 10 |") == 10 + 6


def test_every_way_to_rescue_is_a_row_with_its_count_of_starts() -> None:
    text = finished(opened("dead-neurons", **QUICK, alpha="0.3", experiment="rescues"), "rescues")
    ways = [
        *(
            "nothing: ReLU as it is",
            "LeakyReLU α = 0.3",
            "ELU",
            "Swish",
            "a tenth of the learning rate",
            "bias 0.01",
        ),
        *(
            "bias 0.1",
            "bias 0.5",
            "bias 1",
            "He initialisation",
            "Adam, learning rate 0.01",
            "batch normalisation",
        ),
    ]
    assert all(f"| {way} |" in text for way in ways)
    assert text.count(" of 10 |") == len(ways)


def test_the_chance_to_be_born_dead_is_told() -> None:
    app = opened("dead-neurons", **QUICK, experiment="born")
    assert not app.exception
    assert "of the ReLU networks of width 2 are born dead" in text_of(app)


def test_an_unknown_experiment_gives_one_sentence() -> None:
    (sentence,) = warnings_of(opened("dead-neurons", **QUICK, experiment="all"))
    assert "experiment" in sentence


def test_a_typed_function_has_a_board_like_any_other() -> None:
    app = opened("dead-neurons", **QUICK, f="max(x,0)", function="own")
    history = shown(app)
    assert warnings_of(app) == []
    assert history.spec.functions[0].label == "Mine"
    relu = unit_activity(shown(opened("dead-neurons", **QUICK)))
    # ReLU under another name, from its start
    assert (unit_activity(history).active[0] == relu.active[0]).all()
    app.button("go.deadliest").click().run()
    assert not app.exception


def test_a_typed_function_that_goes_leaves_relu() -> None:
    app = opened("dead-neurons", **QUICK, f="x*sigmoid(2x)", function="own")
    app.query_params["f"] = "x*"
    app.run()
    assert not app.exception
    assert app.session_state["function"] == "relu"


@pytest.mark.slow
@pytest.mark.parametrize("experiment", ["rescues", "recovery"])
def test_a_typed_function_joins_the_experiments(experiment: str) -> None:
    app = opened("dead-neurons", **QUICK, f="x*sigmoid(2x)", name="Gate", experiment=experiment)
    assert "Gate" in finished(app, experiment)


def test_an_experiment_that_is_too_large_gives_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("experiments.training.work.MOST_WORK", 0.5)
    (sentence,) = warnings_of(opened("dead-neurons", **QUICK, experiment="rescues"))
    assert "times the limit per visitor" in sentence
