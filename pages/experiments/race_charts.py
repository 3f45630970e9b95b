"""The charts of a training run, and the scrubber that moves them all through its steps."""

import base64
from typing import Any, get_args

import numpy as np
import streamlit as st

from content.loader import fill, page
from experiments.training import LIMITS, TrainingHistory
from figures import decision_maps, gradients, learning, profile
from figures.gradients import Measure, Recording, Statistic
from pages.experiments import findings
from ui import cached, charts, chrome, components, controls, links

MOST_POSITIONS = 400  # of the scrubber: more than it has pixels on most screens


def player(history: TrainingHistory, start: int) -> int:
    """Show the scrubber and return the step where it stands for the server, which draws the charts there."""
    labels = page("train").texts
    steps = _positions(history)
    low, high = 0, int(LIMITS["steps"].high)
    links.check_number("step", low, high, whole=True)
    asked = links.whole_number(st.query_params.get("step", ""), low, high)
    position = int(np.abs(steps - (history.completed_steps if asked is None else asked)).argmin())
    drawn = profile.profile_values(gradients.recording(history, measure(), statistic()))[steps]
    data = {
        "labels": {"step": labels["scrub"], "play": labels["scrub.play"], "pause": labels["scrub.pause"]},
        "steps": steps.tolist(),
        "position": position,
        "functions": drawn.shape[1],
        "layers": drawn.shape[2],
        "profile": base64.b64encode(drawn.astype("<f4").tobytes()).decode("ascii"),
        "map_steps": history.snapshot_steps.tolist(),
        "images": decision_maps.map_images(cached.maps_of(history, start), chrome.theme()),
        "accuracies": decision_maps.map_accuracies(history, start),
    }
    components.scrub(data, on_step=_take_step)
    return int(steps[position])


def measure() -> Measure:
    """Which gradient the charts show; the choice beside the first chart sets it."""
    return next((each for each in get_args(Measure) if each == _chosen("measure")), "error_signal")


def statistic() -> Statistic:
    """Which size of it."""
    return next((each for each in get_args(Statistic) if each == _chosen("statistic")), "rms")


def show(history: TrainingHistory, step: int, start: int) -> None:
    """Show all charts of a run, at this step: gradients first, then what they did.

    Args:
        history: the run.
        step: where the scrubber stands.
        start: which of the run's starts the maps are of.
    """
    labels = page("train").texts
    st.header(labels["chart.gradients"], anchor=False)
    _measure_choice()
    shown = gradients.recording(history, measure(), statistic())
    _gradients(shown, step)
    st.header(labels["chart.maps"], anchor=False)
    _maps(history, step, start)
    st.header(labels["chart.profile"], anchor=False)
    _profile(shown, step)
    st.header(f"{labels['chart.loss']} · {labels['chart.accuracy']}", anchor=False)
    _learning(history)


def _chosen(name: str) -> str:
    return str(st.session_state.get(name) or st.query_params.get(name))


def _measure_choice() -> None:
    labels = page("train").texts
    for column, name, allowed in zip(
        st.columns([3, 2]), ("measure", "statistic"), (get_args(Measure), get_args(Statistic)), strict=True
    ):
        with column:
            options = {each: labels[f"{name}.{each}"] for each in allowed}
            controls.choice(name, labels[name], options, default=allowed[0], help_text=labels[f"{name}.help"])


def _gradients(shown: Recording, step: int) -> None:
    figure = gradients.by_layer(shown, chrome.theme(), columns=_columns())
    charts.show(figure, key="gradients", alt=_alt("gradients", shown.history, step))


def _maps(history: TrainingHistory, step: int, start: int) -> None:
    frame = max(0, int(np.searchsorted(history.snapshot_steps, step, side="right")) - 1)
    maps = cached.maps_of(history, start)
    figure = decision_maps.decision_maps(
        history, maps, chrome.theme(), frame, columns=max(2, _columns()), start=start
    )
    values = {"step": step, "findings": findings.accuracies(history, step, start)}
    charts.show(figure, key="maps", alt=fill(page("train").texts["alt.maps"], values))
    st.caption(findings.dead_units(history))


def _profile(shown: Recording, step: int) -> None:
    row = int(np.searchsorted(shown.history.steps, step))
    figure = profile.profile(shown, chrome.theme(), row)
    charts.show(figure, key="profile", alt=_alt("profile", shown.history, step))


def _learning(history: TrainingHistory) -> None:
    figure = learning.learning(history, chrome.theme(), columns=min(2, _columns()))
    final = {"findings": findings.accuracies(history, history.completed_steps)}
    alt = f"{findings.losses(history)} {fill(page('train').texts['alt.accuracy'], final)}"
    charts.show(figure, key="learning", alt=alt)


def _columns() -> int:
    return 1 if chrome.is_narrow() else 3


def _alt(chart: str, history: TrainingHistory, step: int) -> str:
    """What a chart of the gradients shows, for those who hear it."""
    labels = page("train").texts
    found = findings.over_layers(history, measure(), step)
    values = {"measure": labels[f"measure.{measure()}"], "step": step, "findings": found}
    return fill(labels[f"alt.{chart}"], values)


def _positions(history: TrainingHistory) -> np.ndarray:
    """The steps that the scrubber stops at: all of a short run, evenly spread ones of a long run."""
    count = min(MOST_POSITIONS, len(history.steps))
    return np.linspace(0, history.completed_steps, count).round().astype(int)


def _take_step() -> None:
    step: Any = st.session_state["scrub"].step
    if isinstance(step, int):
        st.query_params["step"] = str(step)
