"""Examining claims again while a page is open: one examiner for all, one question for each session."""

import os
from dataclasses import dataclass, field
from functools import cache

from experiments.claims.running import Examination, ExaminationFailedError, Examiner
from ui.runs import WORKERS
from ui.session import state

__all__ = ["Examination", "ExaminationFailedError", "ask", "asked", "close", "examiner", "forget"]


@dataclass(slots=True)
class Asked:
    """What this session waits for, how many sets of seeds it has seen of each claim, and what failed last."""

    examination: Examination | None = None
    sets_seen: dict[str, int] = field(default_factory=dict)
    failed: str = ""


@cache
def examiner() -> Examiner:
    """Open the examiner, with as many processes as the setting for training says, or as cores."""
    return Examiner(int(os.environ.get(WORKERS, len(os.sched_getaffinity(0)))))


def close() -> None:
    """End all examinations, if there have been any."""
    if examiner.cache_info().currsize:
        examiner().close()


def ask(claim_id: str) -> None:
    """Examine a claim on the next set of seeds that this session has not seen; for a button."""
    forget()
    mine = state(Asked)
    number = mine.sets_seen[claim_id] = mine.sets_seen.get(claim_id, 0) + 1
    mine.examination = examiner().ask(claim_id, number)


def asked(claim_id: str) -> Examination | None:
    """The examination of this claim that this session waits for."""
    found = state(Asked).examination
    return found if found is not None and found.question[0] == claim_id else None


def forget() -> None:
    """Cancel what this session waits for; for a button too."""
    mine = state(Asked)
    if mine.examination is not None:
        mine.examination.cancel()
    mine.examination = None
