"""Runs of many readers: shared, in turns, watched, given up, gone on with, and loud when they fail."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier

import numpy as np
import pytest

from activations.catalogue import FunctionSpec
from experiments.queue import queue as runs
from experiments.queue import run
from experiments.queue.queue import TrainingQueue
from experiments.queue.run import Run
from experiments.queue.workers import Part
from experiments.training.train import TrainingSpec, train
from tests.experiments.queue.readers import PATIENCE, Lesson, Slow, assert_equal_bytes, finished

RELU, TANH = FunctionSpec("relu"), FunctionSpec("tanh")
SHORT = TrainingSpec(functions=(RELU, TANH), samples=20, batch_size=20, depth=1, width=2, steps=5)
LONG = replace(SHORT, steps=40)


@pytest.fixture
def lesson() -> Iterator[Lesson]:
    """A queue whose worker waits for the test's word at every part."""
    opened = Lesson()
    yield opened
    opened.close()


@pytest.fixture
def queue(lesson: Lesson) -> TrainingQueue:
    """A queue whose worker never waits."""
    lesson.worker.let_all()
    return lesson.queue


def seeds(count: int, spec: TrainingSpec = LONG) -> list[TrainingSpec]:
    """So many runs that are not each other's."""
    return [replace(spec, seed=seed) for seed in range(100, 100 + count)]


def test_equal_settings_share_one_run_however_they_are_written(lesson: Lesson) -> None:
    written = replace(SHORT, functions=(FunctionSpec.parse("leaky-relu:alpha=0.01"),), noise=0)
    same = replace(SHORT, functions=(FunctionSpec("leaky-relu"),), noise=0.0)
    assert lesson.queue.ask(written, "one") is lesson.queue.ask(same, "other")


@pytest.mark.parametrize(
    "other", [replace(SHORT, seed=1), replace(SHORT, steps=6), replace(SHORT, functions=(TANH, RELU))]
)
def test_other_settings_have_a_run_of_their_own(lesson: Lesson, other: TrainingSpec) -> None:
    assert lesson.queue.ask(SHORT, "one") is not lesson.queue.ask(other, "one")


def test_readers_who_ask_at_the_same_moment_share_one_run(lesson: Lesson) -> None:
    together = Barrier(8)

    def ask(reader: int) -> Run:
        together.wait(PATIENCE)
        return lesson.queue.ask(SHORT, reader)

    with ThreadPoolExecutor(8) as readers:
        assert len({id(run) for run in readers.map(ask, range(8))}) == 1


def test_a_finished_run_has_the_history_that_training_gives_and_is_not_computed_again(
    queue: TrainingQueue,
) -> None:
    run = queue.ask(SHORT, "one")
    assert_equal_bytes(finished(run), train(SHORT))
    assert queue.ask(SHORT, "other") is run


def test_progress_comes_while_a_run_is_being_computed(lesson: Lesson) -> None:
    run = lesson.queue.ask(LONG, "reader")
    assert run.progress is None
    lesson.worker.wait()
    lesson.worker.let(3)
    progress = run.progress
    assert progress is not None
    assert (progress.step, progress.steps) == (3, 40)
    assert progress.loss.tobytes() == train(LONG).loss[3].tobytes()
    assert not run.is_over


def test_what_was_recorded_can_be_looked_at_on_the_way_and_stays_as_it_is(lesson: Lesson) -> None:
    run = lesson.queue.ask(LONG, "reader")
    lesson.worker.wait()
    lesson.worker.let(7)
    early = run.history
    assert early is not None
    lesson.worker.let_all()
    whole = finished(run)
    assert early.loss.tobytes() == whole.loss[:8].tobytes()
    assert early.snapshot_steps.tolist() == list(range(8))


def test_a_run_that_nobody_wants_ends_and_keeps_what_was_recorded(lesson: Lesson) -> None:
    run = lesson.queue.ask(LONG, "reader")
    lesson.worker.wait()
    lesson.worker.let(3)
    run.leave("reader")
    lesson.worker.let_all()  # the part that was under way comes to its end
    history = finished(run)
    assert history.completed_steps == 4
    assert np.array_equal(history.loss, train(LONG).loss[:5])


