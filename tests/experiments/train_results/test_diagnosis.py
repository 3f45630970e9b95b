"""What went wrong is named: in real runs, and at the edges of every rule."""

from copy import deepcopy
from dataclasses import replace
from functools import cache
from math import log

import numpy as np
import pytest
import torch

from experiments.networks.stack import Stack
from experiments.train_results.diagnosis import LEAST_STEPS, Finding, diagnose
from experiments.training.train import Failure, TrainingHistory, TrainingSpec, train
from tests.experiments.functions import parsed
from tests.experiments.networks.plain_loop import build, layer_outputs

pytestmark = pytest.mark.slow

SMALL = TrainingSpec(functions=parsed("tanh", "elu"), depth=4, width=4, samples=40, batch_size=20, steps=200)


def found_in(spec: TrainingSpec) -> dict[str, list[Finding]]:
    """The findings of a real run, under the functions' keys."""
    history = train(spec)
    found: dict[str, list[Finding]] = {function.key: [] for function in spec.functions}
    for finding in diagnose(history):
        found[history.networks[finding.network][0].key].append(finding)
    return found


def kinds(found: dict[str, list[Finding]]) -> dict[str, list[str]]:
    return {key: [finding.kind for finding in findings] for key, findings in found.items() if findings}


trained = cache(train)


def healthy(spec: TrainingSpec = SMALL) -> TrainingHistory:
    """A run in which everybody learns, by decree; each test gets its own, to spoil."""
    history = deepcopy(trained(spec))
    history.loss[:], history.accuracy[:] = 0.01, 1.0
    history.dead_fraction[:] = 0.0
    history.error_signal[:] = 1.0
    return history


def test_by_default_sigmoid_vanishes_and_nobody_else_fails() -> None:
    found = found_in(TrainingSpec())
    assert kinds(found) == {"sigmoid": ["vanished"]}
    (finding,) = found["sigmoid"]
    assert finding.step == 0
    assert 0 < finding.layer < 5  # type: ignore[operator]
    assert finding.reason is None


def test_at_a_rate_of_two_networks_explode_where_the_history_says() -> None:
    history = train(TrainingSpec(learning_rate=2))
    exploded = [finding for finding in diagnose(history) if finding.kind == "exploded"]
    assert exploded
    assert {(each.network, each.step, each.layer, each.reason) for each in exploded} == {
        (each.network, each.step, each.layer, each.reason) for each in history.failures
    }


@pytest.mark.parametrize(
    "spec",
    [
        TrainingSpec(width=2, depth=10, initialisation="he", functions=parsed("relu", "tanh", "elu")),
        TrainingSpec(
            functions=parsed("relu"), learning_rate=0.5, depth=4, initialisation="he", seeds=2, seed=3
        ),
    ],
    ids=["narrow and deep", "a high rate"],
)
def test_relu_dies_and_a_plain_network_agrees(spec: TrainingSpec) -> None:
    history = train(spec)
    dead = [finding for finding in diagnose(history) if finding.kind == "dead"]
    assert dead
    for finding in dead:
        function, _ = history.networks[finding.network]
        assert function.key == "relu"
        assert finding.layer is not None
        row = history.snapshots[-1, finding.network].astype(np.float64)
        layers = Stack.of_parameters(spec, row[None], spec.functions.index(function))
        plain = build(function, [w[0] for w in layers.weights], [b[0, 0] for b in layers.biases])
        outputs = layer_outputs(plain, torch.from_numpy(history.dataset.points).double())
        assert not outputs[1:-1:2][finding.layer].any()
        began = history.dead_fraction[:, finding.network, finding.layer]
        assert (began[finding.step :] == 1).all()
        assert finding.step == 0 or began[finding.step - 1] < 1


def test_at_a_rate_too_small_networks_do_not_learn_though_nothing_vanishes() -> None:
    spec = TrainingSpec(
        functions=parsed("tanh"), depth=2, dataset="circles", optimiser="sgd", learning_rate=1e-4
    )
    history = train(replace(spec, initialisation="normal", weight_scale=0.1))
    assert diagnose(history) == (Finding(0, "not learning", 0, None),)


