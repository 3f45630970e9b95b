"""Runs in one stack end where each of them ends by itself, also in parts and for several optimisers."""

import pickle
from dataclasses import replace

import numpy as np
import pytest
import torch

from activations.catalogue import FunctionSpec
from experiments.dead_neurons import remedies
from experiments.training.run_batches import RunBatchSpec, RunBatchTrainer, together
from experiments.training.train import train, train_run_batch
from tests.experiments.functions import SMALL
from tests.experiments.networks import plain_loop
from tests.experiments.queue.readers import PATIENCE, Lesson

pytestmark = pytest.mark.slow

SPEC = replace(SMALL, learning_rate=0.3, rate_changes=((4, 0.9), (5, 0.3)), steps=12)
# Every way to rescue, two starts each instead of ten.
WAYS = [replace(run, seeds=2) for run in remedies.rescues(SPEC, FunctionSpec("leaky-relu")).values()]


def test_all_but_the_normalised_networks_share_one_stack_and_equal_runs_are_trained_once() -> None:
    plain, normalised = together([*WAYS, *WAYS])
    assert [run.batch_normalisation for run in normalised.runs] == [True]
    assert set(plain.runs) | set(normalised.runs) == set(WAYS)
    assert len(plain.runs) == len(set(WAYS)) - 1


@pytest.mark.parametrize("group", together(WAYS), ids=["plain", "normalised"])
def test_networks_end_where_each_run_by_itself_ends(group: RunBatchSpec) -> None:
    ends = train_run_batch(group, torch.float64)
    alone = [train(run, dtype=torch.float64) for run in group.runs]
    for found, row in ((ends.first, 0), (ends.last, -1)):
        expected = np.concatenate([history.snapshots[row] for history in alone])
        np.testing.assert_allclose(found, expected, atol=1e-10)
    assert not np.allclose(ends.first, ends.last, atol=1e-3)
    assert not ends.failed.any()


def test_networks_end_where_plain_loops_end() -> None:
    (group, _) = together(WAYS)
    last = train_run_batch(group, torch.float64).last
    parts = np.split(last, np.cumsum([len(run.networks) for run in group.runs])[:-1])
    for run, rows in zip(group.runs, parts, strict=True):
        networks, batches = plain_loop.starts_and_batches(run)
        for index, network in enumerate(networks):
            optimiser = plain_loop.optimiser_of(run, network)
            for step, (x, y) in enumerate(batches[:-1]):
                optimiser.param_groups[0]["lr"] = run.learning_rate_at(step)
                optimiser.zero_grad()
                logits = network(x[index])[:, 0]
                loss = plain_loop.binary_cross_entropy(logits, y[index])
                loss.backward()  # type: ignore[no-untyped-call]
                optimiser.step()
            expected = [each.detach().t().flatten() for each in network.parameters()]
            np.testing.assert_allclose(rows[index], torch.cat(expected).numpy(), atol=1e-10)


@pytest.mark.parametrize("group", together(WAYS), ids=["plain", "normalised"])
def test_parts_equal_running_through_byte_for_byte(group: RunBatchSpec) -> None:
    trainer = RunBatchTrainer(group)
    for step in range(group.steps):
        if step in (1, 5):
            checkpoint = pickle.loads(pickle.dumps(trainer.checkpoint()))  # noqa: S301
            trainer = RunBatchTrainer(group, checkpoint=checkpoint)
        trainer.step()
    found, through = trainer.history(), train_run_batch(group)
    assert found.first.tobytes() == through.first.tobytes()
    assert found.last.tobytes() == through.last.tobytes()


def test_a_buried_layer_is_buried_here_too() -> None:
    run = replace(SPEC, dead_margin=1.0)
    ends = train_run_batch(RunBatchSpec((run,)), torch.float64)
    np.testing.assert_allclose(ends.first, train(run, dtype=torch.float64).snapshots[0])


def test_networks_that_explode_are_named() -> None:
    deep = replace(SPEC, width=8, depth=5, rate_changes=(), seeds=8, steps=25)
    runs = tuple(replace(deep, learning_rate=rate) for rate in (0.05, 5.0))
    failed = train_run_batch(RunBatchSpec(runs)).failed
    named = {failure.network for failure in train(runs[1]).failures}
    assert set(np.flatnonzero(failed) - 8) == named
    assert named


def test_runs_of_different_shapes_are_refused_in_one_stack() -> None:
    with pytest.raises(ValueError, match="one shape"):
        RunBatchSpec((SPEC, replace(SPEC, width=7)))
    assert len(together([SPEC, replace(SPEC, width=7)])) == 2


def test_the_queue_computes_them_like_any_run_and_shares_them() -> None:
    lesson = Lesson()
    lesson.worker.let_all()
    (group, _) = together(WAYS)
    run = lesson.queue.ask(group, "reader")
    assert run.wait(PATIENCE)
    assert run.ends is not None
    assert run.ends.last.tobytes() == train_run_batch(group).last.tobytes()
    assert run.history is None
    assert run.progress is not None
    assert run.progress.step == group.steps
    assert lesson.queue.ask(together(WAYS)[0], "other") is run
    lesson.close()


def test_a_stack_that_nobody_wants_is_given_up_and_begins_anew() -> None:
    lesson = Lesson()
    (group, _) = together(WAYS)
    run = lesson.queue.ask(group, "reader")
    lesson.worker.wait()
    lesson.worker.let(2)
    run.leave("reader")
    lesson.worker.let_all()
    assert run.wait(PATIENCE)
    assert run.ends is None
    assert lesson.queue.ask(group, "reader") is not run
    lesson.close()
