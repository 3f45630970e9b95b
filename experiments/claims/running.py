"""Examinations that readers ask for: each in a process of its own, which can be ended at any moment."""

import multiprocessing
import os
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from threading import Event, Lock

from activations.catalogue import FunctionSpec
from experiments.claims.verdict import Verdict
from experiments.networks.process import prepare
from experiments.queue.hold import held
from experiments.queue.run import PATIENCE
from experiments.queue.workers import POLITENESS, end_with_server

LOOKS = 0.05  # seconds between two looks whether a reader has cancelled
REMEMBERED = 200  # verdicts

Question = tuple[str, int, FunctionSpec | None]  # a claim, the number of a set of seeds, of which function


class ExaminationFailedError(Exception):
    """The process of an examination ended without a verdict."""


@dataclass(slots=True, eq=False)
class Examination:
    """A claim being examined on one set of seeds: waiting, under way, or over."""

    question: Question
    cancelled: Event = field(default_factory=Event)
    begun: Event = field(default_factory=Event)
    asked: float = field(default_factory=time.monotonic)
    looked: float = field(default_factory=time.monotonic)
    end: Future[Verdict | None] = field(default_factory=Future)

    @property
    def seconds(self) -> float:
        """How long ago it was asked for."""
        return time.monotonic() - self.asked

    def look(self) -> None:
        """Say that the reader still waits for it."""
        self.looked = time.monotonic()

    def cancel(self) -> None:
        """End it soon, without a verdict."""
        self.cancelled.set()

    @property
    def is_wanted(self) -> bool:
        """Whether its reader has looked of late and not cancelled it."""
        return not self.cancelled.is_set() and time.monotonic() - self.looked < PATIENCE


class Examiner:
    """Everybody's examinations, a few at a time; what was found once is not computed again.

    Args:
        processes: how many at a time; 0 computes in a thread of this process, where nothing can be cancelled.
        answer: what a process does with its end of a pipe and a question.
    """

    def __init__(self, processes: int, answer: Callable[..., None] | None = None) -> None:
        self._alone, self._answer = processes == 0, answer or _answer
        self._threads = ThreadPoolExecutor(max(1, processes), thread_name_prefix="claim")
        self._known: dict[Question, Verdict] = {}
        self._lock = Lock()
        self._is_closed = Event()

    def ask(self, claim_id: str, number: int, function: FunctionSpec | None = None) -> Examination:
        """Examine a claim on the set of seeds with this number, or ask its question of another function."""
        examination = Examination((claim_id, number, function))
        self._threads.submit(self._run, examination)
        return examination

    def close(self) -> None:
        """End what is under way and begin nothing more."""
        self._is_closed.set()
        self._threads.shutdown(wait=False, cancel_futures=True)

    def _run(self, examination: Examination) -> None:
        try:
            if not examination.is_wanted:
                return examination.end.set_result(None)
            examination.begun.set()
            verdict = self._known.get(examination.question) or self._found(examination)
            if verdict is not None:
                with self._lock:
                    self._known[examination.question] = verdict
                    for old in list(self._known)[:-REMEMBERED]:
                        del self._known[old]
            examination.end.set_result(verdict)
        except Exception as error:  # whatever it is, the reader who waits must hear of it
            examination.end.set_exception(error)
        return None

    def _found(self, examination: Examination) -> Verdict | None:
        if self._alone:
            return _verdict(*examination.question)
        context = multiprocessing.get_context("forkserver")
        ours, theirs = context.Pipe(duplex=False)
        process = context.Process(target=self._answer, args=(theirs, *examination.question), daemon=True)
        process.start()
        theirs.close()
        try:
            while examination.is_wanted and not self._is_closed.is_set():
                if not held() and ours.poll(LOOKS):
                    verdict: Verdict = ours.recv()
                    return verdict
            return None
        except EOFError:
            raise ExaminationFailedError from None
        finally:
            process.terminate()
            process.join()
            ours.close()


def _answer(
    pipe: "multiprocessing.connection.Connection", claim_id: str, number: int, function: FunctionSpec | None
) -> None:
    """In the process: examine, and send the verdict."""
    os.nice(POLITENESS)
    end_with_server()
    prepare()
    pipe.send(_verdict(claim_id, number, function))


def _verdict(claim_id: str, number: int, function: FunctionSpec | None) -> Verdict:
    from experiments.claims.timing import timed  # noqa: PLC0415 (all experiments, which the server seldom needs)

    return timed(claim_id, number, function)[0]
