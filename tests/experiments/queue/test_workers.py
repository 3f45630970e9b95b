"""Worker processes: the same bytes as here, and what happens when one dies."""

import os
import signal
import sys
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from types import ModuleType

import pytest

from activations.catalogue import FunctionSpec
from experiments.queue.queue import RunFailedError, TrainingQueue
from experiments.queue.workers import Part, Spec, Workers, compute
from experiments.training.train import TrainingSpec, train
from tests.experiments.queue.readers import Clock, assert_equal_bytes, finished

pytestmark = pytest.mark.slow

SPEC = TrainingSpec(
    functions=(FunctionSpec("relu"), FunctionSpec("tanh")),
    samples=20,
    batch_size=20,
    depth=1,
    width=2,
    steps=200,
)


@pytest.fixture(scope="module")
def processes() -> Iterator[TrainingQueue]:
    """Runs in two worker processes, as on a server with two cores; nobody has to look at them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            "experiments.queue.workers.POLITENESS", 0
        )  # beside other tests the last would come last
        opened = TrainingQueue(Workers(2), Clock())
        yield opened
        opened.close()


def test_worker_processes_compute_the_same_bytes(processes: TrainingQueue) -> None:
    specs = [replace(SPEC, seed=seed) for seed in range(4)]
    for spec, run in [(spec, processes.ask(spec, "reader")) for spec in specs]:
        assert_equal_bytes(finished(run), train(spec))


def test_a_killed_worker_costs_no_run(
    processes: TrainingQueue, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("experiments.queue.workers.compute", partial(dies_once, tmp_path / "died"))
    specs = [replace(SPEC, seed=seed) for seed in (11, 12)]
    for spec, run in [(spec, processes.ask(spec, spec)) for spec in specs]:
        assert_equal_bytes(finished(run), train(spec))
    assert (tmp_path / "died").exists()


def dies_once(sign: Path, spec: Spec, checkpoint: bytes | None) -> Part:
    """What workers run instead of a part: the first of them ends its process."""
    try:
        sign.touch(exist_ok=False)
    except FileExistsError:
        return compute(spec, checkpoint)
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError


def test_a_run_that_kills_its_workers_fails_alone(
    processes: TrainingQueue, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("experiments.queue.workers.compute", deadly)
    poison, other = (processes.ask(replace(SPEC, seed=seed), seed) for seed in (99, 98))
    with pytest.raises(RunFailedError):
        finished(poison)
    assert finished(other).completed_steps == SPEC.steps


def deadly(spec: TrainingSpec, checkpoint: bytes | None) -> Part:
    """What workers run instead of a part: one seed ends the process."""
    if spec.seed == 99:
        os.kill(os.getpid(), signal.SIGKILL)
    return compute(spec, checkpoint)


def test_new_worker_does_not_run_the_page_that_stands_in_for_the_main_module(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    page = ModuleType("__main__")
    page.__file__ = str(tmp_path / "page.py")
    Path(page.__file__).write_text("raise RuntimeError('a worker ran the page')", encoding="utf-8")
    monkeypatch.setitem(sys.modules, "__main__", page)  # as Streamlit does while a script runs
    short = replace(SPEC, steps=5)
    pool = TrainingQueue(Workers(1))
    try:
        assert_equal_bytes(finished(pool.ask(short, "reader")), train(short))
    finally:
        pool.close()
