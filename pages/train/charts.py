"""The charts of a training run, and the scrubber that moves them all through its steps."""

from typing import Literal

import numpy as np
import streamlit as st

from content.loader import fill, page
from experiments.training.train import LIMITS, TrainingHistory, TrainingSpec
from figures.train import gradients, learning, profile
from figures.train.gradients import Measure, Recording, Statistic
from pages.take_home import training as take_home
from pages.train import decision_maps, details, findings, presets
from pages.train.selection import Selection
from ui import charts, chrome, components, scrubber

COLUMNS = 6  # of the functions' panels on a desk
MOST_POSITIONS = 400  # of the scrubber: more than it has pixels on most screens


def show(
    history: TrainingHistory, gradient: tuple[Measure, Statistic], controlled: TrainingSpec | None
) -> None:
    """Show the scrubber and all that moves with it in one view; below it the lessons, and closer looks.

    Args:
        history: the run.
        gradient: which one is drawn, and which size of it.
        controlled: what the controls say.
    """
    # Everything depends on what is chosen below the scrubber: so that is drawn first, in its place.
    player, cockpit, lessons, looks = (
        st.container(key=key) for key in ("player", "cockpit", "lessons", "looks")
    )
    with looks:
        look = details.choose(history)
    selection = Selection(*gradient, look.function, look.start, look.layer, look.unit)
    shown = gradients.recording(history, *gradient)
    with player:
        step = _player(shown, selection, look.topic)
    frame = max(0, int(np.searchsorted(history.snapshot_steps, step, side="right")) - 1)
    with cockpit:
        _cockpit(shown, selection, step, frame)
    with lessons:
        _lessons(history, controlled)
        take_home.show(history, *gradient)
    with looks:
        details.show(shown, selection, look.topic, step, frame)


def _cockpit(shown: Recording, selection: Selection, step: int, frame: int) -> None:
    """A column for each function: its name and map, its gradients; loss and accuracy across the foot."""
    history = shown.history
    is_one_view = not chrome.is_narrow() and len(history.spec.functions) <= COLUMNS
    with st.container(key="cockpit-maps" if is_one_view else None):
        decision_maps.show(history, frame, selection.start, _columns(2), _height(is_one_view))
    with st.container(key="cockpit-gradients" if is_one_view else None):
        figure = gradients.by_layer(shown, chrome.theme(), _columns(1), is_below_names=is_one_view)
        alt = findings.alt_of("gradients", history, selection.measure, step)
        charts.show(figure, key="gradients", alt=alt, height=_height(is_one_view))
    with st.container(key="cockpit-learning" if is_one_view else None):
        _learning(history, is_one_view)


def _lessons(history: TrainingHistory, controlled: TrainingSpec | None) -> None:
    """Say what to look at, what went wrong, who leads and which units died."""
    presets.remark(controlled)
    found = findings.lessons(history)
    if found:
        st.info(found, icon=":material/school:")
    st.markdown(findings.lead(history))
    st.caption(findings.dead_units(history))


def _player(shown: Recording, selection: Selection, topic: str) -> int:
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
        "films": [decision_maps.film(history, selection.start), *details.films(history, selection, topic)],
    }
    scrubber.show(steps, position, data)
    return int(steps[position])


def _learning(history: TrainingHistory, is_one_view: bool) -> None:
    figure = learning.learning(history, chrome.theme(), _columns(1, most=2), is_below_names=is_one_view)
    final = {"findings": findings.accuracies(history, history.completed_steps)}
    alt = f"{findings.losses(history)} {fill(page('train').texts['alt.accuracy'], final)}"
    charts.show(figure, key="learning", alt=alt, height=_height(is_one_view))


def _columns(on_a_phone: int, most: int = COLUMNS) -> int:
    return on_a_phone if chrome.is_narrow() else most


def _height(is_one_view: bool) -> Literal["stretch", "content"]:
    return "stretch" if is_one_view else "content"


def _positions(history: TrainingHistory) -> np.ndarray:
    """The steps that the scrubber stops at: all of a short run, evenly spread ones of a long run."""
    count = min(MOST_POSITIONS, len(history.steps))
    return np.linspace(0, history.completed_steps, count).round().astype(int)
