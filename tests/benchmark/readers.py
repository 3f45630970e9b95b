"""Sixteen readers who train at once: the queue beside threads without a bound, and a slider elsewhere."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median
from threading import Event, Thread

from activations.catalogue import FunctionSpec
from activations.measured.properties import measure
from experiments.queue.queue import Run, TrainingQueue
from experiments.training.train import Trainer, TrainingSpec

READERS = 16
SECONDS = 6.0
POLLING = 0.02


@dataclass(frozen=True, slots=True)
class Crowd:
    """What sixteen readers got in a few seconds."""

    steps_a_second: float  # of all runs together
    worst_gap: float  # seconds between two reports of one run, or until its first
    slider: float  # median seconds that a move of a slider on a function's page took the server meanwhile


def median_crowd(crowds: list[Crowd]) -> Crowd:
    """The median of each figure."""
    return Crowd(
        median(crowd.steps_a_second for crowd in crowds),
        median(crowd.worst_gap for crowd in crowds),
        median(crowd.slider for crowd in crowds),
    )


def specification(reader: int) -> TrainingSpec:
    """Six networks with a seed of the reader's own, so that no two runs are shared."""
    return TrainingSpec(depth=4, width=16, batch_size=32, steps=2000, seed=reader)


def slider_time(seconds: float, while_waiting: Callable[[], None] = lambda: None) -> float:
    """Move a slider again and again for so long; return the median time of what the server does for it."""
    times: list[float] = []
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        alpha = (len(times) % 99 + 1) / 100
        start = time.perf_counter()
        measure(FunctionSpec("leaky-relu", (("alpha", alpha),)).create())
        times.append(time.perf_counter() - start)
        while_waiting()
        time.sleep(POLLING)
    return median(times)


class Reports:
    """When each run was last heard of, and the longest silence."""

    def __init__(self) -> None:
        now = time.monotonic()
        self.steps, self.heard, self.worst_gap = [0] * READERS, [now] * READERS, 0.0

    def hear(self, reader: int, step: int) -> None:
        now = time.monotonic()
        self.worst_gap = max(self.worst_gap, now - self.heard[reader])
        if step > self.steps[reader]:
            self.steps[reader], self.heard[reader] = step, now


def in_threads() -> Crowd:
    """A thread a reader, all at once."""
    reports, end = Reports(), Event()

    def run(reader: int) -> None:
        trainer = Trainer(specification(reader))
        while not end.is_set():
            trainer.step()
            reports.hear(reader, trainer.completed)

    threads = [Thread(target=run, args=(reader,)) for reader in range(READERS)]
    for thread in threads:
        thread.start()
    slider = slider_time(SECONDS)
    steps = sum(reports.steps)
    end.set()
    for thread in threads:
        thread.join()
    return Crowd(steps / SECONDS, reports.worst_gap, slider)


def in_queue(queue: TrainingQueue) -> Crowd:
    """The lab's own queue, whose worker processes are there already."""
    runs = [queue.ask(specification(reader), reader) for reader in range(READERS)]
    reports = Reports()

    def look() -> None:
        for reader, run in enumerate(runs):
            run.look(reader)
            reports.hear(reader, _step(run))

    slider = slider_time(SECONDS, look)
    steps = sum(reports.steps)
    for reader, run in enumerate(runs):
        run.leave(reader)
    for run in runs:
        run.wait(SECONDS)
    return Crowd(steps / SECONDS, reports.worst_gap, slider)


def idle_slider() -> float:
    """The slider's time when nobody trains."""
    return slider_time(SECONDS / 3)


def _step(run: Run) -> int:
    progress = run.progress
    return progress.step if progress else 0
