"""The results of the training page: progress while a run computes, then its charts and the scrubber."""

from typing import get_args

import streamlit as st

from content.loader import fill, page
from experiments.training import Failure, TrainingHistory, TrainingSpec
from figures.gradients import Measure
from pages.experiments import race_charts
from ui import controls, runs

PATIENCE = 0.4  # seconds that a page waits for a short run before it shows progress
POLLING = 0.3  # seconds between two looks at a run


def show(spec: TrainingSpec | None, asked: bool) -> None:
    """Start what was asked for, and show the newest results there are.

    A page that opens runs the settings of its address at once; later, results stay until the reader asks.
    """
    if spec is not None and (asked or "run" not in st.session_state):
        st.session_state["run"] = runs.run_of(spec)
        st.session_state["run"].wait(PATIENCE)
    run: runs.Run | None = st.session_state.get("run")
    if run is None:
        return
    if run.history is None:
        _progress()
    elif run.history.completed_steps > 0:
        st.session_state["shown"] = run.history
    history: TrainingHistory | None = st.session_state.get("shown")
    if history is not None:
        _results(history, is_stale=spec is not None and history.spec != spec)


@st.fragment(run_every=POLLING)
def _progress() -> None:
    labels = page("train").texts
    run: runs.Run = st.session_state["run"]
    if run.history is not None:
        st.rerun()
    progress = run.progress
    step = progress.step if progress else 0
    bar, stop = st.columns([4, 1], vertical_alignment="bottom")
    bar.progress(step / run.spec.steps, fill(labels["run.progress"], {"step": step, "steps": run.spec.steps}))
    if stop.button(labels["run.stop"], icon=":material/stop:", width="stretch"):
        run.stop()
    if progress is not None:
        losses = [
            fill(
                labels["run.progress.loss"], {"network": function.label, "loss": float(progress.loss[index])}
            )
            for index, (function, _seed) in enumerate(run.spec.networks)
        ]
        st.caption(" · ".join(losses))


def _results(history: TrainingHistory, is_stale: bool) -> None:
    labels = page("train").texts
    if is_stale and st.session_state["run"].history is not None:
        st.warning(labels["run.stale"], icon=":material/history:")
    if history.completed_steps < history.spec.steps:
        st.info(fill(labels["run.stopped"], {"step": history.completed_steps, "steps": history.spec.steps}))
    for failure in history.failures:
        st.warning(_sentence(history, failure), icon=":material/trending_up:")
    with st.container(key="player"):
        step = race_charts.player(history, _measure())
    race_charts.show(history, _measure(), step, _measure_choice)


def _measure() -> Measure:
    """Which gradient the charts show; the choice below the player sets it."""
    given = st.session_state.get("measure") or st.query_params.get("measure")
    return "gradient_magnitude" if given == "gradient_magnitude" else "error_signal"


def _measure_choice() -> None:
    labels = page("train").texts
    options = {name: labels[f"measure.{name}"] for name in get_args(Measure)}
    controls.choice(
        "measure", labels["measure"], options, default="error_signal", help_text=labels["measure.help"]
    )


def _sentence(history: TrainingHistory, failure: Failure) -> str:
    labels = page("train").texts
    hidden = failure.layer < history.spec.depth
    layer = fill(labels["layer.hidden"], {"number": failure.layer + 1}) if hidden else labels["layer.output"]
    network = history.networks[failure.network][0].label
    sentence = labels[f"run.diverged.{failure.reason}"]
    return fill(sentence, {"network": network, "step": failure.step, "layer": layer})
