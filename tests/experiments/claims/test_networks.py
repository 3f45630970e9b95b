"""The networks of the claims are those of the training page, and each goes its own way."""

from itertools import repeat

import numpy as np
import pytest
import torch
from torch import nn

from activations.catalogue import FunctionSpec
from activations.kernels import kernel
from experiments.claims import fewest_steps
from experiments.claims.networks import (
    Descent,
    Plan,
    accuracies,
    descend,
    descent,
    error_signals,
    off,
    repeated,
    stacked,
)
from experiments.claims.studies.leaks import killed
from experiments.claims.studies.speed import compensated
from experiments.networks.engine import Engine
from experiments.networks.optimisers import OwnRates
from experiments.training.train import TrainingSpec, train
from tests.experiments.functions import parsed

PLAN = Plan((3, 4), depth=2, width=4, samples=60)


@pytest.mark.parametrize("optimiser", ["sgd", "momentum", "adam"])
def test_networks_end_where_those_of_the_training_page_do(optimiser: str) -> None:
    spec = TrainingSpec(
        parsed("tanh", "swish"), depth=2, width=4, samples=60, initialisation="xavier", optimiser=optimiser,
        batch_size=20, steps=30, seeds=2, seed=3, data_seed=3,
    )  # fmt: skip
    stack = stacked([kernel(function) for function in spec.functions], [PLAN.start()])
    x, y = PLAN.points()
    descend(stack, x, y, PLAN.seeds, Descent(0.05, optimiser, 30, 20))
    history = train(spec)
    np.testing.assert_allclose(stack.flat(), history.snapshots[-1], atol=2e-5)
    np.testing.assert_allclose(accuracies(stack, x, y), history.accuracy[-1], atol=1e-6)


def test_error_signals_are_those_that_the_training_page_records() -> None:
    spec = TrainingSpec(parsed("relu"), depth=2, width=4, samples=60, initialisation="xavier", batch_size=60,
                        steps=0, seeds=2, seed=3, data_seed=3)  # fmt: skip
    stack = stacked([torch.relu], [PLAN.start()])
    found = error_signals(stack, *PLAN.points())
    np.testing.assert_allclose(found, train(spec).error_signal[0][:, :-1], rtol=1e-4)


def test_each_network_and_layer_goes_at_its_own_rate() -> None:
    stack = stacked([torch.tanh], [PLAN.start()])
    before = [weight.detach().clone() for weight in stack.weights]
    x, y = PLAN.points()
    rates = [torch.tensor([0.0, 0.1]), torch.tensor([0.1, 0.0]), torch.tensor([0.1, 0.1])]
    descend(stack, x, y, PLAN.seeds, Descent(rates, "sgd", 1, len(x)))
    moved = [
        [not torch.equal(a, b) for a, b in zip(w, old, strict=True)]
        for w, old in zip(stack.weights, before, strict=True)
    ]
    assert moved == [[False, True], [True, False], [True, True]]


def test_killed_units_are_off_by_the_margin_and_no_others() -> None:
    x, _ = PLAN.points()
    stack = stacked([torch.relu], [killed(PLAN.start(), x, 1, 0.5, units=3)])
    largest = stack.forward(x.expand(2, -1, -1)).pre_activations[1].amax(dim=1)
    np.testing.assert_allclose(largest[:, :3].detach(), -0.5, atol=1e-6)
    assert off(stack, x)[:, 1, :3].all()


def test_a_centred_function_and_its_shifted_twin_start_as_the_same_network() -> None:
    x, _ = PLAN.points()
    centred = stacked([torch.tanh], [PLAN.start()]).forward(x.expand(2, -1, -1)).logits
    shifted = stacked([lambda z: torch.tanh(z) + 1], [compensated(PLAN.start(), 1.0)])
    torch.testing.assert_close(shifted.forward(x.expand(2, -1, -1)).logits, centred, atol=1e-5, rtol=0)


@pytest.mark.slow
def test_dropping_what_cannot_win_changes_nothing() -> None:
    plan = Plan((0, 1, 2), depth=1)
    (fast,) = fewest_steps.fewest_steps(plan, torch.tanh, plan.start())
    x, y = plan.points(fewest_steps.POINTS)
    stack = stacked([torch.tanh], [repeated(plan.start(), len(fewest_steps.RATES))])
    rates = torch.tensor(fewest_steps.RATES).repeat_interleave(3)
    points = repeat((x.expand(len(rates), -1, -1), y.expand(len(rates), -1)))
    engine = Engine(stack, points, [OwnRates(stack, "momentum", [rates, rates])])
    losses = torch.stack([next(engine).losses for _ in range(fewest_steps.MOST)]).numpy()
    reached = losses <= fewest_steps.GOAL
    every = np.where(reached.any(axis=0), reached.argmax(axis=0), np.inf).reshape(-1, 3)
    assert fast.tolist() == every[np.sort(every, axis=1)[:, 1].argmin()].tolist()


def test_a_plan_draws_what_a_linear_layer_of_pytorch_would() -> None:
    weight, bias = Plan((0,), depth=1, width=64, initialisation="he").start()[1]
    layer = nn.Linear(64, 1)
    assert weight[0].T.shape == layer.weight.shape
    assert float(weight.std()) == pytest.approx((2 / 64) ** 0.5, rel=0.3)
    assert not bias.any()


def test_starts_repeat_for_every_function() -> None:
    stack = stacked([kernel(FunctionSpec("relu")), torch.tanh], [PLAN.start()])
    assert torch.equal(stack.weights[0][:2], stack.weights[0][2:])


@pytest.mark.slow
def test_ways_that_run_side_by_side_take_the_steps_that_each_takes_alone() -> None:
    plan = Plan((0, 1, 2), depth=1)
    ways = [(1.0, 1.0), (2.0, 0.5)]
    together = fewest_steps.fewest_steps(plan, torch.tanh, plan.start(), ways)
    alone = [fewest_steps.fewest_steps(plan, torch.tanh, plan.start(), [way])[0] for way in ways]
    np.testing.assert_array_equal(together, alone)
    assert (together[0] != together[1]).any()


def test_a_look_at_networks_on_their_way_sees_each_step_and_changes_nothing() -> None:
    x, y = PLAN.points()
    watched, alone = stacked([torch.tanh], [PLAN.start()]), stacked([torch.tanh], [PLAN.start()])
    how, seen = Descent(steps=3, batch_size=20), []
    for step in descent(watched, x, y, PLAN.seeds, how):
        seen.append((step, watched.flat().tobytes(), error_signals(watched, x, y).tobytes()))
    descend(alone, x, y, PLAN.seeds, how)
    assert [step for step, *_ in seen] == [0, 1, 2, 3]
    assert len({flat for _, flat, _ in seen}) == 4
    np.testing.assert_array_equal(watched.flat(), alone.flat())