def test_one_reader_who_leaves_does_not_end_the_run_of_another(lesson: Lesson) -> None:
    run = lesson.queue.ask(LONG, "one")
    lesson.queue.ask(LONG, "other")
    lesson.worker.wait()
    run.leave("one")
    lesson.worker.let_all()
    assert finished(run).completed_steps == 40


def test_a_run_is_given_up_when_nobody_has_looked_for_long_and_not_before(lesson: Lesson) -> None:
    looked_at, forgotten = (lesson.queue.ask(spec, spec) for spec in seeds(2))
    lesson.worker.wait()
    lesson.worker.let(5)
    lesson.clock.now = run.PATIENCE - 1
    looked_at.look("reader")
    lesson.worker.let(5)
    assert not forgotten.is_over
    lesson.clock.now = run.PATIENCE + 1
    lesson.worker.let_all()
    assert finished(forgotten).completed_steps < 40
    assert finished(looked_at).completed_steps == 40


def test_a_stopped_run_goes_on_from_where_it_was_left(lesson: Lesson) -> None:
    stopped = lesson.queue.ask(LONG, "reader")
    lesson.worker.wait()
    lesson.worker.let(3)
    stopped.leave("reader")
    lesson.worker.let_all()
    assert finished(stopped).completed_steps == 4
    again = lesson.queue.ask(LONG, "reader")
    assert again is not stopped
    assert_equal_bytes(finished(again), train(LONG))
    assert len(lesson.worker.parts) == 40


def test_a_longer_run_begins_where_the_shorter_ended(lesson: Lesson) -> None:
    lesson.worker.let_all()
    finished(lesson.queue.ask(SHORT, "reader"))
    longer = replace(SHORT, steps=9, rate_changes=((5, 0.5),))
    assert_equal_bytes(finished(lesson.queue.ask(longer, "reader")), train(longer))
    assert len(lesson.worker.parts) == 9


def test_a_run_of_another_start_does_not_go_on_from_this_one(queue: TrainingQueue) -> None:
    finished(queue.ask(SHORT, "reader"))
    other = replace(SHORT, seed=3, steps=9)
    assert_equal_bytes(finished(queue.ask(other, "reader")), train(other))


def test_a_run_that_is_too_large_is_refused(lesson: Lesson) -> None:
    large = TrainingSpec(seeds=20, depth=10, width=64, steps=2000)
    assert large.share > 1
    with pytest.raises(ValueError, match="times as large"):
        lesson.queue.ask(large, "reader")


def test_an_error_in_training_reaches_the_reader_and_the_next_one_may_try_again(
    queue: TrainingQueue, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(*_: object) -> Part:
        raise RuntimeError("out of memory")

    with monkeypatch.context() as broken:
        broken.setattr(Slow, "compute", failing)
        run = queue.ask(SHORT, "reader")
        assert run.wait(PATIENCE)
        with pytest.raises(RuntimeError, match="out of memory"):
            _ = run.history
    assert finished(queue.ask(SHORT, "reader")).completed_steps == 5


def test_old_runs_are_forgotten_once_there_are_many(
    queue: TrainingQueue, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(runs, "REMEMBERED", 2)
    old, kept, _ = (queue.ask(spec, "reader") for spec in seeds(3, SHORT) if finished_one(queue, spec))
    assert queue.ask(kept.spec, "reader") is kept
    assert queue.ask(old.spec, "reader") is not old


def test_old_runs_are_forgotten_once_they_are_large(
    queue: TrainingQueue, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(runs, "MOST_REMEMBERED", 2.5 * SHORT.memory)
    old, kept, _ = (queue.ask(spec, "reader") for spec in seeds(3, SHORT) if finished_one(queue, spec))
    assert queue.ask(kept.spec, "reader") is kept
    assert queue.ask(old.spec, "reader") is not old


def finished_one(queue: TrainingQueue, spec: TrainingSpec) -> bool:
    """Have a run computed to its end."""
    return finished(queue.ask(spec, "reader")).completed_steps == spec.steps


def test_a_queue_that_closes_ends_all_runs_where_they_stand(lesson: Lesson) -> None:
    under_way, waiting = (lesson.queue.ask(spec, spec) for spec in seeds(2))
    lesson.worker.wait()
    lesson.close()
    assert under_way.is_over
    assert waiting.is_over
