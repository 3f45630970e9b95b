"""Who is dead, since when and of what: against plain networks that are asked point by point."""

from dataclasses import replace

import numpy as np
import pytest
import torch
from torch import Tensor, nn

from experiments.dead_neurons import unit_activity
from experiments.dead_neurons.unit_activity import Stretch, UnitActivity
from experiments.networks.stack import Stack
from experiments.training.train import TrainingHistory, TrainingSpec, train
from tests.experiments.functions import parsed
from tests.experiments.networks.plain_loop import build, layer_outputs

SPEC = TrainingSpec(
    functions=parsed("relu"),
    depth=3,
    width=8,
    samples=80,
    batch_size=20,
    initialisation="he",
    optimiser="sgd",
    learning_rate=1.0,
    steps=40,
    most_snapshots=2001,
)


def plain_network(history: TrainingHistory, row: int, network: int = 0) -> nn.Sequential:
    parameters = history.snapshots[row, network].astype(np.float64)
    stack = Stack.of_parameters(history.spec, parameters[None], network // history.spec.seeds)
    function = history.spec.functions[network // history.spec.seeds]
    return build(function, [w[0] for w in stack.weights], [b[0, 0] for b in stack.biases])


def hidden_outputs(history: TrainingHistory, row: int) -> list[Tensor]:
    """What each hidden layer gives at each training point, [N, W]."""
    points = torch.from_numpy(history.dataset.points[: history.dataset.training]).double()
    with torch.no_grad():
        return layer_outputs(plain_network(history, row), points)[1::2]


def set_units(history: TrainingHistory, weight: list[float], bias: float) -> TrainingHistory:
    """The same start, with one first-layer unit that is known: unit 0 gets these weights and this bias."""
    width = history.spec.width
    history.snapshots[0, 0, [0, width]] = weight
    history.snapshots[0, 0, 2 * width] = bias
    return history


@pytest.fixture(scope="module")
def run() -> TrainingHistory:
    return train(SPEC)


@pytest.fixture(scope="module")
def found(run: TrainingHistory) -> UnitActivity:
    return unit_activity.unit_activity(run)


def test_the_board_agrees_with_a_count_by_plain_networks(run: TrainingHistory, found: UnitActivity) -> None:
    assert found.steps.tolist() == list(range(41))
    for row in range(0, 41, 5):
        for layer, h in enumerate(hidden_outputs(run, row)):
            counted = [sum(value != 0 for value in column) for column in h.T.tolist()]
            assert found.active[row, layer].tolist() == counted
    assert found.is_dead.any()
    assert not found.is_dead.all()


def test_the_dead_share_is_the_one_that_training_recorded(run: TrainingHistory, found: UnitActivity) -> None:
    np.testing.assert_allclose(found.is_dead.mean(axis=2), run.dead_fraction[:, 0], atol=1e-6)


@pytest.mark.parametrize(("points_on", "is_dead"), [(1, False), (0, True)])
def test_a_unit_that_is_off_for_all_points_but_one_is_alive(points_on: int, is_dead: bool) -> None:
    start = train(replace(SPEC, samples=300, steps=0))
    first, second = np.sort(start.dataset.points[:, 0])[::-1][:2]
    border = (first + second) / 2 if points_on else first + 1
    found = unit_activity.unit_activity(set_units(start, [1.0, 0.0], float(-border)))
    assert found.points == 300
    assert found.active[0, 0, 0] == points_on
    assert found.is_dead[0, 0, 0] == is_dead


def test_the_chosen_input_lights_what_it_lights_in_a_plain_network(run: TrainingHistory) -> None:
    on = unit_activity.is_on(run, 7)
    for row in (0, 20, 40):
        expected = [(h[7] != 0).tolist() for h in hidden_outputs(run, row)]
        assert on[row].tolist() == expected


def test_the_pre_activations_of_a_unit_are_those_of_a_plain_network(run: TrainingHistory) -> None:
    points = torch.from_numpy(run.dataset.points).double()
    z = unit_activity.pre_activations(run, layer=2, unit=5)
    with torch.no_grad():
        expected = layer_outputs(plain_network(run, 33), points)[4][:, 5]
    np.testing.assert_allclose(z[33], expected, rtol=1e-4, atol=1e-4)


def test_stretches_say_exactly_when_a_unit_was_dead(found: UnitActivity) -> None:
    dead = np.zeros_like(found.is_dead)
    for stretch in found.stretches():
        assert stretch.begin == 0 or not dead[stretch.begin - 1, stretch.layer, stretch.unit]
        dead[stretch.begin : stretch.end, stretch.layer, stretch.unit] = True
    assert (dead == found.is_dead).all()


def test_a_caught_revival_is_real(run: TrainingHistory, found: UnitActivity) -> None:
    revivals = [each for each in found.stretches() if each.end is not None]
    assert revivals
    for each in revivals:
        assert each.end is not None
        before, after = (
            hidden_outputs(run, row)[each.layer][:, each.unit] for row in (each.end - 1, each.end)
        )
        assert not before.any()
        assert after.any()
        # plain SGD: what brought it back was not a movement of its own
        assert not found.updates[each.begin + 1 : each.end + 1, each.layer, each.unit].any()


def test_no_unit_of_the_first_layer_comes_back_without_momentum_and_deeper_ones_do() -> None:
    history = train(replace(SPEC, seeds=10, learning_rate=2.0))
    layers = {
        each.layer
        for network in range(10)
        for each in unit_activity.unit_activity(history, network).stretches()
        if each.end is not None
    }
    died = [unit_activity.unit_activity(history, network).is_dead[-1, 0].sum() for network in range(10)]
    assert sum(died) > 0
    assert layers == {1, 2}


@pytest.mark.parametrize(("seed", "can"), [(3, [False] * 4), (4, [False, True, True, True])])
def test_what_a_dead_layer_shuts_off_never_moves_and_what_it_does_not_moves(
    seed: int, can: list[bool]
) -> None:
    history = train(replace(SPEC, depth=4, width=2, steps=30, seed=seed, learning_rate=0.2))
    found = unit_activity.unit_activity(history)
    assert [found.can_inputs_move(-1, layer) for layer in range(4)] == can
    row = int(found.steps[-1])
    after = train(replace(history.spec, steps=60))
    movements = [
        (hidden_outputs(after, row)[layer] - hidden_outputs(after, 60)[layer]).abs().max().item()
        for layer in range(4)
    ]
    assert [movement > 0 for movement in movements[:3]] == can[1:]


def test_inputs_move_while_every_layer_has_a_unit_alive() -> None:
    active = np.ones((1, 3, 2), dtype=np.int64)
    active[0, 1, 0] = 0
    found = UnitActivity(np.array([0]), 10, active, np.zeros((1, 3, 2)))
    assert [found.can_inputs_move(0, layer) for layer in range(3)] == [False, True, True]
    active[0, 1, 1] = 0
    assert [found.can_inputs_move(0, layer) for layer in range(3)] == [False, False, False]


def test_the_cause_of_a_death_is_found_by_moving_one_half_at_a_time() -> None:
    start = train(replace(SPEC, steps=1))
    x = start.dataset.points
    lowest = float(-np.abs(x).max() - 1)
    start.snapshots[1] = start.snapshots[0]
    width = start.spec.width
    for row, bias in ((0, 0.0), (1, lowest)):  # unit 0 of the first layer is pushed below all points
        start.snapshots[row, 0, [0, width]] = [1.0, 0.0]
        start.snapshots[row, 0, 2 * width] = bias
    found = unit_activity.unit_activity(start)
    assert Stretch(0, 0, 1, None) in found.stretches()
    cause = unit_activity.cause(start, found, Stretch(0, 0, 1, None))
    assert cause.step == 1
    assert cause.size == pytest.approx(-lowest)
    assert np.isnan(cause.usual)
    assert (cause.own_alone, cause.inputs_alone) == (True, False)


def test_a_deeper_unit_is_killed_by_the_layers_before_it() -> None:
    start = train(replace(SPEC, steps=1))
    width = start.spec.width
    start.snapshots[1] = start.snapshots[0]
    second = 2 * width + width
    for row in (0, 1):  # unit 0 of the second layer takes from unit 0 of the first, less 0.1
        start.snapshots[row, 0, second : second + width * width : width] = 0.0
        start.snapshots[row, 0, second] = 1.0
        start.snapshots[row, 0, second + width * width] = -0.1
        start.snapshots[row, 0, [0, width]] = [1.0, 0.0]
        start.snapshots[row, 0, 2 * width] = 0.0 if row == 0 else -100.0
    found = unit_activity.unit_activity(start)
    cause = unit_activity.cause(start, found, Stretch(1, 0, 1, None))
    assert cause.size == 0
    assert (cause.own_alone, cause.inputs_alone) == (False, True)


def test_deaths_reproduce_by_seed() -> None:
    first, again, other = (unit_activity.unit_activity(train(replace(SPEC, seed=seed))) for seed in (4, 4, 5))
    assert first.stretches() == again.stretches()
    assert first.stretches() != other.stretches()


def test_a_network_that_explodes_is_looked_at_until_then() -> None:
    history = train(replace(SPEC, learning_rate=10.0, optimiser="momentum", seeds=6, depth=6))
    assert history.failures
    for failure in history.failures:
        found = unit_activity.unit_activity(history, failure.network)
        assert len(found.steps) == max(1, failure.step)
        assert np.isfinite(found.updates).all()
