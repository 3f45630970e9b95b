"""The results of the training page: progress while a run computes, then its charts and the scrubber."""

from dataclasses import dataclass

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from content.loader import fill, page
from experiments.training.train import TrainingHistory, TrainingSpec
from pages.train import charts, run_buttons, schedule
from pages.train.schedule import Course
from pages.train.selection import choose_gradient
from pages.train.state import TrainState
from ui import run_progress, runs
from ui.session import state


@dataclass(frozen=True, slots=True)
class Places:
    """Where stands above the results what depends on them."""

    buttons: DeltaGenerator
    gradient: DeltaGenerator  # the choice of which is drawn


def show(controlled: TrainingSpec | None, course: Course, places: Places) -> None:
    """Start what was asked for, and show the newest results there are.

    A page that opens runs the settings of its address at once; later, results stay until the reader asks.

    Args:
        controlled: what the controls say.
        course: how far to take it.
        places: where the buttons and the choice of the gradient stand.
    """
    spec, mine = schedule.applied(controlled, course) if controlled else None, state(TrainState)
    if spec is not None and (mine.is_asked or mine.is_new):
        _start(spec)
    mine.is_asked, run = False, mine.run
    # what comes and goes has a place of its own, so that the charts below stay the same elements
    notices, results = st.container(), st.container()
    with notices:
        if run is not None and not run.is_over:
            _progress(run)
        elif run is not None:
            _keep(run)
    history = mine.history
    with places.buttons:
        run_buttons.show(controlled, history)
    with places.gradient:
        gradient = choose_gradient()
    if history is None:
        return
    is_under_way = mine.run is not None and not mine.run.is_over
    with notices:
        _notices(history, is_stale=spec is not None and history.spec != spec and not is_under_way)
    with results:
        charts.show(history, gradient, controlled)


def _start(spec: TrainingSpec) -> None:
    labels = page("train").texts
    if spec.share > 1:
        st.warning(fill(labels["run.too-large"], {"times": spec.share}), icon=":material/scale:")
        return
    mine = state(TrainState)
    (mine.run,) = run_progress.begin([spec], [mine.run] if mine.run else [])
    mine.is_new = False


def _keep(run: runs.Run) -> None:
    """Show what a run has recorded from now on."""
    try:
        history = run.history
    except runs.RunFailedError:
        st.error(page("train").texts["run.failed"], icon=":material/error:")
        return
    if history is not None:
        state(TrainState).history = history


def _progress(run: runs.Run) -> None:
    labels = page("train").texts

    def words(step: int, steps: int) -> str:
        name = "run.progress" if run.has_begun.is_set() else "run.waiting"
        return fill(labels[name], {"step": step, "steps": steps, "ahead": runs.queue().ahead_of(run)})

    def stop() -> None:
        _keep(run)
        state(TrainState).run = None

    run_progress.show([run], words, labels["run.stop"], on_stop=stop, below=lambda: _losses(run))


def _losses(run: runs.Run) -> None:
    """Show how large the loss of each function's first network is by now."""
    labels, progress = page("train").texts, run.progress
    if progress is not None:
        losses = [
            fill(labels["run.progress.loss"], {"network": function.label, "loss": float(loss)})
            for (function, seed), loss in zip(run.spec.networks, progress.loss, strict=True)
            if seed == run.spec.networks[0][1]
        ]
        st.caption(" · ".join(losses))


def _notices(history: TrainingHistory, is_stale: bool) -> None:
    labels = page("train").texts
    is_stopped = history.completed_steps < history.spec.steps
    if is_stale and not is_stopped:
        st.warning(labels["run.stale"], icon=":material/history:")
    if is_stopped:
        st.info(fill(labels["run.stopped"], {"step": history.completed_steps, "steps": history.spec.steps}))
