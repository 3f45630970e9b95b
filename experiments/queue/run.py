"""One run as its readers see it: how far it is, what it has recorded, and whether anybody still wants it."""

import time
from collections.abc import Callable, Hashable
from concurrent.futures import Future, wait
from threading import Event
from typing import Self

from experiments.queue.record import Record
from experiments.queue.workers import History, Spec
from experiments.training.history import Progress
from experiments.training.train import FinalStates, TrainingHistory, TrainingSpec

PATIENCE = 10.0  # seconds without a look from anybody until a run is given up


class RunFailedError(Exception):
    """The processes that computed a run died, twice at the same part."""


class Run:
    """One training run, or several in one stack: waiting, under way, finished, given up or failed.

    Args:
        spec: what to train.
        start: a run that is over, at whose end this one begins.
        clock: tells the seconds.
    """

    def __init__(
        self, spec: Spec, start: "Run | None" = None, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self.spec = spec
        self.progress: Progress | None = None  # None before the first part
        self.checkpoint: bytes | None = None
        self.has_begun = Event()
        self.memory, self.work_of_a_step = spec.memory, spec.work_of_a_step
        self.end: Future[History | None] = Future()
        self._record = Record(spec) if isinstance(spec, TrainingSpec) else None
        self._ends: FinalStates | None = None
        self._clock = clock
        self._looks: dict[Hashable, float] = {}
        if start and start.history and start.checkpoint:
            self.add(start.history, start.checkpoint)

    @classmethod
    def over(cls, history: TrainingHistory, checkpoint: bytes) -> Self:
        """A run that ended with this."""
        run = cls(history.spec)
        run.has_begun.set()
        run.progress = Progress(history.completed_steps, history.spec.steps, history.loss[-1])
        run.checkpoint = checkpoint
        run.end.set_result(history)
        return run

    def add(self, part: History, checkpoint: bytes) -> int:
        """Take in what was computed next, and say how many updates that were."""
        before = self.progress.step if self.progress else 0
        if isinstance(part, FinalStates):
            self._ends, loss = part, part.loss
        elif self._record:
            self._record.add(part)
            loss = part.loss[-1]
        self.progress, self.checkpoint = Progress(part.completed_steps, self.spec.steps, loss), checkpoint
        return part.completed_steps - before

    def finish(self) -> None:
        """Nothing more will be computed: what there is now is the result."""
        self.end.set_result(self._recorded)
        self._record = None

    def fail(self, error: Exception) -> None:
        """Nothing more will be computed, and whoever asks for a result hears why."""
        self.end.set_exception(error)
        self._record = None

    def look(self, watcher: Hashable) -> None:
        """Say that somebody still wants this run; one that is over needs nobody."""
        if not self.is_over:
            self._looks[watcher] = self._clock()

    def leave(self, watcher: Hashable) -> None:
        """Say that somebody does not want this run any more; without watchers it ends soon."""
        self._looks.pop(watcher, None)

    @property
    def watchers(self) -> list[Hashable]:
        """Who has looked of late."""
        now = self._clock()
        return [watcher for watcher, look in list(self._looks.items()) if now - look < PATIENCE]

    @property
    def is_wanted(self) -> bool:
        """Whether anybody has looked of late."""
        return bool(self.watchers)

    @property
    def is_over(self) -> bool:
        """Whether nothing more will be computed."""
        return self.end.done()

    @property
    def is_complete(self) -> bool:
        """Whether all updates are made."""
        return self.progress is not None and self.progress.step == self.spec.steps

    @property
    def history(self) -> TrainingHistory | None:
        """What has been recorded so far, or None before the first part.

        Raises:
            RunFailedError: the run ended so.
        """
        found = self.end.result() if self.end.done() else self._recorded
        return found if isinstance(found, TrainingHistory) else None

    @property
    def ends(self) -> FinalStates | None:
        """Where several runs in one stack ended, or None before that.

        Raises:
            RunFailedError: they ended so.
        """
        found = self.end.result() if self.end.done() else None
        return found if isinstance(found, FinalStates) else None

    def wait(self, seconds: float) -> bool:
        """Wait until the run is over, or for so many seconds; say whether it is."""
        return bool(wait([self.end], timeout=seconds).done)

    @property
    def _recorded(self) -> History | None:
        record = self._record
        if record:
            return record.history()
        return self._ends if self.is_complete else None  # networks on their way have no end
