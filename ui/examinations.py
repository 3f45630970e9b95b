"""Examining claims again while a page is open: one examiner for all, one question for each session."""

import os
from functools import cache

import streamlit as st

from experiments.claims.running import Examination, ExaminationFailedError, Examiner
from ui.runs import WORKERS

__all__ = ["Examination", "ExaminationFailedError", "ask", "asked", "close", "examiner", "forget"]


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
    numbers: dict[str, int] = st.session_state.setdefault("sets seen", {})
    numbers[claim_id] = numbers.get(claim_id, 0) + 1
    st.session_state["examination"] = examiner().ask(claim_id, numbers[claim_id])


def asked(claim_id: str) -> Examination | None:
    """The examination of this claim that this session waits for."""
    found: Examination | None = st.session_state.get("examination")
    return found if found is not None and found.question[0] == claim_id else None


def forget() -> None:
    """Cancel what this session waits for; for a button too."""
    found: Examination | None = st.session_state.pop("examination", None)
    if found is not None:
        found.cancel()
