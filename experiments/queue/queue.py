"""Training runs for many readers: one computation for equal settings, in parts that take turns."""

import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from threading import Condition, Thread

from experiments.queue.hold import held
from experiments.queue.line import Line
from experiments.queue.run import Run, RunFailedError
from experiments.queue.workers import Spec, Workers

__all__ = ["Run", "RunFailedError", "TrainingQueue"]

REMEMBERED = 64  # runs
MOST_REMEMBERED = 2**28  # bytes of them
MOST_UNDER_WAY = 2**29  # bytes of the runs that have begun
LARGEST_SHARE = 2  # a run begins when it takes at most one part in so many of the bytes that are left


class TrainingQueue:
    """Everybody's runs.

    Each of a few threads takes the run whose turn it is, has its next part computed, and puts it back: so all
    runs move forward side by side. A part takes a moment (`experiments.queue.workers.SECONDS`), or a
    step where one takes longer.

    Args:
        workers: what computes the parts.
        clock: tells the seconds.
    """

    def __init__(self, workers: Workers, clock: Callable[[], float] = time.monotonic) -> None:
        self.workers = workers
        self._clock = clock
        self._line = Line()
        self._runs: OrderedDict[Spec, Run] = OrderedDict()
        self._computing: set[Run] = set()
        self._changed = Condition()
        self._is_closed = False
        threads = workers.count + 1 if workers.count else 1  # one part is ready whenever a process is
        self._threads = [Thread(target=self._serve, name=f"run-{n}", daemon=True) for n in range(threads)]
        for thread in self._threads:
            thread.start()

    def ask(self, spec: Spec, watcher: Hashable) -> Run:
        """The run with these settings: one that is there already, one that goes on from it, or a new one.

        Raises:
            ValueError: the run would be larger than one reader may ask for.
        """
        if spec.share > 1:
            raise ValueError(f"This run is {spec.share:.1f} times as large as one reader may ask for.")
        with self._changed:
            run = self._runs.get(spec)
            if run is None:
                earlier = [each for each in self._runs.values() if each.is_over and spec.goes_on(each.spec)]
                start = max(earlier, key=lambda each: each.spec.steps, default=None)
                run = self._runs[spec] = Run(spec, start, self._clock)
            if run.is_over:
                self._runs.move_to_end(spec)  # those that were asked for longest ago are forgotten first
            run.look(watcher)
            self._forget()
            self._changed.notify()
        return run

    def ahead_of(self, run: Run) -> int:
        """How many runs begin before this one does."""
        with self._changed:
            waiting = [each for each in self._waiting() if not each.has_begun.is_set() and each.is_wanted]
            order = self._line.order(waiting)
        return order.index(run) if run in order else 0

    @property
    def crowd(self) -> float:
        """How many runs share one worker now, those that wait included."""
        with self._changed:
            wanted = sum(not run.is_over and run.is_wanted for run in self._runs.values())
        return wanted / max(1, self.workers.count)

    def close(self) -> None:
        """End all runs where they stand."""
        with self._changed:
            self._is_closed = True
            for run in self._waiting():
                self._give_up(run)
            self._changed.notify_all()
        self.workers.close()
        if not self.workers.count:  # PyTorch is not to be interrupted by the end of the program
            for thread in self._threads:
                thread.join()

    def _serve(self) -> None:
        """Have one part after the other computed, each of the run whose turn it is; for a thread."""
        while run := self._take():
            while held(run.progress.step if run.progress else 0) and run.is_wanted and not self._is_closed:
                pass  # a test looks at what a page shows meanwhile
            try:
                updates = run.add(*self.workers.compute(run.spec, run.checkpoint)) if run.is_wanted else 0
            except Exception as error:  # whatever it is, the readers who wait must hear of it
                self._fail(run, error)
            else:
                self._put_back(run, updates)

    def _take(self) -> Run | None:
        """Wait for the run whose turn it is; None when the queue is closed."""
        with self._changed:
            while not self._is_closed:
                for run in [run for run in self._waiting() if not run.is_wanted]:
                    self._give_up(run)
                if chosen := self._line.next(self._ready()):
                    chosen.has_begun.set()
                    self._computing.add(chosen)
                    return chosen
                self._changed.wait()
        return None

    def _put_back(self, run: Run, updates: int) -> None:
        """Charge a part that brought so many updates, and let its run wait for the next one or end."""
        with self._changed:
            self._computing.remove(run)
            self._line.charge(run, run.work_of_a_step * updates)
            if run.is_complete:
                run.finish()
                self._forget()
            elif self._is_closed:
                self._give_up(run)
            self._line.keep(run for run in self._runs.values() if not run.is_over)
            self._changed.notify_all()

    def _fail(self, run: Run, error: Exception) -> None:
        with self._changed:
            self._computing.remove(run)
            self._runs.pop(run.spec, None)
            run.fail(RunFailedError() if isinstance(error, BrokenProcessPool) else error)
            self._changed.notify_all()

    def _waiting(self) -> list[Run]:
        """The runs that wait for their first or next part, in the order in which they were asked for."""
        return [run for run in self._runs.values() if not run.is_over and run not in self._computing]

    def _ready(self) -> list[Run]:
        """Those of them that are under way, and those for which there is room to begin.

        Small ones always find room, since no run may take all that is left of it.
        """
        under_way = [run for run in self._runs.values() if run.has_begun.is_set() and not run.is_over]
        room = (MOST_UNDER_WAY - sum(run.memory for run in under_way)) / LARGEST_SHARE
        return [
            run for run in self._waiting() if run.has_begun.is_set() or run.memory <= room or not under_way
        ]

    def _give_up(self, run: Run) -> None:
        """Keep what was computed as a shorter run, from which a later one can go on."""
        self._runs.pop(run.spec, None)
        run.finish()
        history = run.history
        if history and run.checkpoint:
            reached = history.spec.until(history.completed_steps)
            shorter = Run.over(replace(history, spec=reached), run.checkpoint)
            self._runs.setdefault(reached, shorter)
            self._forget()

    def _forget(self) -> None:
        """Drop the runs that were asked for longest ago, once they are many or large."""
        over = [run for run in self._runs.values() if run.is_over]
        taken = sum(run.memory for run in over)
        while over and (len(self._runs) > REMEMBERED or taken > MOST_REMEMBERED):
            oldest = over.pop(0)
            taken -= oldest.memory
            del self._runs[oldest.spec]
