"""What the text promises is what arithmetic and training give."""

from dataclasses import replace
from functools import cache
from urllib.parse import parse_qsl, urlsplit

import numpy as np
import pytest

from activations.catalogue import NOTES, FunctionSpec
from content.loader import function_page, look_up, page
from experiments.signal_flow.flow import SignalFlowSpec, sizes
from experiments.train_results.decision_maps import decision_maps
from experiments.training.train import TrainingHistory, TrainingSpec, train
from tests.content.corpus import KEYS
from tests.content.independent import answer, kept
from ui.prose import measured

pytestmark = pytest.mark.slow

CHANCE = 0.6
LEARNED = 0.85


@pytest.mark.parametrize("key", KEYS)
def test_exactly_one_option_agrees_with_an_independent_number(key: str) -> None:
    prediction = function_page(key).prediction
    measured = answer(key, prediction.asks)
    assert len(prediction.answers(measured)) == 1
    assert prediction.answers(1.3 * measured) != prediction.answers(measured)


def test_ten_predictions_ask_ten_different_things() -> None:
    assert len({function_page(key).prediction.asks for key in KEYS}) == len(KEYS)


# What texts about another function say that ten wide layers keep, by function and n · Var(w): LeCun 1, He 2.
STATED = {("relu", 1.0): 0.04, ("relu", 2.0): 1.0, ("swish", 1.0): 0.003, ("swish", 2.0): 0.19}


@pytest.mark.parametrize(("key", "variance"), STATED)
def test_what_ten_wide_layers_are_said_to_keep_is_what_they_keep(key: str, variance: float) -> None:
    assert kept(key, variance, 10) == pytest.approx(STATED[key, variance], rel=0.11)


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize(("rule", "variance"), [("he", 2.0), ("lecun", 1.0)])
def test_what_a_page_says_that_ten_wide_layers_keep_is_what_they_keep(
    key: str, rule: str, variance: float
) -> None:
    stated, per_layer = (
        look_up(f"{name}_{rule}(10)", measured(FunctionSpec(key))) for name in ("kept", "factor")
    )
    assert stated == pytest.approx(kept(key, variance, 10), rel=0.03)
    assert per_layer**9 == pytest.approx(stated)


def address_of(claim_id: str) -> str:
    """Where a claim's button leads."""
    texts = [function_page(key) for key in KEYS]
    return next(each.open or "" for text in texts for each in text.claims + text.facts if each.id == claim_id)


def run(address: str) -> TrainingHistory:
    """The whole run that this address asks for."""
    return trained(specification(address))


def start(address: str) -> TrainingHistory:
    """The same run, stopped after one step."""
    return trained(replace(specification(address), steps=1))


def specification(address: str) -> TrainingSpec:
    given = dict(parse_qsl(urlsplit(address).query))
    slope = {"leaky-relu": f"leaky-relu:alpha={given.pop('alpha', 0.01)}"}  # what the page's slider sets
    keys = given.pop("functions").split(",")
    settings: dict[str, object] = {"functions": tuple(slope.get(key, key) for key in keys)}
    for name, text in given.items():
        settings[name] = text if text.isalpha() else float(text) if "." in text else int(text)
    return TrainingSpec(**settings)  # type: ignore[arg-type]


@cache
def trained(spec: TrainingSpec) -> TrainingHistory:
    return train(spec)


def decades_lost(history: TrainingHistory, network: int = 0) -> float:
    """How many powers of ten the error signal loses from the last hidden layer to the first, at the start."""
    first, last = history.error_signal[0, network, [0, -2]]
    return float(np.log10(last / first))


def dead_units_over_starts(spec: TrainingSpec) -> float:
    """The share of dead units at the end of a run, as the median over ten starts."""
    return float(np.nanmedian(trained(replace(spec, seeds=10)).dead_fraction[-1].mean(axis=-1)))


def test_sigmoid_hidden_shows_chance_beside_learning() -> None:
    sigmoid, tanh = run(address_of("sigmoid-hidden")).accuracy[-1]
    assert sigmoid < CHANCE
    assert tanh > LEARNED


def test_sigmoid_small_gradients_shows_a_far_smaller_first_layer() -> None:
    sigmoid, tanh = start(address_of("sigmoid-small-gradients")).error_signal[0, :, 0]
    assert sigmoid < tanh / 100


def test_sigmoid_outer_gradients_shows_about_three_decades() -> None:
    assert decades_lost(start(address_of("sigmoid-outer-gradients"))) == pytest.approx(3, abs=0.5)


def test_sigmoid_layer_rates_shows_that_adam_makes_it_learn() -> None:
    assert run(address_of("sigmoid-layer-rates")).accuracy[-1, 0] > LEARNED


def test_relu_dead_shows_a_constant_beside_a_leak_that_learns() -> None:
    history = run(address_of("relu-dead"))
    assert history.accuracy[-1, 0] == pytest.approx(0.5)
    drawn = decision_maps(history)[-1, 0]
    assert drawn.max() == drawn.min()
    assert history.accuracy[-1, 1] > LEARNED


def test_relu_remedy_rate_shows_that_the_high_rate_kills() -> None:
    high = specification(address_of("relu-remedy-rate"))
    default = replace(high, learning_rate=TrainingSpec().learning_rate)
    assert trained(high).dead_fraction[-1, 0].mean() > 0.5
    assert not trained(high).failures
    assert dead_units_over_starts(high) > 0.5
    assert dead_units_over_starts(default) < 0.25


