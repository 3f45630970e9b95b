"""The results of the training page: progress while a run computes, then its charts and the scrubber."""

import streamlit as st

from content.loader import fill, page
from experiments.training.train import TrainingHistory, TrainingSpec
from pages.train import charts, findings, run_buttons, schedule
from ui import runs

PATIENCE = 0.4  # seconds that a page waits for a short run before it shows progress


def show(controlled: TrainingSpec | None, asked: bool) -> None:
    """Start what was asked for, and show the newest results there are.

    A page that opens runs the settings of its address at once; later, results stay until the reader asks.

    Args:
        controlled: what the controls say; the course says how far to take it.
        asked: whether the reader wants it run.
    """
    spec = schedule.applied(controlled) if controlled else None
    if spec is not None and (asked or "run" not in st.session_state):
        _start(spec)
    run: runs.Run | None = st.session_state.get("run")
    # what comes and goes has a place of its own, so that the charts below stay the same elements
    notices, results = st.container(), st.container()
    with notices:
        if run is not None and not run.is_over:
            st.fragment(_progress, run_every=runs.pace())()
        elif run is not None:
            _keep(run)
    history: TrainingHistory | None = st.session_state.get("shown")
    if history is None:
        return
    with notices:
        _notices(history, is_stale=spec is not None and history.spec != spec)
    with results:
        run_buttons.show_steps(controlled, history)
        charts.show(history)


def _start(spec: TrainingSpec) -> None:
    labels = page("train").texts
    if spec.share > 1:
        st.warning(fill(labels["run.too-large"], {"times": spec.share}), icon=":material/scale:")
        return
    st.session_state["run"] = runs.ask(spec)
    st.session_state["run"].wait(PATIENCE)


def _keep(run: runs.Run) -> None:
    """Show what a run has recorded from now on."""
    try:
        history = run.history
    except runs.RunFailedError:
        st.error(page("train").texts["run.failed"], icon=":material/error:")
        return
    if history is not None:
        st.session_state["shown"] = history


def _progress() -> None:
    labels = page("train").texts
    run: runs.Run = st.session_state["run"]
    runs.look(run)
    if run.is_over:
        st.rerun()
    bar, stop = st.columns([4, 1], vertical_alignment="bottom")
    progress = run.progress
    step = progress.step if progress else 0
    values = {"step": step, "steps": run.spec.steps, "ahead": runs.queue().ahead_of(run)}
    name = "run.progress" if run.has_begun.is_set() else "run.waiting"
    bar.progress(step / max(1, run.spec.steps), fill(labels[name], values))
    if stop.button(labels["run.stop"], icon=":material/stop:", width="stretch"):
        runs.leave(run)
        _keep(run)
        st.session_state["run"] = None
        st.rerun()
    if progress is not None:
        losses = [
            fill(labels["run.progress.loss"], {"network": function.label, "loss": float(loss)})
            for (function, seed), loss in zip(run.spec.networks, progress.loss, strict=True)
            if seed == run.spec.networks[0][1]
        ]
        st.caption(" · ".join(losses))


def _notices(history: TrainingHistory, is_stale: bool) -> None:
    labels = page("train").texts
    run: runs.Run | None = st.session_state["run"]
    is_stopped = history.completed_steps < history.spec.steps
    if is_stale and not is_stopped and (run is None or run.is_over):
        st.warning(labels["run.stale"], icon=":material/history:")
    if is_stopped:
        st.info(fill(labels["run.stopped"], {"step": history.completed_steps, "steps": history.spec.steps}))
    lessons = findings.lessons(history)
    if lessons:
        st.info(lessons, icon=":material/school:")
