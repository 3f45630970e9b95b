"""Training runs for many readers: a waiting line, turns, and one computation for equal settings.

Two executors of the standard library do the scheduling. The first has a thread for every run that is under
way; its own line holds the runs that wait. Each thread sends its run part by part to the second, whose worker
processes take the parts in the order in which they come: so the runs under way move forward side by side.
"""

import time
from collections import OrderedDict
from collections.abc import Hashable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from threading import Event, Lock

from experiments.history import Progress
from experiments.hold import held
from experiments.specification import MOST_WORK
from experiments.training import Ends, TrainingHistory, joined
from experiments.workers import History, Spec, Workers

SIDE_BY_SIDE = 8  # runs under way for each worker: an ordinary part of each takes less than a second
PARTS_OF_A_TURN = 100  # after these a run goes to the end of the line
PATIENCE = 10.0  # seconds without a look from anybody until a run is given up
REMEMBERED = 64  # runs


class RunFailedError(Exception):
    """The processes that computed a run died, twice at the same part."""


class Run:
    """One training run, or several in one stack: waiting, under way, finished, given up or failed."""

    def __init__(self, spec: Spec, start: "Run | None" = None) -> None:
        self.spec = spec
        self.parts: list[History] = list(start.parts) if start else []
        self.checkpoint: bytes | None = start.checkpoint if start else None
        self.has_begun = Event()
        self.end: Future[History | None] = Future()
        self._looks: dict[Hashable, float] = {}

    def look(self, watcher: Hashable) -> None:
        """Say that somebody still wants this run; one that is over needs nobody."""
        if not self.is_over:
            self._looks[watcher] = time.monotonic()

    def leave(self, watcher: Hashable) -> None:
        """Say that somebody does not want this run any more; without watchers it ends soon."""
        self._looks.pop(watcher, None)

    @property
    def is_wanted(self) -> bool:
        """Whether anybody has looked of late."""
        return any(time.monotonic() - look < PATIENCE for look in list(self._looks.values()))

    @property
    def is_over(self) -> bool:
        """Whether nothing more will be computed."""
        return self.end.done()

    @property
    def progress(self) -> Progress | None:
        """How far the run has come, or None before its first part."""
        if not self.parts:
            return None
        last = self.parts[-1]
        loss = last.loss if isinstance(last, Ends) else last.loss[-1]
        return Progress(last.completed_steps, self.spec.steps, loss)

    @property
    def history(self) -> TrainingHistory | None:
        """What has been recorded so far, or None before the first part.

        Raises:
            RunFailedError: the run ended so.
        """
        found = self.end.result() if self.end.done() else _whole(self.parts) if self.parts else None
        return found if isinstance(found, TrainingHistory) else None

    @property
    def ends(self) -> Ends | None:
        """Where several runs in one stack ended, or None before that.

        Raises:
            RunFailedError: they ended so.
        """
        found = self.end.result() if self.end.done() else None
        return found if isinstance(found, Ends) else None

    def wait(self, seconds: float) -> bool:
        """Wait until the run is over, or for so many seconds; say whether it is."""
        return bool(wait([self.end], timeout=seconds).done)


class TrainingQueue:
    """Everybody's runs.

    Args:
        workers: how many processes compute; 0 to compute in threads of this one.
    """

    def __init__(self, workers: int) -> None:
        self.workers = Workers(workers)
        self._threads = ThreadPoolExecutor(SIDE_BY_SIDE * max(1, workers), thread_name_prefix="run")
        self._runs: OrderedDict[Spec, Run] = OrderedDict()
        self._lock = Lock()
        self._is_closed = False

    def ask(self, spec: Spec, watcher: Hashable) -> Run:
        """The run with these settings: one that is there already, one that goes on from it, or a new one.

        Raises:
            ValueError: the run would be larger than one reader may ask for.
        """
        if spec.work > MOST_WORK:
            raise ValueError(f"A run has at most {MOST_WORK:.0e} multiplications; this has {spec.work:.0e}.")
        with self._lock:
            run = self._runs.get(spec)
            if run is None:
                earlier = [each for each in self._runs.values() if each.is_over and spec.goes_on(each.spec)]
                start = max(earlier, key=lambda each: each.spec.steps, default=None)
                run = self._runs[spec] = Run(spec, start)
                self._threads.submit(self._turn, run)
            if run.is_over:
                self._runs.move_to_end(spec)  # those that were asked for longest ago are forgotten first
            run.look(watcher)
            self._forget()
        return run

    def ahead_of(self, run: Run) -> int:
        """How many runs begin before this one does."""
        with self._lock:
            waiting = [each for each in self._runs.values() if not each.has_begun.is_set()]
        return sum(each.is_wanted for each in waiting[: waiting.index(run)]) if run in waiting else 0

    @property
    def crowd(self) -> float:
        """How many runs share one worker now, those that wait included."""
        with self._lock:
            wanted = sum(not run.is_over and run.is_wanted for run in self._runs.values())
        return wanted / max(1, self.workers.count)

    def close(self) -> None:
        """End all runs where they stand."""
        self._is_closed = True
        self._threads.shutdown(wait=False, cancel_futures=True)
        self.workers.close()

    def _turn(self, run: Run) -> None:
        """Take a run further; if it has not ended after its turn, it queues up again behind the others."""
        try:
            for _ in range(PARTS_OF_A_TURN):
                while not self._is_dropped(run) and held(run.progress.step if run.progress else 0):
                    pass
                if self._is_dropped(run):
                    return self._give_up(run)
                run.has_begun.set()
                part, run.checkpoint = self.workers.compute(run.spec, run.checkpoint)
                run.parts.append(part)
                if part.completed_steps == run.spec.steps:
                    run.parts = [_whole(run.parts)]
                    return run.end.set_result(run.parts[0])
            self._threads.submit(self._turn, run)
        except Exception as error:  # whatever it is, the readers who wait must hear of it
            with self._lock:
                self._runs.pop(run.spec, None)
            is_death = isinstance(error, BrokenProcessPool)
            run.end.set_exception(RunFailedError() if is_death else error)
        return None

    def _is_dropped(self, run: Run) -> bool:
        return self._is_closed or not run.is_wanted

    def _give_up(self, run: Run) -> None:
        """Keep what was computed as a shorter run, from which a later one can go on."""
        with self._lock:
            if run.is_wanted and not self._is_closed:  # somebody came in the meantime
                self._threads.submit(self._turn, run)
                return
            self._runs.pop(run.spec, None)
            history = run.history
            if history:
                reached = history.spec.until(history.completed_steps)
                shorter = Run(reached)
                shorter.has_begun.set()
                shorter.parts, shorter.checkpoint = [replace(history, spec=reached)], run.checkpoint
                shorter.end.set_result(shorter.parts[0])
                self._runs.setdefault(reached, shorter)
        run.end.set_result(history)

    def _forget(self) -> None:
        """Drop the runs that were asked for longest ago, once there are many."""
        over = [spec for spec, run in self._runs.items() if run.is_over]
        for spec in over[: max(0, len(self._runs) - REMEMBERED)]:
            del self._runs[spec]


def _whole(parts: list[History]) -> History:
    """What the parts of a run come to; where only the ends are kept, the last part has them."""
    courses = [part for part in parts if isinstance(part, TrainingHistory)]
    return joined(courses) if courses else parts[-1]
