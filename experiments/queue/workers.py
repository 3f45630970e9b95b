"""Processes that train: as many as there are cores, none in the way of the server, replaced when one dies."""

import multiprocessing
import os
import pickle
import signal
import sys
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import forkserver, resource_tracker, spawn
from threading import Lock, Thread
from typing import Any

from experiments.training.train import (
    FinalStates,
    RunBatchSpec,
    TrainingHistory,
    TrainingSpec,
    train_part,
    warm_up,
)

SECONDS = 0.08  # of one part
SECONDS_OF_A_STACK = 0.3  # of one part of several runs, whose larger state takes longer to send
UNSAID = "ignore::UserWarning:multiprocessing.resource_tracker"
COMPILER = "torch._dynamo"  # PyTorch loads it for its first optimiser: a second that no worker needs to spend
POLITENESS = 10  # the server, which answers everybody, goes first

Spec = TrainingSpec | RunBatchSpec
History = TrainingHistory | FinalStates
Part = tuple[History, bytes]  # what happened, and the pickled checkpoint to go on from


def compute(spec: Spec, checkpoint: bytes | None, seconds: float | None = None) -> Part:
    """Train for a part's time, from the start or from a pickled checkpoint of ours."""
    before = pickle.loads(checkpoint) if checkpoint else None  # noqa: S301
    if seconds is None:
        seconds = SECONDS_OF_A_STACK if isinstance(spec, RunBatchSpec) else SECONDS
    history, after = train_part(spec, before, seconds)
    return history, pickle.dumps(after)  # these bytes, and no others, come back as a checkpoint


class Workers:
    """A number of worker processes, or none: then everything is computed where it is asked for.

    Args:
        count: how many processes; 0 suits a lone reader and tests.
    """

    def __init__(self, count: int) -> None:
        self.count = count
        self._repairing = Lock()
        self._processes = _processes(count) if count else None

    def compute(self, spec: Spec, checkpoint: bytes | None) -> Part:
        """Compute one part; when a process dies under it, once more in a process of its own.

        Raises:
            BrokenProcessPool: the part has ended that process too.
        """
        processes = self._processes
        if processes is None:
            return compute(spec, checkpoint)
        try:
            return processes.submit(compute, spec, checkpoint).result()
        except BrokenProcessPool:
            with self._repairing:  # all parts that were under way are lost with one process
                if self._processes is processes:
                    self._processes = _processes(self.count)
                with _processes(1) as alone:
                    return alone.submit(compute, spec, checkpoint).result()

    def warm_up(self) -> None:
        """Start every process now, so that the first run need not wait for it."""
        if self._processes:
            for future in [self._processes.submit(os.getpid) for _ in range(self.count)]:
                future.result()

    def close(self) -> None:
        """End the processes after the parts they are at."""
        if self._processes:
            self._processes.shutdown(wait=False, cancel_futures=True)


def _processes(count: int) -> ProcessPoolExecutor:
    """Forked from a server process that has loaded torch and nothing else, no threads, no sockets."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["experiments.training.train", "scipy.linalg", COMPILER])
    _start_forkserver()
    return ProcessPoolExecutor(count, mp_context=context, initializer=_begin, initargs=(POLITENESS,))


def _start_forkserver() -> None:
    """Start it deaf to Ctrl-C, as its children then are: a terminal tells all, the server alone hears it."""
    # A server that is told to end does so at once: what it leaves is cleared away without calling it leaked.
    sys.warnoptions.append(UNSAID)
    resource_tracker.ensure_running()
    sys.warnoptions.remove(UNSAID)
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        forkserver.ensure_running()
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _without_main(
    name: str, prepare: Callable[[str], dict[str, Any]] = spawn.get_preparation_data
) -> dict[str, Any]:
    """What a new process is told, without the main module, which it would run again.

    Streamlit puts the page that it runs in the place of the main module.
    """
    return {key: told for key, told in prepare(name).items() if not key.startswith("init_main")}


spawn.get_preparation_data = _without_main


def _begin(politeness: int) -> None:
    os.nice(politeness)
    end_with_server()
    warm_up()


def end_with_server() -> None:
    """Let this process end when the server does, which cannot tell its workers when it is killed."""
    Thread(target=_wait_for_the_end, daemon=True).start()


def _wait_for_the_end() -> None:
    server = multiprocessing.parent_process()
    if server:
        server.join()
        os._exit(1)
