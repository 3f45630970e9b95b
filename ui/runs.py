"""The queue of training runs that all sessions of this server share, and who is watching from this one."""

import atexit
import os
from collections.abc import Sequence
from functools import cache

from experiments.queue.queue import Run, RunFailedError, TrainingQueue
from experiments.queue.workers import Workers
from experiments.training.train import RunBatchSpec, TrainingSpec
from ui.session import state

__all__ = ["WORKERS", "Run", "RunFailedError", "ask", "close", "leave", "look", "pace", "queue"]

WORKERS = "ACTIVATION_LAB_WORKERS"  # how many processes train; 0: none, runs share the server's own
POLLING = 0.3  # seconds between two looks of a lone reader's page
SLOWEST = 5.0  # times that


class _Watcher:
    """By whom the queue knows a session."""


@cache
def queue() -> TrainingQueue:
    """Open the queue, with as many workers as the setting says or else as there are cores."""
    opened = TrainingQueue(Workers(int(os.environ.get(WORKERS, len(os.sched_getaffinity(0))))))
    atexit.register(opened.close)
    return opened


def close() -> None:
    """End all runs where they stand, if there have been any."""
    if queue.cache_info().currsize:
        queue().close()


def ask(specs: Sequence[TrainingSpec | RunBatchSpec], earlier: Sequence[Run] = ()) -> list[Run]:
    """Ask for runs from this session, and give up the earlier ones that are not among them."""
    found = [queue().ask(spec, state(_Watcher)) for spec in specs]
    for run in earlier:
        if run not in found:
            leave(run)
    return found


def look(run: Run) -> None:
    """Say that this session still waits for a run."""
    run.look(state(_Watcher))


def leave(run: Run) -> None:
    """Say that this session does not wait for a run any more."""
    run.leave(state(_Watcher))


def pace() -> float:
    """Seconds between two looks at a run; in a crowd each changes little, and every look costs the server."""
    return POLLING * min(max(1.0, queue().crowd), SLOWEST)