def test_swish_deep_shows_that_swish_loses_more_than_relu() -> None:
    history = start(address_of("swish-deep"))
    assert decades_lost(history, 1) > decades_lost(history, 0) + 1


def test_gelu_deep_shows_that_gelu_loses_as_swish_does_and_more_than_relu() -> None:
    relu, swish, gelu = (decades_lost(start(address_of("gelu-deep")), network) for network in range(3))
    assert relu + 1 < gelu
    assert gelu == pytest.approx(swish, abs=1)


def test_selu_start_shows_that_selu_keeps_its_error_signal() -> None:
    relu, _, selu = (decades_lost(start(address_of("selu-start")), network) for network in range(3))
    assert abs(selu) < 0.5 < relu


def test_mish_middle_shows_that_mish_loses_less_than_swish() -> None:
    swish, mish = (decades_lost(start(address_of("mish-middle")), network) for network in range(2))
    assert mish < swish - 0.3


def test_ten_times_the_learning_rate_does_not_wake_sigmoid() -> None:
    assert run("/train?functions=sigmoid&learning_rate=0.5").accuracy[-1, 0] < CHANCE


def default_run() -> TrainingHistory:
    return trained(TrainingSpec())


def test_in_the_default_run_sigmoid_stays_at_chance_and_the_others_learn() -> None:
    sigmoid, *others = default_run().accuracy[-1]
    assert sigmoid < CHANCE
    assert min(others) > LEARNED


def test_in_the_default_run_the_layers_fan_out_as_told() -> None:
    lost = {key: decades_lost(default_run(), index) for index, key in enumerate(NOTES)}
    assert lost["sigmoid"] == pytest.approx(3, abs=0.5)
    assert max(lost["tanh"], lost["elu"]) < 0.5 < lost["relu"] < lost["swish"] < 1.7
    assert lost["leaky-relu"] == pytest.approx(lost["relu"], abs=0.1)


def test_in_the_default_run_swish_comes_last_of_those_that_learn() -> None:
    arrival = (default_run().accuracy >= 0.95).argmax(axis=0)[1:]
    assert arrival[-1] == arrival.max()


def test_in_the_default_run_most_early_layers_end_with_the_larger_signal() -> None:
    first, last = default_run().error_signal[-1, 1:, 0], default_run().error_signal[-1, 1:, -2]
    assert (first > last).sum() >= 4


def test_in_the_default_run_the_hidden_weight_gradients_start_alike_but_for_sigmoid() -> None:
    hidden = default_run().gradient_magnitude[0, :, :-1]
    spread = hidden.max(axis=1) / hidden.min(axis=1)
    assert spread[0] > 30
    assert spread[1:].max() < 5


@pytest.mark.parametrize(
    "address",
    [
        "/train?functions=sigmoid&optimiser=adam&learning_rate=0.01",
        "/train?functions=sigmoid&initialisation=normal&weight_scale=1.5",
    ],
)
def test_the_things_to_try_make_sigmoid_learn(address: str) -> None:
    assert run(address).accuracy[-1, 0] > LEARNED


@pytest.mark.parametrize("depth", [1, 2])
def test_shallow_sigmoid_networks_find_at_least_a_straight_boundary(depth: int) -> None:
    assert run(f"/train?functions=sigmoid&depth={depth}").accuracy[-1, 0] > CHANCE + 0.2


def test_a_rate_of_two_makes_some_networks_diverge_and_not_all() -> None:
    assert 0 < len(trained(TrainingSpec(learning_rate=2.0, steps=60)).failures) < len(NOTES)


def test_the_training_page_says_the_settings_that_these_tests_run() -> None:
    advice = next(part.text for part in page("train").sections if part.title == "Things to try")
    for words in ("learning rate of 0.01", "scale 1.5", "learning rate of 2", "width of 2 with ten layers"):
        assert words in " ".join(advice.split())


@pytest.mark.parametrize("scale", [1.0, 2**0.5])
def test_sigmoid_is_the_first_to_lose_its_signal_at_the_sizes_of_common_rules(scale: float) -> None:
    found = np.median(sizes(SignalFlowSpec(), [scale])[0, 2], axis=1)  # [F, H]
    assert (found[:, 0] / found[:, -1]).argmin() == 0


def test_tanh_stays_flat_where_relu_does_not() -> None:
    scales = [2**0.5 * 1.15, 2**0.5, 2**0.5 / 1.15]
    found = np.median(sizes(SignalFlowSpec(functions=("tanh", "relu"), seeds=20), scales)[:, 2], axis=2)  # type: ignore[arg-type]
    changes = np.abs(np.log10(found[..., 0] / found[..., -1]))  # [P, F]
    assert (changes[:, 0] < np.log10(2)).all()
    assert (changes[[0, 2], 1] > np.log10(3)).all()


def test_relus_weight_gradient_stays_level_where_its_error_signal_does_not() -> None:
    found = np.median(sizes(SignalFlowSpec(functions=("relu",), seeds=20), [1.0])[0], axis=2)  # type: ignore[arg-type]
    signal, gradient = found[2, 0], found[3, 0]
    assert signal[-1] / signal[0] > 10
    assert 0.5 < gradient[-1] / gradient[0] < 2
