"""What is looked at on the page on dead neurons: which unit, and which training point is the input."""

from dataclasses import dataclass

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from content.loader import page
from experiments.training.train import TrainingHistory
from figures.dead_neurons import unit_view
from ui import controls
from ui.cache.dead_neurons import is_on_of, pre_activations_of

LAYER, UNIT, INPUT = "layer", "unit", "input"  # the sliders' keys


@dataclass(frozen=True, slots=True)
class LampChoice:
    """What is looked at, all from 0.

    Args:
        layer: of which hidden layer the unit is.
        unit: which unit.
        place: of the training point that is the input, among all from left to right.
    """

    layer: int
    unit: int
    place: int


def choose(history: TrainingHistory) -> LampChoice:
    """Show the sliders that choose, and return where they stand."""
    spec = history.spec
    left, middle, right = st.columns(3)
    with left:
        layer = _slider(LAYER, spec.depth, default=min(2, spec.depth))
    with middle:
        unit = _slider(UNIT, spec.width)
    with right:
        place = _slider(INPUT, history.dataset.training)
    return LampChoice(layer - 1, unit - 1, place - 1)


def order(history: TrainingHistory) -> NDArray[np.intp]:
    """The training points from left to right."""
    return np.argsort(history.dataset.points[: history.dataset.training, 0], kind="stable")


def is_on(history: TrainingHistory, choice: LampChoice) -> NDArray[np.bool_]:
    """Which units the chosen input switches on, at every snapshot: [M, H, W]."""
    return is_on_of(history, int(order(history)[choice.place]))


def dots(history: TrainingHistory, choice: LampChoice) -> NDArray[np.float32]:
    """What the chosen unit's chart shows at every snapshot."""
    found = pre_activations_of(history, choice.layer, choice.unit)
    return unit_view.values(found, order(history))


def take_lamp(layer: int, unit: int) -> None:
    """Choose a unit, both from 1."""
    st.session_state.update({LAYER: layer, UNIT: unit})


def take_input(number: int) -> None:
    """Choose an input, from 1."""
    st.session_state[INPUT] = number


def _slider(name: str, high: int, default: int = 1) -> int:
    """A slider from 1 to `high`, unless there is nothing to choose."""
    labels = page("dead-neurons").texts
    if high == 1:
        return 1
    return controls.whole_slider(
        name, labels[f"control.{name}"], (1, high), default=default, help_text=labels[f"control.{name}.help"]
    )
