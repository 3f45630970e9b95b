"""The notes' questions of networks, asked of a typed function: one by one, so that nobody waits long."""

import time
from dataclasses import dataclass, field

from activations.catalogue import FunctionSpec
from experiments.claims.examining import QUESTIONS, Verdict
from ui.examinations import Examination, examiner
from ui.session import state


@dataclass(slots=True)
class Asking:
    """A function, what has been answered of it, and the question under way."""

    function: FunctionSpec
    examination: Examination | None = None
    answers: dict[str, Verdict] = field(default_factory=dict)
    has_failed: bool = False
    began: float = field(default_factory=time.monotonic)

    @property
    def seconds(self) -> float:
        """How long ago it began."""
        return time.monotonic() - self.began

    def advance(self) -> None:
        """Take the answer when it is there, and ask the next question."""
        if self.examination is None:
            return
        self.examination.look()
        if not self.examination.end.done():
            return
        try:
            verdict = self.examination.end.result()
        except Exception:  # whatever went wrong in the other process, the page goes on
            verdict, self.has_failed = None, True
        if verdict is None:
            self.examination = None
            return
        self.answers[verdict.claim_id] = verdict
        self.ask_next()

    def ask_next(self) -> None:
        """Ask the first question that has no answer yet; none under way when all have one."""
        left = [claim_id for claim_id in questions() if claim_id not in self.answers]
        self.examination = examiner().ask(left[0], 0, self.function) if left else None


@dataclass(slots=True)
class Asked:
    """What this session has asked last."""

    asking: Asking | None = None


def questions() -> list[str]:
    """The claims whose questions take networks."""
    return [claim_id for claim_id, question in QUESTIONS.items() if question.of_networks]


def begin(function: FunctionSpec) -> None:
    """Ask all of them of a function; for a button."""
    end()
    asking = state(Asked).asking = Asking(function)
    asking.ask_next()


def under_way() -> Asking | None:
    """What this session has asked last."""
    return state(Asked).asking


def end() -> None:
    """Cancel what is under way and forget the answers; for a button too."""
    asked = state(Asked)
    if asked.asking is not None and asked.asking.examination is not None:
        asked.asking.examination.cancel()
    asked.asking = None
