"""One unit of the lamp board: its story, and what it is given at every point."""

import streamlit as st

from content.loader import fill, page
from experiments.training.train import TrainingHistory
from figures.dead_neurons import unit_grid, unit_view
from pages.dead_neurons import unit_choice, unit_story
from pages.dead_neurons.unit_choice import LampChoice
from ui import charts, chrome
from ui.cache.dead_neurons import unit_activity_of


def show(history: TrainingHistory, choice: LampChoice, frame: int) -> None:
    """Show the unit at one snapshot, and how many of all units are dead over the steps."""
    st.markdown(unit_story.story(history, choice.layer, choice.unit))
    _pre_activations(history, choice, frame)
    _course(history, frame)


def _pre_activations(history: TrainingHistory, choice: LampChoice, frame: int) -> None:
    labels = page("dead-neurons").texts
    dots, order = unit_choice.dots(history, choice), unit_choice.order(history)
    names = {name: labels[f"axis.{name}"] for name in ("points", "pre_activation", "off", "input")}
    classes = history.dataset.labels[order].astype(int)
    figure = unit_view.unit_view(dots, classes, choice.place, chrome.theme(), names, frame=frame)
    values = {
        "layer": choice.layer + 1,
        "unit": choice.unit + 1,
        "step": int(unit_activity_of(history).steps[frame]),
        "above": int((dots[frame] > 0).sum()),
        "points": dots.shape[2],
    }
    charts.show(
        figure,
        key="pre-activations",
        alt=fill(labels["alt.pre_activations"], values),
        on_point=lambda point: unit_choice.take_input(int(point["x"])),
    )


def _course(history: TrainingHistory, frame: int) -> None:
    labels = page("dead-neurons").texts
    found = unit_activity_of(history)
    counts = found.is_dead.sum(axis=(1, 2))
    names = {"layer": labels["axis.layer"], "step": labels["axis.step"], "count": labels["axis.count"]}
    values = {"first": int(counts[0]), "most": int(counts.max()), "last": int(counts[-1])}
    st.subheader(labels["chart.course"], anchor=False)
    charts.show(
        unit_grid.course(found, chrome.theme(), names, frame),
        key="course",
        alt=fill(labels["alt.course"], values | {"units": found.active[0].size}),
    )
