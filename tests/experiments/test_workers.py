"""Worker processes: the same bytes as here, and what happens when one dies."""

import os
import signal
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest

from activations.catalogue import FunctionSpec
from experiments import runs
from experiments.runs import RunFailedError, TrainingQueue
from experiments.training import TrainingSpec, train
from experiments.workers import Part, compute
from tests.experiments.readers import assert_equal_bytes, has_progress, until, watched

SHORT = TrainingSpec(
    functions=(FunctionSpec("relu"), FunctionSpec("tanh")),
    samples=20,
    batch_size=20,
    depth=1,
    width=2,
    steps=5,
)
LONG = replace(SHORT, steps=2000)


@pytest.fixture(scope="module")
def processes() -> Iterator[TrainingQueue]:
    """Runs in two worker processes, as on a server with two cores."""
    opened = TrainingQueue(workers=2)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(runs, "PATIENCE", 600.0)  # no test here looks at all of its runs all the time
        yield opened
    opened.close()


@pytest.mark.slow
def test_worker_processes_compute_the_same_bytes(processes: TrainingQueue) -> None:
    specs = [replace(SHORT, steps=40, seed=seed) for seed in range(4)]
    for spec, run in [(spec, processes.ask(spec, "reader")) for spec in specs]:
        assert_equal_bytes(watched(run), train(spec))


@pytest.mark.slow
def test_a_killed_worker_costs_no_run(processes: TrainingQueue) -> None:
    specs = [replace(LONG, seed=seed) for seed in (1, 2)]
    first, second = (processes.ask(spec, "reader") for spec in specs)
    until(lambda: all([has_progress(first), has_progress(second)]))
    pool = processes.workers._processes
    assert pool is not None
    os.kill(next(iter(pool._processes)), signal.SIGKILL)
    for run, spec in zip((first, second), specs, strict=True):
        assert_equal_bytes(watched(run), train(spec))


@pytest.mark.slow
def test_a_run_that_kills_its_workers_fails_alone(
    processes: TrainingQueue, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("experiments.workers.compute", deadly)
    poison, other = replace(LONG, seed=99), replace(LONG, seed=98, steps=200)
    runs_of_both = processes.ask(poison, "reader"), processes.ask(other, "reader")
    until(lambda: has_progress(runs_of_both[0]) or runs_of_both[0].is_over)
    with pytest.raises(RunFailedError):
        _ = runs_of_both[0].history
    assert watched(runs_of_both[1]).completed_steps == 200


def deadly(spec: TrainingSpec, checkpoint: bytes | None) -> Part:
    """What a worker runs instead of a part: one seed ends the process."""
    if spec.seed == 99:
        os.kill(os.getpid(), signal.SIGKILL)
    return compute(spec, checkpoint)


@pytest.mark.slow
def test_new_worker_does_not_run_the_page_that_stands_in_for_the_main_module(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    page = ModuleType("__main__")
    page.__file__ = str(tmp_path / "page.py")
    Path(page.__file__).write_text("raise RuntimeError('a worker ran the page')", encoding="utf-8")
    monkeypatch.setitem(sys.modules, "__main__", page)  # as Streamlit does while a script runs
    pool = TrainingQueue(workers=1)
    try:
        assert_equal_bytes(watched(pool.ask(SHORT, "reader")), train(SHORT))
    finally:
        pool.close()
