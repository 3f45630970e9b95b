"""The upper part of a function's page: the chart, its sliders, and the numbers that follow them."""

from collections.abc import Mapping
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from activations.base import Hyperparameter
from activations.catalogue import CATALOGUE, FunctionSpec
from activations.sweep import STEP, WINDOW
from content.loader import fill, page
from figures.functions.curve import TANGENT_REACH, function_curve
from figures.theme import Theme
from pages import frames
from pages.functions import measurements
from ui import charts, chrome, components, controls, prose
from ui.cache.functions import curves_of

CHART_HEIGHT = 430
PROBE_START = 1.0
FIGURES = 200  # that are kept


def show(key: str, table: DeltaGenerator) -> None:
    """Show the stage of a function; its measured properties go into `table`, and follow the slider.

    Everything that a slider moves is either drawn by the browser or redrawn in the fragment, so that a move
    never costs the server the rest of the page; the curves that the browser draws go there once.
    """
    left, right = st.columns([7, 3], gap="medium")
    with right:
        _controls(key, table)
        _live_curve(key)
    with left:
        _chart(key)
    showing = st.session_state.get("showing")
    if showing and showing["function"] == key:
        left.caption(showing["label"])


def set_chart(key: str, label: str, settings: Mapping[str, float]) -> None:
    """Move the sliders to these positions, and bring the chart into view; for a button's `on_click`."""
    for name, value in settings.items():
        st.session_state[name] = float(value)
    number = st.session_state.get("showing", {}).get("number", 0) + 1
    st.session_state["showing"] = {"function": key, "label": label, "number": number}


def current(key: str) -> FunctionSpec:
    """The function with its parameters where the sliders have them."""
    parameters = CATALOGUE[key].function_class.hyperparameters
    return FunctionSpec(key, tuple((each.name, st.session_state[each.name]) for each in parameters))


def _parameter(key: str) -> Hyperparameter | None:
    return next(iter(CATALOGUE[key].function_class.hyperparameters), None)


@st.fragment
def _controls(key: str, table: DeltaGenerator) -> None:
    labels = page("function").texts
    for parameter in CATALOGUE[key].function_class.hyperparameters:
        controls.parameter_slider(parameter)
    controls.number_slider("x", labels["probe.label"], (-WINDOW, WINDOW), default=PROBE_START, step=STEP)
    table.markdown(measurements.table(current(key)))
    if st.session_state.get("no-plotly"):
        _chart(key)  # without Plotly in the page the server redraws on release


def _chart(key: str) -> None:
    function, probe = current(key), st.session_state["x"]
    parameter = _parameter(key)
    setting = st.session_state[parameter.name] if parameter else None
    values = prose.measured(function)
    slope = values["slope"]
    at_probe = {"label": function.label, "x": probe, "slope_at": slope(probe) if callable(slope) else slope}
    alt = fill(page("function").texts["chart.alt"], {**values, **at_probe})
    charts.show(_figure(key, setting, probe, chrome.theme()), key="curve", alt=alt)


@st.cache_resource(show_spinner=False, max_entries=FIGURES)
def _figure(key: str, setting: float | None, probe: float, theme: Theme) -> charts.Figure:
    """A class that opens a page at the same state shares its figure: making one is a third of an opening."""
    labels = page("function").texts
    names = {name: labels[f"chart.{name}"] for name in ("value", "slope", "saturated", "x")}
    figure = function_curve(curves_of(key), key, setting, probe, theme, names)
    return figure.update_layout(height=CHART_HEIGHT)


def _live_curve(key: str) -> None:
    labels = page("function").texts
    data = {
        "films": [_film(key)],
        "chart": "curve",
        "probe": "x",
        "reach": TANGENT_REACH,
        "labels": [labels["chart.x"], labels["readout.value"], labels["readout.slope"]],
        "scroll": st.session_state.get("showing", {}).get("number", 0),
    }
    components.live_curve(data, on_missing=_take_missing)


@st.cache_resource(show_spinner=False)
def _film(key: str) -> dict[str, Any]:
    """The same at every move, so that the browser has it already: one film needs no place to start from."""
    parameter = _parameter(key)
    start = (parameter.name, parameter, parameter.low) if parameter else (None, None, None)
    return frames.of(curves_of(key)) | frames.moved_by(*start)


def _take_missing() -> None:
    st.session_state["no-plotly"] = True
