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
from pages.functions.state import FunctionsState, Showing
from ui import charts, chrome, components, controls, prose
from ui.cache.functions import curves_of
from ui.cache.remembered import remembered
from ui.session import state

CHART_HEIGHT = 430
PROBE, PROBE_START = "x", 1.0  # the slider's key, and where it begins
FIGURES = 200  # that are kept


def show(key: str, table: DeltaGenerator) -> None:
    """Show the stage of a function; its measured properties go into `table`, and follow the slider.

    Everything that a slider moves is either drawn by the browser or redrawn in the fragment, so that a move
    never costs the server the rest of the page; the curves that the browser draws go there once.
    """
    left, right = st.columns([7, 3], gap="medium")
    with right:
        function, probe = _controls(key, table)
        _live_curve(key)
    with left:
        _chart(function, probe)
    showing = state(FunctionsState).showing
    if showing.function == key:
        left.caption(showing.label)


def set_chart(key: str, label: str, settings: Mapping[str, float]) -> None:
    """Move the sliders to these positions, and bring the chart into view; for a button's `on_click`."""
    st.session_state.update({name: float(value) for name, value in settings.items()})
    mine = state(FunctionsState)
    mine.showing = Showing(key, label, mine.showing.number + 1)


def _parameter(key: str) -> Hyperparameter | None:
    return next(iter(CATALOGUE[key].function_class.hyperparameters), None)


@st.fragment
def _controls(key: str, table: DeltaGenerator) -> tuple[FunctionSpec, float]:
    """Show the sliders and what follows them; return the function as they set it, and the probe."""
    parameters = CATALOGUE[key].function_class.hyperparameters
    function = FunctionSpec(key, tuple((each.name, controls.parameter_slider(each)) for each in parameters))
    label = page("function").texts["probe.label"]
    probe = controls.number_slider(PROBE, label, (-WINDOW, WINDOW), default=PROBE_START, step=STEP)
    table.markdown(measurements.table(function))
    if components.lacks_plotly():
        _chart(function, probe)
    return function, probe


def _chart(function: FunctionSpec, probe: float) -> None:
    setting = next(iter(function.values.values()), None)
    values = prose.measured(function)
    slope = values["slope"]
    at_probe = {"label": function.label, "x": probe, "slope_at": slope(probe) if callable(slope) else slope}
    alt = fill(page("function").texts["chart.alt"], {**values, **at_probe})
    charts.show(_figure(function.key, setting, probe, chrome.theme()), key="curve", alt=alt)


@remembered(FIGURES)
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
        "probe": PROBE,
        "reach": TANGENT_REACH,
        "labels": [labels["chart.x"], labels["readout.value"], labels["readout.slope"]],
        "scroll": state(FunctionsState).showing.number,
    }
    components.live_curve(data)


@remembered()
def _film(key: str) -> dict[str, Any]:
    """The same at every move, so that the browser has it already: one film needs no place to start from."""
    parameter = _parameter(key)
    start = (parameter.name, parameter, parameter.low) if parameter else (None, None, None)
    return frames.of(curves_of(key)) | frames.moved_by(*start)
