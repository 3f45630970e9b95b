"""Training runs beside the pages: started once for equal settings, watched by whoever asked for them."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from threading import Event

import streamlit as st

from experiments.training import Progress, TrainingHistory, TrainingSpec, train

AT_ONCE = 2  # as many as the machine has cores; the others wait their turn
REMEMBERED = 64


class Run:
    """One training run: waiting, computing, finished or stopped."""

    def __init__(self, spec: TrainingSpec, submit: Callable[..., Future[TrainingHistory]]) -> None:
        self.spec = spec
        self.progress: Progress | None = None
        self._cancelled = Event()
        self._future = submit(train, spec, self._report, self._cancelled.is_set)

    def stop(self) -> None:
        """End the run after the step it is at; what was recorded until then becomes its history."""
        self._cancelled.set()
        run_of.clear(self.spec)

    @property
    def history(self) -> TrainingHistory | None:
        """The recorded training, or None while it is being computed."""
        return self._future.result() if self._future.done() else None

    def wait(self, seconds: float) -> None:
        """Give a short run the chance to finish before the page shows its progress."""
        wait([self._future], timeout=seconds)

    def _report(self, progress: Progress) -> None:
        self.progress = progress


@st.cache_resource(show_spinner=False)
def _workers() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(AT_ONCE, thread_name_prefix="training")


@st.cache_resource(show_spinner=False, max_entries=REMEMBERED)
def run_of(spec: TrainingSpec) -> Run:
    """The run with these settings: a new one, or the one that somebody has started already."""
    return Run(spec, _workers().submit)
