"""What a run sends to the browser, measured on real training runs."""

import json

import pytest

from experiments.train_results.decision_maps import decision_maps as asked
from experiments.training.train import TrainingHistory, TrainingSpec, train
from figures.train.decision_maps import decision_maps, map_images
from figures.train.gradients import by_layer, recording
from figures.train.learning import learning
from figures.train.profile import profile, profile_values

pytestmark = pytest.mark.slow

MEGABYTE = 1_000_000


@pytest.fixture(scope="module")
def default_run() -> TrainingHistory:
    return train(TrainingSpec())


def bytes_sent(run: TrainingHistory) -> int:
    shown, maps = recording(run), asked(run)
    figures = (
        by_layer(shown, "light"),
        profile(shown, "light"),
        learning(run, "light"),
        decision_maps(run, maps, "light"),
    )
    drawn = sum(len(figure.to_json()) for figure in figures)
    return drawn + len(json.dumps(map_images(maps, "light"))) + profile_values(shown).nbytes * 4 // 3


def test_a_default_run_sends_less_than_half_a_megabyte(default_run: TrainingHistory) -> None:
    assert bytes_sent(default_run) < MEGABYTE / 2


def test_a_map_is_about_a_kilobyte(default_run: TrainingHistory) -> None:
    assert max(len(source) for frame in map_images(asked(default_run), "dark") for source in frame) < 1_200


def test_a_default_run_is_drawn_as_recorded(default_run: TrainingHistory) -> None:
    sigmoid = by_layer(recording(default_run), "light").data[0]
    assert sigmoid.y[0] == default_run.error_signal[0, 0, 0]
    assert sigmoid.y[-1] == default_run.error_signal[-1, 0, 0]


def test_a_run_that_diverges_can_be_drawn_with_several_starts() -> None:
    functions = ("sigmoid", "relu", "leaky-relu", "leaky-relu:alpha=0.3")
    wild = {"initialisation": "normal", "weight_scale": 3.0, "learning_rate": 5.0, "optimiser": "sgd"}
    spec = TrainingSpec(functions=functions, depth=8, width=4, steps=60, seeds=3, **wild)  # type: ignore[arg-type]
    run = train(spec)
    assert run.failures
    assert bytes_sent(run) < MEGABYTE / 2
