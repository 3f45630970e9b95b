"""Training runs beside the pages: shared, watched, stopped, and loud when they fail."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier, Event

import numpy as np
import pytest

from activations.catalogue import FunctionSpec
from experiments.training import Progress, TrainingHistory, TrainingSpec, train
from ui import runs

RELU, TANH = FunctionSpec("relu"), FunctionSpec("tanh")
SHORT = TrainingSpec(functions=(RELU, TANH), samples=20, batch_size=20, depth=1, width=2, steps=5)
LONG = replace(SHORT, steps=2000)
PATIENCE = 60.0  # seconds until a test counts as hanging, on a machine that is busy with something else
Report = Callable[[Progress], None]
Question = Callable[[], bool]


@pytest.fixture(autouse=True)
def forgotten() -> Iterator[None]:
    """No run of one test is found by the next."""
    runs.run_of.clear()
    yield
    runs.run_of.clear()


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Iterator[Event]:
    """Training waits at its first report until the gate is set."""
    opened = Event()

    def waiting(spec: TrainingSpec, report: Report, cancelled: Question) -> TrainingHistory:
        def report_and_wait(progress: Progress) -> None:
            report(progress)
            opened.wait(PATIENCE)

        return train(spec, report_and_wait, cancelled)

    monkeypatch.setattr(runs, "train", waiting)
    yield opened
    opened.set()


def finished(run: runs.Run) -> TrainingHistory:
    run.wait(PATIENCE)
    assert run.history is not None, "the run hangs"
    return run.history


def wait_until_reported(run: runs.Run) -> Progress:
    for _ in range(round(PATIENCE / 0.01)):
        if run.progress is not None:
            return run.progress
        run.wait(0.01)
    raise AssertionError("The run reports nothing.")


def test_equal_settings_share_one_run_however_they_are_written() -> None:
    written = replace(SHORT, functions=(FunctionSpec.parse("leaky-relu:alpha=0.01"),), noise=0)
    same = replace(SHORT, functions=(FunctionSpec("leaky-relu"),), noise=0.0)
    assert runs.run_of(written) is runs.run_of(same)


@pytest.mark.parametrize(
    "other", [replace(SHORT, seed=1), replace(SHORT, steps=6), replace(SHORT, functions=(TANH, RELU))]
)
def test_other_settings_have_a_run_of_their_own(other: TrainingSpec) -> None:
    assert runs.run_of(SHORT) is not runs.run_of(other)


def test_readers_who_ask_at_the_same_moment_share_one_run() -> None:
    together = Barrier(8)

    def ask(_: int) -> runs.Run:
        together.wait(PATIENCE)
        return runs.run_of(SHORT)

    with ThreadPoolExecutor(8) as readers:
        assert len({id(run) for run in readers.map(ask, range(8))}) == 1


def test_a_finished_run_has_the_history_that_training_gives() -> None:
    history, expected = finished(runs.run_of(SHORT)), train(SHORT)
    assert history.spec == SHORT
    assert np.array_equal(history.loss, expected.loss)
    assert np.array_equal(history.gradient_magnitude, expected.gradient_magnitude)


def test_a_finished_run_is_not_computed_again() -> None:
    history = finished(runs.run_of(SHORT))
    assert runs.run_of(SHORT).history is history


def test_progress_comes_while_a_run_is_being_computed_and_its_history_afterwards(gate: Event) -> None:
    run = runs.run_of(LONG)
    progress = wait_until_reported(run)
    assert 0 < progress.step < progress.steps == 2000
    assert progress.loss.shape == (2,)
    assert run.history is None
    gate.set()
    finished(run)
    assert run.progress is not None
    assert run.progress.step == 2000


def test_a_stopped_run_keeps_what_was_recorded_until_then(gate: Event) -> None:
    run = runs.run_of(LONG)
    reached = wait_until_reported(run).step
    run.stop()
    gate.set()
    history = finished(run)
    assert history.completed_steps == reached < 2000
    assert history.loss.shape == (reached + 1, 2)
    assert np.array_equal(history.loss, train(LONG).loss[: reached + 1])


def test_a_stopped_run_is_computed_anew_when_it_is_asked_for_again(gate: Event) -> None:
    stopped = runs.run_of(LONG)
    wait_until_reported(stopped)
    stopped.stop()
    again = runs.run_of(LONG)
    gate.set()
    assert again is not stopped
    assert finished(again).completed_steps == 2000
    assert finished(stopped).completed_steps < 2000


def test_stopping_one_run_leaves_the_others_alone(gate: Event) -> None:
    stopped, other = runs.run_of(LONG), runs.run_of(SHORT)
    wait_until_reported(stopped)
    stopped.stop()
    gate.set()
    assert runs.run_of(SHORT) is other
    assert finished(other).completed_steps == 5


def test_a_run_waits_its_turn_while_as_many_as_the_cores_compute(gate: Event) -> None:
    busy = [runs.run_of(replace(LONG, seed=seed)) for seed in range(runs.AT_ONCE)]
    for run in busy:
        wait_until_reported(run)
    waiting = runs.run_of(SHORT)
    waiting.wait(0.2)
    assert waiting.progress is None
    assert waiting.history is None
    for run in busy:
        run.stop()
    gate.set()
    assert finished(waiting).completed_steps == 5


@pytest.mark.usefixtures("gate")
def test_waiting_for_a_run_ends_when_the_patience_does() -> None:
    run = runs.run_of(LONG)
    run.wait(0.01)
    assert run.history is None


def test_an_exception_in_training_reaches_whoever_looks_at_the_run(monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(*_: object) -> TrainingHistory:
        raise RuntimeError("out of memory")

    monkeypatch.setattr(runs, "train", failing)
    run = runs.run_of(SHORT)
    run.wait(PATIENCE)
    with pytest.raises(RuntimeError, match="out of memory"):
        _ = run.history


def test_a_failed_run_leaves_the_workers_to_the_next_one(monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(*_: object) -> TrainingHistory:
        raise RuntimeError("out of memory")

    with monkeypatch.context() as broken:
        broken.setattr(runs, "train", failing)
        for seed in range(2 * runs.AT_ONCE):
            runs.run_of(replace(SHORT, seed=seed)).wait(PATIENCE)
    assert finished(runs.run_of(replace(SHORT, seed=99))).completed_steps == 5
