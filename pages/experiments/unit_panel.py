"""One unit of the lamp board: the sliders that choose it, its story, and what it is given at every point."""

import streamlit as st

from content.loader import fill, page
from experiments.training import TrainingHistory
from figures import lamp_board, unit_view
from pages.experiments import lamp_choice, unit_story
from ui import cached_units, charts, chrome, controls


def show(history: TrainingHistory, frame: int) -> None:
    """Show the unit at one snapshot, and how many of all units are dead over the steps."""
    _sliders(history)
    layer, unit = lamp_choice.selected(history)
    st.markdown(unit_story.story(history, layer, unit))
    _pre_activations(history, frame)
    _course(history, frame)


def _sliders(history: TrainingHistory) -> None:
    labels = page("dead-neurons").texts
    for column, (name, (default, high)) in zip(
        st.columns(3), lamp_choice.ranges(history).items(), strict=True
    ):
        if high > 1:
            with column:
                label, help_text = labels[f"control.{name}"], labels[f"control.{name}.help"]
                controls.whole_slider(name, label, (1, high), default=default, help_text=help_text)


def _pre_activations(history: TrainingHistory, frame: int) -> None:
    labels = page("dead-neurons").texts
    layer, unit = lamp_choice.selected(history)
    dots, order = lamp_choice.dots(history), lamp_choice.order(history)
    names = {name: labels[f"axis.{name}"] for name in ("points", "pre_activation", "off", "input")}
    classes = history.dataset.labels[order].astype(int)
    figure = unit_view.unit_view(
        dots, classes, lamp_choice.place(history), chrome.theme(), names, frame=frame
    )
    values = {
        "layer": layer + 1,
        "unit": unit + 1,
        "step": int(cached_units.roll_call_of(history).steps[frame]),
        "above": int((dots[frame] > 0).sum()),
        "points": dots.shape[2],
    }
    charts.show(
        figure,
        key="pre-activations",
        alt=fill(labels["alt.pre_activations"], values),
        on_point=lambda point: lamp_choice.take_input(int(point["x"])),
    )


def _course(history: TrainingHistory, frame: int) -> None:
    labels = page("dead-neurons").texts
    found = cached_units.roll_call_of(history)
    counts = found.is_dead.sum(axis=(1, 2))
    names = {"layer": labels["axis.layer"], "step": labels["axis.step"], "count": labels["axis.count"]}
    values = {"first": int(counts[0]), "most": int(counts.max()), "last": int(counts[-1])}
    st.subheader(labels["chart.course"], anchor=False)
    charts.show(
        lamp_board.course(found, chrome.theme(), names, frame),
        key="course",
        alt=fill(labels["alt.course"], values | {"units": found.active[0].size}),
    )
