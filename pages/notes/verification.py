"""Run it again here: a claim examined on new seeds while the reader waits."""

import streamlit as st

from content.loader import fill, page
from ui import examinations, run_progress, verdicts
from ui.session import state

POLLING = 0.3  # seconds between two looks


def show(claim_id: str) -> None:
    """Show the button, or how far the examination is."""
    labels = page("notes").texts
    examination = examinations.asked(claim_id)
    if examination is not None:
        _progress(claim_id)
        return
    if state(examinations.Asked).failed == claim_id:
        st.error(labels["run.failed"], icon=":material/error:")
    if verdicts.of(claim_id) is not verdicts.archive().records[claim_id].verdict:
        st.button(
            labels["run.back"],
            key=f"back-{claim_id}",
            icon=":material/undo:",
            on_click=verdicts.go_back,
            args=(claim_id,),
            width="stretch",
        )
    seconds = verdicts.archive().records[claim_id].seconds
    st.button(
        labels["run.again"],
        key=f"again-{claim_id}",
        icon=":material/replay:",
        help=fill(labels["run.again.help"], {"seconds": max(1.0, seconds)}),
        on_click=examinations.ask,
        args=(claim_id,),
        width="stretch",
    )


@st.fragment(run_every=POLLING)
def _progress(claim_id: str) -> None:
    labels = page("notes").texts
    examination = examinations.asked(claim_id)
    if examination is None:
        return
    examination.look()
    if examination.end.done():
        _take(examination)
        st.rerun()
    expected = max(1.0, verdicts.archive().records[claim_id].seconds)
    values = {"seconds": examination.seconds, "expected": expected}
    name = "run.progress" if examination.begun.is_set() else "run.waiting"
    share, words = min(0.99, examination.seconds / expected), fill(labels[name], values)
    if run_progress.bar_with_stop(share, words, labels["run.stop"], key=f"stop-{claim_id}", bar_width=2):
        examinations.forget()
        st.rerun()


def _take(examination: examinations.Examination) -> None:
    """Keep the verdict, or remember that there is none."""
    examinations.forget()
    state(examinations.Asked).failed = ""
    try:
        verdict = examination.end.result()
    except Exception:  # whatever went wrong in the other process, the page goes on
        state(examinations.Asked).failed = examination.question[0]
        return
    if verdict is not None:
        verdicts.keep(verdict)
