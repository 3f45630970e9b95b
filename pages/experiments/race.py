"""The results of the training page: progress while a run computes, then its charts and the scrubber."""

import streamlit as st

from content.loader import fill, page
from experiments.training import TrainingHistory, TrainingSpec
from pages.experiments import course, findings, race_charts, run_buttons
from ui import runs

PATIENCE = 0.4  # seconds that a page waits for a short run before it shows progress
POLLING = 0.3  # seconds between two looks at a run


def show(controlled: TrainingSpec | None, asked: bool) -> None:
    """Start what was asked for, and show the newest results there are.

    A page that opens runs the settings of its address at once; later, results stay until the reader asks.

    Args:
        controlled: what the controls say; the course says how far to take it.
        asked: whether the reader wants it run.
    """
    spec = course.applied(controlled) if controlled else None
    if spec is not None and (asked or "run" not in st.session_state):
        st.session_state["run"] = runs.run_of(spec)
        st.session_state["run"].wait(PATIENCE)
    run: runs.Run | None = st.session_state.get("run")
    if run is None:
        return
    # what comes and goes has a place of its own, so that the charts below stay the same elements
    notices, results = st.container(), st.container()
    if run.history is None:
        with notices:
            _progress()
    else:
        st.session_state["shown"] = run.history
    history: TrainingHistory | None = st.session_state.get("shown")
    if history is not None:
        with notices:
            _notices(history, is_stale=spec is not None and history.spec != spec)
        with results:
            run_buttons.show_steps(controlled, history)
            with st.container(key="player"):
                step = race_charts.player(history)
            race_charts.show(history, step)


@st.fragment(run_every=POLLING)
def _progress() -> None:
    labels = page("train").texts
    run: runs.Run = st.session_state["run"]
    if run.history is not None:
        st.rerun()
    progress = run.progress
    step = progress.step if progress else 0
    bar, stop = st.columns([4, 1], vertical_alignment="bottom")
    bar.progress(
        step / max(1, run.spec.steps), fill(labels["run.progress"], {"step": step, "steps": run.spec.steps})
    )
    if stop.button(labels["run.stop"], icon=":material/stop:", width="stretch"):
        run.stop()
    if progress is not None:
        losses = [
            fill(labels["run.progress.loss"], {"network": function.label, "loss": float(loss)})
            for function, loss in zip(run.spec.functions, progress.loss[:: run.spec.seeds], strict=True)
        ]
        st.caption(" · ".join(losses))


def _notices(history: TrainingHistory, is_stale: bool) -> None:
    labels = page("train").texts
    if is_stale and st.session_state["run"].history is not None:
        st.warning(labels["run.stale"], icon=":material/history:")
    if history.completed_steps < history.spec.steps:
        st.info(fill(labels["run.stopped"], {"step": history.completed_steps, "steps": history.spec.steps}))
    lessons = findings.lessons(history)
    if lessons:
        st.info(lessons, icon=":material/school:")