def test_sigmoid_vanishes_among_ten_classes_too() -> None:
    spec = TrainingSpec(dataset="digits", samples=400, functions=parsed("sigmoid", "tanh"), steps=150)
    assert kinds(found_in(spec)) == {"sigmoid": ["vanished"]}


@pytest.mark.parametrize("steps", [0, 10, LEAST_STEPS - 1])
def test_nobody_is_accused_before_there_was_time_to_learn(steps: int) -> None:
    assert found_in(TrainingSpec(functions=parsed("sigmoid"), steps=steps)) == {"sigmoid": []}


def test_a_healthy_run_has_no_findings() -> None:
    assert diagnose(healthy()) == ()


@pytest.mark.parametrize(
    ("accuracy", "loss", "is_at_chance"),
    [
        (0.5, log(2), True),
        (0.55, log(2), True),
        (0.551, log(2), False),
        (0.45, log(2), True),
        (0.449, log(2), False),
        (0.5, 1.049 * log(2), True),
        (0.5, 1.051 * log(2), False),
        (0.5, 0.951 * log(2), True),
        (0.5, 0.949 * log(2), False),
    ],
)
def test_chance_is_near_in_accuracy_and_in_loss(accuracy: float, loss: float, is_at_chance: bool) -> None:
    history = healthy()
    history.accuracy[150:, 1], history.loss[150:, 1] = accuracy, loss
    assert diagnose(history) == ((Finding(1, "not learning", 150, None),) if is_at_chance else ())


def test_chance_follows_from_how_common_the_classes_are() -> None:
    points = tuple((float(i % 7), float(i % 5), int(i < 10)) for i in range(40))
    history = healthy(replace(SMALL, dataset="own", custom_points=points))
    chance = -(0.25 * log(0.25) + 0.75 * log(0.75))
    history.accuracy[:, 0], history.loss[:, 0] = 0.75, chance
    history.accuracy[:, 1], history.loss[:, 1] = 0.5, log(2)
    assert diagnose(history) == (Finding(0, "not learning", 0, None),)


@pytest.mark.parametrize(
    ("signal", "finding"),
    [
        ([0.99e-4, 0.001, 0.01, 0.01, 1.0], Finding(0, "vanished", 0, 1)),
        ([0.99e-4, 0.5, 0.009, 0.01, 1.0], Finding(0, "vanished", 0, 2)),
        ([1.01e-4, 0.001, 0.01, 0.01, 1.0], Finding(0, "not learning", 0, None)),
        ([0.0, 0.0, 0.001, 0.01, 1.0], Finding(0, "vanished", 0, 2)),
        ([0.0, 0.0, 0.0, 0.0, 1.0], Finding(0, "not learning", 0, None)),
        ([0.02, 0.5, 2.0, 3.0, 1.0], Finding(0, "vanished", 0, 0)),  # nowhere under 1 % of the output's
    ],
)
def test_vanished_is_a_shrink_of_a_hundred_and_its_layer_the_last_below_one_per_cent(
    signal: list[float], finding: Finding
) -> None:
    history = healthy()
    history.accuracy[:, 0], history.loss[:, 0] = 0.5, log(2)
    history.error_signal[0, 0] = signal
    assert diagnose(history) == (finding,)


def test_the_layer_that_died_first_and_stayed_dead_is_named() -> None:
    history = healthy()
    history.dead_fraction[20:60, 0, 0] = 1.0  # comes back
    history.dead_fraction[90:, 0, 3] = 1.0
    history.dead_fraction[70:, 0, 1:3] = 1.0
    history.dead_fraction[:, 1] = 0.999
    assert diagnose(history) == (Finding(0, "dead", 70, 1),)


def test_a_network_has_one_finding_at_most_and_explosion_comes_before_death() -> None:
    history = healthy()
    history.accuracy[:], history.loss[:] = 0.5, log(2)
    history.dead_fraction[:, :, 2] = 1.0
    exploded = replace(history, failures=(Failure(1, 50, 3, "gradient"),))
    assert diagnose(exploded) == (
        Finding(0, "dead", 0, 2),
        Finding(1, "exploded", 50, 3, "gradient"),
    )
