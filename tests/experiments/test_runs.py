"""Runs of many readers: shared, in turns, watched, given up, gone on with, and loud when they fail."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier, Event

import numpy as np
import pytest

from activations.catalogue import FunctionSpec
from experiments import runs
from experiments.runs import Run, TrainingQueue
from experiments.specification import MOST_WORK
from experiments.training import TrainingHistory, TrainingSpec, train
from experiments.workers import Part, Spec, Workers
from tests.experiments.readers import PATIENCE, assert_equal_bytes, has_progress, until

RELU, TANH = FunctionSpec("relu"), FunctionSpec("tanh")
SHORT = TrainingSpec(functions=(RELU, TANH), samples=20, batch_size=20, depth=1, width=2, steps=5)
LONG = replace(SHORT, steps=2000)


def finished(run: Run) -> TrainingHistory:
    """Wait for a run without looking at it."""
    assert run.wait(PATIENCE), "the run hangs"
    assert run.history is not None
    return run.history


@pytest.fixture
def queue() -> Iterator[TrainingQueue]:
    """Runs in threads of this process."""
    opened = TrainingQueue(workers=0)
    yield opened
    opened.close()


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Iterator[Event]:
    """Every part waits at its end until the gate is set."""
    opened = Event()
    compute = Workers.compute

    def waiting(workers: Workers, spec: Spec, checkpoint: bytes | None) -> Part:
        part = compute(workers, spec, checkpoint)
        opened.wait(PATIENCE)
        return part

    monkeypatch.setattr(Workers, "compute", waiting)
    yield opened
    opened.set()


def test_equal_settings_share_one_run_however_they_are_written(queue: TrainingQueue) -> None:
    written = replace(SHORT, functions=(FunctionSpec.parse("leaky-relu:alpha=0.01"),), noise=0)
    same = replace(SHORT, functions=(FunctionSpec("leaky-relu"),), noise=0.0)
    assert queue.ask(written, "one") is queue.ask(same, "other")


@pytest.mark.parametrize(
    "other", [replace(SHORT, seed=1), replace(SHORT, steps=6), replace(SHORT, functions=(TANH, RELU))]
)
def test_other_settings_have_a_run_of_their_own(queue: TrainingQueue, other: TrainingSpec) -> None:
    assert queue.ask(SHORT, "one") is not queue.ask(other, "one")


def test_readers_who_ask_at_the_same_moment_share_one_run(queue: TrainingQueue) -> None:
    together = Barrier(8)

    def ask(reader: int) -> Run:
        together.wait(PATIENCE)
        return queue.ask(SHORT, reader)

    with ThreadPoolExecutor(8) as readers:
        assert len({id(run) for run in readers.map(ask, range(8))}) == 1


def test_a_finished_run_has_the_history_that_training_gives_and_is_not_computed_again(
    queue: TrainingQueue,
) -> None:
    run = queue.ask(SHORT, "one")
    assert_equal_bytes(finished(run), train(SHORT))
    assert queue.ask(SHORT, "other") is run


def test_progress_comes_while_a_run_is_being_computed(queue: TrainingQueue) -> None:
    run = queue.ask(LONG, "reader")
    until(lambda: has_progress(run))
    progress = run.progress
    assert progress is not None
    assert 0 < progress.step < progress.steps == 2000
    assert progress.loss.shape == (2,)
    assert not run.is_over


@pytest.mark.slow
def test_a_run_that_nobody_wants_ends_and_keeps_what_was_recorded(queue: TrainingQueue) -> None:
    run = queue.ask(LONG, "reader")
    until(lambda: has_progress(run))
    run.leave("reader")
    history = finished(run)
    assert 0 < history.completed_steps < 2000
    assert np.array_equal(history.loss, train(LONG).loss[: history.completed_steps + 1])


@pytest.mark.slow
def test_one_reader_who_leaves_does_not_end_the_run_of_another(queue: TrainingQueue, gate: Event) -> None:
    run = queue.ask(LONG, "one")
    queue.ask(LONG, "other")
    run.leave("one")
    gate.set()
    assert finished(run).completed_steps == 2000


def test_a_run_is_given_up_when_nobody_looks(queue: TrainingQueue, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runs, "PATIENCE", 0.05)
    assert finished(queue.ask(LONG, "reader")).completed_steps < 2000


@pytest.mark.slow
def test_a_stopped_run_goes_on_from_where_it_was_left(queue: TrainingQueue, gate: Event) -> None:
    stopped = queue.ask(LONG, "reader")
    stopped.leave("reader")
    gate.set()
    assert stopped.wait(PATIENCE)
    again = queue.ask(LONG, "reader")
    assert again is not stopped
    assert_equal_bytes(finished(again), train(LONG))


def test_a_longer_run_begins_where_the_shorter_ended(
    queue: TrainingQueue, monkeypatch: pytest.MonkeyPatch
) -> None:
    finished(queue.ask(SHORT, "reader"))
    starts: list[bytes | None] = []
    compute = Workers.compute

    def noted(workers: Workers, spec: Spec, checkpoint: bytes | None) -> Part:
        starts.append(checkpoint)
        return compute(workers, spec, checkpoint)

    monkeypatch.setattr(Workers, "compute", noted)
    longer = replace(SHORT, steps=9, rate_changes=((5, 0.5),))
    assert_equal_bytes(finished(queue.ask(longer, "reader")), train(longer))
    assert starts[0] is not None


def test_a_run_of_another_start_does_not_go_on_from_this_one(queue: TrainingQueue) -> None:
    finished(queue.ask(SHORT, "reader"))
    other = replace(SHORT, seed=3, steps=9)
    assert_equal_bytes(finished(queue.ask(other, "reader")), train(other))


def test_runs_under_way_move_forward_side_by_side(
    queue: TrainingQueue, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("experiments.workers.SECONDS", 0.01)
    many = [queue.ask(replace(LONG, seed=seed), "reader") for seed in range(runs.SIDE_BY_SIDE)]
    until(lambda: all(has_progress(run) for run in many))
    assert not any(run.is_over for run in many)


def test_a_run_beyond_those_waits_and_knows_its_place(queue: TrainingQueue, gate: Event) -> None:
    first = [queue.ask(replace(LONG, seed=seed), "reader") for seed in range(runs.SIDE_BY_SIDE)]
    until(lambda: all(run.has_begun.is_set() for run in first))
    waiting = [queue.ask(replace(SHORT, seed=seed), "reader") for seed in range(3)]
    assert [queue.ahead_of(run) for run in (*first, *waiting)] == [0] * len(first) + [0, 1, 2]
    waiting[0].leave("reader")
    assert queue.ahead_of(waiting[2]) == 1
    for run in first:
        run.leave("reader")
    gate.set()
    assert finished(waiting[2]).completed_steps == 5


def test_a_long_run_lets_others_begin_after_its_turn(
    queue: TrainingQueue, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(runs, "PARTS_OF_A_TURN", 1)
    monkeypatch.setattr("experiments.workers.SECONDS", 0.01)
    many = [queue.ask(replace(LONG, seed=seed), "reader") for seed in range(runs.SIDE_BY_SIDE)]
    last = queue.ask(SHORT, "late")
    assert finished(last).completed_steps == 5
    assert not all(run.is_over for run in many)


def test_a_run_that_is_too_large_is_refused(queue: TrainingQueue) -> None:
    large = TrainingSpec(seeds=20, depth=10, width=64, steps=2000)
    assert large.work > MOST_WORK
    with pytest.raises(ValueError, match="at most"):
        queue.ask(large, "reader")


def test_an_error_in_training_reaches_the_reader_and_the_next_one_may_try_again(
    queue: TrainingQueue, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(*_: object) -> Part:
        raise RuntimeError("out of memory")

    with monkeypatch.context() as broken:
        broken.setattr(Workers, "compute", failing)
        run = queue.ask(SHORT, "reader")
        assert run.wait(PATIENCE)
        with pytest.raises(RuntimeError, match="out of memory"):
            _ = run.history
    assert finished(queue.ask(SHORT, "reader")).completed_steps == 5


def test_old_runs_are_forgotten_once_there_are_many(
    queue: TrainingQueue, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(runs, "REMEMBERED", 2)
    first, second, third = (replace(SHORT, steps=1, seed=seed) for seed in range(3))
    old = queue.ask(first, "reader")
    finished(old)
    kept = queue.ask(second, "reader")
    finished(kept)
    queue.ask(third, "reader")
    assert queue.ask(second, "reader") is kept
    assert queue.ask(first, "reader") is not old
