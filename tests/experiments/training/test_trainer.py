"""What a run promises: the same bytes, the same start, honest records, and an end when asked."""

from dataclasses import replace

import numpy as np
import pytest
import torch

from experiments.training.history import RECORDED
from experiments.training.train import Trainer, TrainingHistory, TrainingSpec, train
from tests.experiments.functions import parsed

SMALL = TrainingSpec(depth=3, width=6, samples=60, batch_size=16, steps=12)
ARRAYS = RECORDED


def everything(history: TrainingHistory) -> bytes:
    arrays = [getattr(history, name) for name in (*ARRAYS, "steps", "snapshot_steps", "snapshots")]
    return b"".join(array.tobytes() for array in arrays)


def test_the_same_specification_gives_the_same_bytes() -> None:
    assert everything(train(SMALL)) == everything(train(SMALL))


def test_another_seed_gives_another_run() -> None:
    assert everything(train(SMALL)) != everything(train(replace(SMALL, seed=1)))


def test_the_start_does_not_depend_on_which_functions_run_or_in_which_order() -> None:
    functions = SMALL.functions
    alone = Trainer(replace(SMALL, functions=functions[2:3]))
    reversed_order = Trainer(replace(SMALL, functions=functions[::-1]))
    together = Trainer(SMALL)
    for network in range(6):
        for weights in zip(
            alone.stack.weights, reversed_order.stack.weights, together.stack.weights, strict=True
        ):
            assert torch.equal(weights[0][0], weights[1][network])
            assert torch.equal(weights[0][0], weights[2][network])
    batch, other, same = (next(trainer.batches) for trainer in (alone, reversed_order, together))
    assert torch.equal(batch[0][0], other[0][4])
    assert torch.equal(batch[0][0], same[0][1])


def test_a_network_learns_the_same_beside_others_as_alone() -> None:
    together = train(SMALL, dtype=torch.float64)
    for index, function in enumerate(SMALL.functions):
        alone = train(replace(SMALL, functions=(function,)), dtype=torch.float64)
        for name in ARRAYS:
            np.testing.assert_allclose(
                getattr(together, name)[:, index], getattr(alone, name)[:, 0], atol=1e-12
            )


def test_networks_are_listed_function_by_function_and_each_seed_is_a_run_of_its_own() -> None:
    spec = replace(SMALL, functions=parsed("relu", "tanh"), seeds=3, seed=7)
    history = train(spec, dtype=torch.float64)
    names = [(str(function), seed) for function, seed in history.networks]
    assert names == [("relu", 7), ("relu", 8), ("relu", 9), ("tanh", 7), ("tanh", 8), ("tanh", 9)]
    assert len({history.loss[:, network].tobytes() for network in range(6)}) == 6
    single = train(replace(spec, seeds=1), dtype=torch.float64)
    np.testing.assert_allclose(history.loss[:, [0, 3]], single.loss, atol=1e-12)


def test_arrays_have_a_row_for_every_state_and_the_promised_types() -> None:
    history = train(replace(SMALL, seeds=2))
    assert history.steps.tolist() == list(range(13))
    assert history.completed_steps == 12
    assert history.gradient_magnitude.shape == history.error_signal.shape == (13, 12, 4)
    assert history.loss.shape == history.accuracy.shape == (13, 12)
    assert history.dead_fraction.shape == (13, 12, 3)
    assert all(getattr(history, name).dtype == np.float32 for name in ARRAYS)
    assert all(np.isfinite(getattr(history, name)).all() for name in ARRAYS if not name.startswith("test_"))
    assert history.failures == ()


def test_a_unit_is_dead_only_when_it_gives_zero_at_every_point() -> None:
    trainer = Trainer(replace(SMALL, functions=parsed("relu", "tanh"), samples=300))
    with torch.no_grad():
        direction = torch.tensor([1.0, 0.0])
        projection = trainer.points[0] @ direction
        highest = projection.topk(2).values
        trainer.stack.weights[0].zero_()
        trainer.stack.weights[0][:, :, :2] = direction[:, None]
        trainer.stack.biases[0][:, 0, 0] = -highest.mean()  # on at one point of 300
        trainer.stack.biases[0][:, 0, 1] = -highest[0] - 1  # on at none
        trainer.stack.biases[0][:, 0, 2:] = 1.0  # on everywhere
    trainer.engine.gradients = ()  # look once more, without moving
    trainer.step()
    assert int((projection > highest.mean()).sum()) == 1
    assert trainer.history().dead_fraction[0, :, 0] == pytest.approx([1 / 6, 0.0])


def test_a_run_of_no_steps_shows_the_start() -> None:
    history, whole = train(replace(SMALL, steps=0)), train(SMALL)
    assert (history.completed_steps, len(history.loss), len(history.snapshots)) == (0, 1, 1)
    assert history.loss.tobytes() == whole.loss[:1].tobytes()


def test_pausing_and_going_on_equals_running_through() -> None:
    trainer = Trainer(SMALL)
    for _ in range(4):
        trainer.step()
    assert trainer.history().completed_steps == 4
    while trainer.completed < SMALL.steps:
        trainer.step()
    paused, whole = trainer.history(), train(SMALL)
    assert all(getattr(paused, name).tobytes() == getattr(whole, name).tobytes() for name in ARRAYS)


@pytest.mark.slow
def test_with_the_default_settings_sigmoid_stays_at_chance_and_the_others_learn() -> None:
    history = train(TrainingSpec(seeds=3))
    final = history.accuracy[-1].reshape(6, 3)
    assert (final[0] < 0.6).all()
    assert (final[1:] > 0.9).all()
    layers = np.median(history.error_signal[0].reshape(6, 3, 7), axis=1)
    assert 500 < layers[0, 5] / layers[0, 0] < 10_000  # three decades from the first to the last hidden layer
    assert (layers[1:, 5] / layers[1:, 0] < 100).all()
