"""Whose part is computed next, who has to wait for memory, and what a run holds on its way."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from experiments.queue import queue
from experiments.queue.line import EVERY
from tests.experiments.queue.readers import Lesson, finished
from tests.experiments.queue.test_queue import LONG, SHORT, seeds


@pytest.fixture
def lesson() -> Iterator[Lesson]:
    """A queue whose worker waits for the test's word at every part."""
    opened = Lesson()
    yield opened
    opened.close()


def test_runs_under_way_move_forward_side_by_side(lesson: Lesson) -> None:
    many = [lesson.queue.ask(spec, spec) for spec in seeds(8)]
    lesson.worker.wait()
    lesson.worker.let(80)
    steps = [run.progress.step if run.progress else 0 for run in many]
    assert max(steps) - min(steps) <= 2


def test_a_short_run_is_through_before_large_ones_go_on(lesson: Lesson) -> None:
    for spec in seeds(12):
        lesson.queue.ask(spec, spec)
    lesson.worker.wait()
    lesson.worker.let(120)
    late = lesson.queue.ask(SHORT, "late")
    lesson.worker.let(1 + SHORT.steps + SHORT.steps // EVERY + 1)  # the part under way, and every fourth one
    assert late.is_over


def test_fifty_requests_of_one_reader_keep_nobody_waiting(lesson: Lesson) -> None:
    for spec in seeds(50):
        lesson.queue.ask(spec, "greedy")
    modest = lesson.queue.ask(LONG, "modest")
    lesson.worker.wait()
    lesson.worker.let(60)
    assert 29 <= lesson.worker.parts.count(modest.spec) <= 32
    assert lesson.queue.ahead_of(modest) == 0


def test_a_run_that_has_not_begun_knows_its_place(lesson: Lesson) -> None:
    first, *others = (lesson.queue.ask(spec, spec) for spec in seeds(4))
    lesson.worker.wait()
    assert first.has_begun.is_set()
    assert [lesson.queue.ahead_of(run) for run in (first, *others)] == [0, 0, 1, 2]
    others[0].leave(others[0].spec)
    assert lesson.queue.ahead_of(others[2]) == 1


def test_a_large_run_waits_until_there_is_memory_and_a_small_one_does_not(
    lesson: Lesson, monkeypatch: pytest.MonkeyPatch
) -> None:
    large = replace(LONG, width=64, depth=3, steps=8)
    monkeypatch.setattr(queue, "MOST_UNDER_WAY", 2.5 * large.memory)
    first, second, third = (lesson.queue.ask(spec, spec) for spec in seeds(3, large))
    small = lesson.queue.ask(SHORT, "small")
    assert small.memory < large.memory / 10
    lesson.worker.wait()
    lesson.worker.let(9)
    begun = [run.has_begun.is_set() for run in (first, second, third)]
    assert (begun, small.is_over) == ([True, False, False], True)
    lesson.worker.let_all()
    assert finished(third).completed_steps == finished(second).completed_steps == 8


def test_what_a_run_holds_on_its_way_does_not_grow_with_the_number_of_its_parts(lesson: Lesson) -> None:
    spec = replace(LONG, width=16, depth=3, most_snapshots=2)
    run = lesson.queue.ask(spec, "reader")
    lesson.worker.wait()
    lesson.worker.let(30)
    history = run.history
    assert history is not None
    assert history.snapshot_steps.tolist() == [0, 30]
