"""The charts of a training run, and the scrubber that moves them all through its steps."""

import numpy as np
import streamlit as st

from content.loader import fill, page
from experiments.training.train import LIMITS, TrainingHistory
from figures.train import gradients, learning, profile
from figures.train.gradients import Measure, Recording
from pages.train import closer_look, decision_maps, findings, hidden_units
from pages.train.selection import Selection, choose_gradient
from ui import charts, chrome, components, scrubber

MOST_POSITIONS = 400  # of the scrubber: more than it has pixels on most screens


def show(history: TrainingHistory) -> None:
    """Show the scrubber and the charts of a run: gradients first, then what they did."""
    labels = page("train").texts
    # Everything depends on what is chosen below the scrubber: so that is drawn first, in its place.
    player = st.container(key="player")
    upper, closer, maps, units, lower = (st.container() for _ in range(5))
    with upper:
        st.header(labels["chart.gradients"], anchor=False)
        measure, statistic = choose_gradient()
    with closer:
        st.header(labels["closer.title"], anchor=False)
        function, start = closer_look.choose(history)
    layer, unit = 0, 0
    if history.dataset.is_plane:
        with units:
            st.header(labels["chart.units"], anchor=False)
            thumbnails, enlarged = st.columns([6, 4], gap="medium")
        with enlarged:
            layer, unit = hidden_units.choose(history)
    selection = Selection(measure, statistic, function, start, layer, unit)
    shown = gradients.recording(history, measure, statistic)
    with player:
        step = _player(shown, selection)
    frame = max(0, int(np.searchsorted(history.snapshot_steps, step, side="right")) - 1)
    with upper:
        _gradients(shown, measure, step)
    with closer:
        closer_look.show(history, selection, frame)
    with maps:
        decision_maps.show(history, frame, start)
    if history.dataset.is_plane:
        with thumbnails:
            hidden_units.show_all(history, selection, frame)
        with enlarged:
            hidden_units.show_one(history, selection, frame)
    with lower:
        _outcome(shown, measure, step)


def _outcome(shown: Recording, measure: Measure, step: int) -> None:
    """Show which units died, every layer at this step, and the course of loss and accuracy."""
    labels, history = page("train").texts, shown.history
    st.caption(findings.dead_units(history))
    st.header(labels["chart.profile"], anchor=False)
    _profile(shown, measure, step)
    st.header(f"{labels['chart.loss']} · {labels['chart.accuracy']}", anchor=False)
    _learning(history)


def _player(shown: Recording, selection: Selection) -> int:
    """Show the scrubber and return the step where it stands for the server, which draws the charts there."""
    history = shown.history
    steps = _positions(history)
    position = scrubber.position(steps, int(LIMITS["steps"].high))
    drawn = profile.profile_values(shown)[steps]
    data = {
        "cursors": {"gradients": drawn.shape[1], "learning": 2},
        "functions": drawn.shape[1],
        "layers": drawn.shape[2],
        "profile": components.encoded(drawn),
        "map_steps": history.snapshot_steps.tolist(),
        "films": [
            decision_maps.film(history, selection.start),
            *closer_look.films(history, selection),
            *hidden_units.films(history, selection),
        ],
    }
    scrubber.show(steps, position, data)
    return int(steps[position])


def _gradients(shown: Recording, measure: Measure, step: int) -> None:
    figure = gradients.by_layer(shown, chrome.theme(), columns=_columns())
    charts.show(figure, key="gradients", alt=_alt("gradients", shown.history, measure, step))


def _profile(shown: Recording, measure: Measure, step: int) -> None:
    row = int(np.searchsorted(shown.history.steps, step))
    figure = profile.profile(shown, chrome.theme(), row)
    charts.show(figure, key="profile", alt=_alt("profile", shown.history, measure, step))


def _learning(history: TrainingHistory) -> None:
    figure = learning.learning(history, chrome.theme(), columns=min(2, _columns()))
    final = {"findings": findings.accuracies(history, history.completed_steps)}
    alt = f"{findings.losses(history)} {fill(page('train').texts['alt.accuracy'], final)}"
    charts.show(figure, key="learning", alt=alt)
    st.markdown(findings.lead(history))


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
