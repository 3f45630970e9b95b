"""What is looked at on the page on dead neurons: which unit, and which training point is the input."""

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from experiments.training import TrainingHistory
from figures import unit_view
from ui import cached_units, links


def ranges(history: TrainingHistory) -> dict[str, tuple[int, int]]:
    """The default and the highest value of the sliders that choose; all count from 1."""
    spec = history.spec
    return {
        "layer": (min(2, spec.depth), spec.depth),
        "unit": (1, spec.width),
        "input": (1, history.dataset.training),
    }


def selected(history: TrainingHistory) -> tuple[int, int]:
    """The layer and the unit that are looked at, from 0."""
    return _chosen(history, "layer"), _chosen(history, "unit")


def place(history: TrainingHistory) -> int:
    """Which training point is the chosen input: its place from left to right, from 0."""
    return _chosen(history, "input")


def order(history: TrainingHistory) -> NDArray[np.intp]:
    """The training points from left to right."""
    return np.argsort(history.dataset.points[: history.dataset.training, 0], kind="stable")


def is_on(history: TrainingHistory) -> NDArray[np.bool_]:
    """Which units the chosen input switches on, at every snapshot: [M, H, W]."""
    return cached_units.is_on_of(history, int(order(history)[place(history)]))


def dots(history: TrainingHistory) -> NDArray[np.float32]:
    """What the chosen unit's chart shows at every snapshot."""
    layer, unit = selected(history)
    return unit_view.values(cached_units.pre_activations_of(history, layer, unit), order(history))


def take_lamp(layer: int, unit: int) -> None:
    """Choose a unit, both from 1."""
    st.session_state["layer"], st.session_state["unit"] = layer, unit


def take_input(number: int) -> None:
    """Choose an input, from 1."""
    st.session_state["input"] = number


def _chosen(history: TrainingHistory, name: str) -> int:
    """What the slider further down says, or the address when it has not been shown yet; from 0."""
    default, high = ranges(history)[name]
    given = st.session_state.get(name) or links.whole_number(st.query_params.get(name, ""), 1, high)
    return min(int(given or default), high) - 1
