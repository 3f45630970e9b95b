"""The charts of a training run, and the scrubber that moves them all through its steps."""

import base64
from collections.abc import Callable
from typing import Any

import numpy as np
import streamlit as st

from content.loader import fill, page
from experiments.training import LIMITS, TrainingHistory
from figures import decision_maps, gradients, learning, profile
from figures.gradients import Measure
from pages.experiments import findings
from ui import charts, chrome, components, links

MOST_POSITIONS = 400  # of the scrubber: more than it has pixels on most screens


def player(history: TrainingHistory, measure: Measure) -> int:
    """Show the scrubber and return the step where it stands for the server, which draws the charts there."""
    labels = page("train").texts
    steps = _positions(history)
    low, high = 0, int(LIMITS["steps"].high)
    links.check_number("step", low, high, whole=True)
    asked = links.whole_number(st.query_params.get("step", ""), low, high)
    start = history.completed_steps if asked is None else asked
    position = int(np.abs(steps - start).argmin())
    drawn = profile.profile_values(history, measure)[steps]
    theme = chrome.theme()
    data = {
        "labels": {"step": labels["scrub"], "play": labels["scrub.play"], "pause": labels["scrub.pause"]},
        "steps": steps.tolist(),
        "position": position,
        "functions": drawn.shape[1],
        "layers": drawn.shape[2],
        "profile": base64.b64encode(drawn.astype("<f4").tobytes()).decode("ascii"),
        "map_steps": history.map_steps.tolist(),
        "images": decision_maps.map_images(history, theme),
        "accuracies": decision_maps.map_accuracies(history),
    }
    components.scrub(data, on_step=_take_step)
    return int(steps[position])


def show(history: TrainingHistory, measure: Measure, step: int, choose_measure: Callable[[], None]) -> None:
    """Show all charts of a run, at this step: gradients first, then what they did.

    Args:
        history: the run.
        measure: which gradient.
        step: where the scrubber stands.
        choose_measure: puts the choice of the gradient beside the first chart's title.
    """
    labels = page("train").texts
    title, choice = st.columns([3, 2], vertical_alignment="center")
    title.header(labels["chart.gradients"], anchor=False)
    with choice:
        choose_measure()
    _gradients(history, measure, step)
    st.header(labels["chart.maps"], anchor=False)
    _maps(history, step)
    st.header(labels["chart.profile"], anchor=False)
    _profile(history, measure, step)
    st.header(f"{labels['chart.loss']} · {labels['chart.accuracy']}", anchor=False)
    _learning(history)


def _gradients(history: TrainingHistory, measure: Measure, step: int) -> None:
    figure = gradients.by_layer(history, chrome.theme(), measure, columns=_columns())
    charts.show(figure, key="gradients", alt=_alt("gradients", history, measure, step))


def _maps(history: TrainingHistory, step: int) -> None:
    frame = max(0, int(np.searchsorted(history.map_steps, step, side="right")) - 1)
    figure = decision_maps.decision_maps(history, chrome.theme(), frame, columns=max(2, _columns()))
    values = {"step": step, "findings": findings.accuracies(history, step)}
    charts.show(figure, key="maps", alt=fill(page("train").texts["alt.maps"], values))
    st.caption(findings.dead_units(history))


def _profile(history: TrainingHistory, measure: Measure, step: int) -> None:
    figure = profile.profile(history, chrome.theme(), step, measure)
    charts.show(figure, key="profile", alt=_alt("profile", history, measure, step))


def _learning(history: TrainingHistory) -> None:
    figure = learning.learning(history, chrome.theme(), columns=min(2, _columns()))
    final = {"findings": findings.accuracies(history, history.completed_steps)}
    alt = f"{findings.losses(history)} {fill(page('train').texts['alt.accuracy'], final)}"
    charts.show(figure, key="learning", alt=alt)


def _columns() -> int:
    return 1 if chrome.is_narrow() else 3


def _alt(chart: str, history: TrainingHistory, measure: Measure, step: int) -> str:
    """What a chart of the gradients shows, for those who hear it."""
    labels = page("train").texts
    found = findings.over_layers(history, measure, step)
    values = {"measure": labels[f"measure.{measure}"], "step": step, "findings": found}
    return fill(labels[f"alt.{chart}"], values)


def _positions(history: TrainingHistory) -> np.ndarray:
    """The steps that the scrubber stops at: all of a short run, evenly spread ones of a long run."""
    count = min(MOST_POSITIONS, len(history.steps))
    return np.linspace(0, history.completed_steps, count).round().astype(int)


def _take_step() -> None:
    step: Any = st.session_state["scrub"].step
    if isinstance(step, int):
        st.query_params["step"] = str(step)
