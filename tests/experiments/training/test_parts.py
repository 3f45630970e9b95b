"""A run in parts: it stops, goes on, and equals the one that ran through, byte for byte."""

from dataclasses import replace

import numpy as np
import pytest
import torch

from experiments.queue.record import Record
from experiments.training.train import Trainer, TrainingHistory, TrainingSpec, train
from tests.experiments.queue.readers import assert_equal_bytes

pytestmark = pytest.mark.slow

SPEC = TrainingSpec(depth=3, width=6, samples=60, batch_size=16, steps=30, seeds=2)
CASES = {
    "sgd": replace(SPEC, optimiser="sgd"),
    "momentum": SPEC,
    "adam, weight decay, test points": replace(SPEC, optimiser="adam", weight_decay=0.01, test_share=0.2),
    "a change of the rate": replace(SPEC, rate_changes=((10, 0.5), (20, 0.001))),
    "digits": replace(SPEC, dataset="digits", batch_size=20),
    "failures": replace(SPEC, initialisation="he", learning_rate=10.0, depth=6),
}


def in_parts(specs: list[TrainingSpec], ends: list[int]) -> TrainingHistory:
    """Train up to each end with the specification of that part, each time from a checkpoint."""
    record, checkpoint = Record(specs[-1]), None
    for spec, end in zip(specs, ends, strict=True):
        trainer = Trainer(spec, checkpoint=checkpoint)
        while trainer.completed < end:
            trainer.step()
        record.add(trainer.history())
        checkpoint = trainer.checkpoint()
    history = record.history()
    assert history is not None
    return history


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("cuts", [[15], [1, 2, 3, 17, 29]])
def test_parts_equal_running_through(name: str, cuts: list[int]) -> None:
    ends = [*cuts, 30]
    assert_equal_bytes(in_parts([CASES[name]] * len(ends), ends), train(CASES[name]))


def test_a_checkpoint_can_be_gone_on_from_more_than_once() -> None:
    trainer = Trainer(SPEC)
    trainer.go_on(seconds=0.0)
    checkpoint = trainer.checkpoint()
    first, second = (Trainer(SPEC, checkpoint=checkpoint) for _ in range(2))
    first.go_on()
    second.go_on()
    assert_equal_bytes(first.history(), second.history())


def test_a_run_that_goes_on_beyond_its_end_equals_the_longer_one() -> None:
    longer = replace(SPEC, steps=120)
    assert_equal_bytes(in_parts([SPEC, longer], [30, 120]), train(longer))


def test_a_rate_changed_at_a_pause_equals_one_that_was_planned() -> None:
    changed = replace(SPEC, steps=50, rate_changes=((30, 0.4),))
    assert_equal_bytes(in_parts([SPEC, changed], [30, 50]), train(changed))
    assert train(changed).loss[:31].tobytes() == train(SPEC).loss.tobytes()
    assert (train(changed).loss[31] != train(replace(SPEC, steps=50)).loss[31]).any()


def test_the_seed_of_the_data_moves_the_points_and_the_seed_of_the_start_the_weights() -> None:
    first, new_data, new_start = (
        Trainer(spec) for spec in (SPEC, replace(SPEC, data_seed=1), replace(SPEC, seed=5))
    )
    assert first.dataset.points.tobytes() == new_start.dataset.points.tobytes()
    assert first.dataset.points.tobytes() != new_data.dataset.points.tobytes()
    assert torch.equal(first.stack.weights[0], new_data.stack.weights[0])
    assert not torch.equal(first.stack.weights[0], new_start.stack.weights[0])


def test_no_batch_holds_a_test_point() -> None:
    trainer = Trainer(replace(SPEC, test_share=0.5, batch_size=10))
    test = {tuple(point) for point in trainer.dataset.points[trainer.dataset.training :].tolist()}
    assert len(test) == 30
    for _ in range(12):
        x, _ = next(trainer.batches)
        assert test.isdisjoint(tuple(point) for point in x.flatten(0, 1).tolist())


def test_test_points_are_measured_apart() -> None:
    history = train(replace(SPEC, test_share=0.2, steps=3))
    assert np.isfinite(history.test_loss).all()
    assert (history.test_loss != history.loss).all()
    assert np.isnan(train(replace(SPEC, steps=1)).test_loss).all()
