"""The queue of training runs that all sessions of this server share, and who is watching from this one."""

import atexit
import os
from collections.abc import Sequence
from functools import cache

import streamlit as st

from experiments.queue.queue import Run, RunFailedError, TrainingQueue
from experiments.queue.workers import Workers
from experiments.training.train import RunBatchSpec, TrainingSpec

__all__ = ["WORKERS", "Run", "RunFailedError", "ask", "ask_all", "close", "leave", "look", "pace", "queue"]

WORKERS = "ACTIVATION_LAB_WORKERS"  # how many processes train; 0: none, runs share the server's own
POLLING = 0.3  # seconds between two looks of a lone reader's page
SLOWEST = 5.0  # times that


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


def ask(spec: TrainingSpec, place: str = "run") -> Run:
    """Ask for a run from this session, and give up the one that it asked for before at this place."""
    run = queue().ask(spec, _watcher())
    earlier: Run | None = st.session_state.get(place)
    if earlier is not None and earlier is not run:
        leave(earlier)
    return run


def ask_all(name: str, specs: Sequence[TrainingSpec | RunBatchSpec]) -> list[Run]:
    """Ask for several runs from this session, and give up the others that it asked for under this name."""
    found = [queue().ask(spec, _watcher()) for spec in specs]
    for earlier in st.session_state.get(f"runs {name}", []):
        if earlier not in found:
            leave(earlier)
    st.session_state[f"runs {name}"] = found
    return found


def look(run: Run) -> None:
    """Say that this session still waits for a run."""
    run.look(_watcher())


def leave(run: Run) -> None:
    """Say that this session does not wait for a run any more."""
    run.leave(_watcher())


def pace() -> float:
    """Seconds between two looks at a run; in a crowd each changes little, and every look costs the server."""
    return POLLING * min(max(1.0, queue().crowd), SLOWEST)


def _watcher() -> object:
    return st.session_state.setdefault("watcher", object())
