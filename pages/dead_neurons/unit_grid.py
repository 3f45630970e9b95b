"""The lamp board of a run, and the scrubber that moves it and its chosen unit."""

from typing import Any

import numpy as np
import streamlit as st

from content.loader import fill, page
from experiments.training.train import TrainingHistory
from figures.dead_neurons import unit_grid
from pages.dead_neurons import unit_choice, unit_panel, unit_story
from pages.dead_neurons.state import DeadNeuronsState
from pages.dead_neurons.unit_choice import LampChoice
from ui import charts, chrome, components, scrubber
from ui.cache.dead_neurons import unit_activity_of
from ui.session import state


def show(history: TrainingHistory) -> None:
    """Show scrubber, board, and the unit that is chosen on it.

    The sliders that choose it stand below, and are drawn first: scrubber and board show what they say.
    """
    player = st.container(key="player")
    board, panel = st.container(), st.container()
    with panel:
        choice = unit_choice.choose(history)
    with player:
        frame = _player(history, choice)
    with board:
        _board(history, choice, frame)
    with panel:
        unit_panel.show(history, choice, frame)


def _player(history: TrainingHistory, choice: LampChoice) -> int:
    """Show the scrubber and return the row of the snapshot where it stands for the server."""
    steps = unit_activity_of(history).steps
    position = scrubber.position(steps, history.spec.steps)
    data: dict[str, Any] = {
        "jump": state(DeadNeuronsState).jumps,
        "cursors": {"course": 1},
        "functions": 0,
        "layers": 0,
        "profile": components.encoded(history.loss[:, 0]),  # tells one run from another
        "map_steps": steps.tolist(),
        "films": _films(history, choice),
    }
    scrubber.show(steps, position, data)
    return position


def _films(history: TrainingHistory, choice: LampChoice) -> list[dict[str, Any]]:
    """What the scrubber shows at every snapshot, as ui/components/scrub.js reads it."""
    found, dots = unit_activity_of(history), unit_choice.dots(history, choice)
    lamps = unit_grid.values(found, unit_choice.is_on(history, choice))
    return [
        scrubber.film("lamps", unit_grid.places(found), lamps, range(len(unit_grid.STATES))),
        scrubber.film("pre-activations", np.arange(1, dots.shape[2] + 1), dots, [0]),
    ]


def _board(history: TrainingHistory, choice: LampChoice, frame: int) -> None:
    labels = page("dead-neurons").texts
    found = unit_activity_of(history)
    names = {
        **{state: fill(labels[f"lamp.{state}"], {"points": found.points}) for state in unit_grid.STATES},
        "layer": labels["axis.layer"],
        "unit": labels["axis.unit"],
    }
    figure = unit_grid.lamp_board(
        found,
        unit_choice.is_on(history, choice),
        history.spec.functions[0].key,
        chrome.theme(),
        names,
        frame=frame,
        selected=(choice.layer, choice.unit),
    )
    if chrome.is_narrow():
        figure = unit_grid.narrowed(figure)
    dead = found.is_dead[frame]
    values = {
        "step": int(found.steps[frame]),
        "dead": int(dead.sum()),
        "units": dead.size,
        "layers": ", ".join(str(count) for count in dead.sum(axis=1).tolist()),
    }
    st.header(labels["chart.lamps"], anchor=False)
    charts.show(
        figure,
        key="lamps",
        alt=fill(labels["alt.lamps"], values),
        on_point=lambda point: unit_choice.take_lamp(int(point["y"]), int(point["x"])),
    )
    unit_story.summary(found)
