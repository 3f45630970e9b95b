"""What stays in view on a function's page: the chart, its sliders, and the numbers that follow them."""

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
from pages.functions.state import FunctionsState, ShownClaim
from ui import charts, chrome, components, controls, prose
from ui.cache.functions import curves_of
from ui.cache.remembered import remembered
from ui.session import state

PROBE, PROBE_START = "x", 1.0  # the slider's key, and where it begins
FIGURES = 200  # that are kept


def show(key: str, table: DeltaGenerator) -> None:
    """Show the chart of a function; its measured properties go into `table`, and follow the slider.

    Everything that a slider moves is either drawn by the browser or redrawn in the fragment, so that a move
    never costs the server the rest of the page; the curves that the browser draws go there once.
    """
    chart = st.container(key="curve-frame")
    function, probe = _controls(key, table)
    _live_curve(key)
    with chart:
        _chart(function, probe)


def show_claim(claim: str, settings: Mapping[str, float]) -> None:
    """Move the sliders to where they show this claim; for a button's `on_click`."""
    state(FunctionsState).shown = ShownClaim(claim, {name: st.session_state[name] for name in settings})
    _move(settings)


def take_back() -> None:
    """Move the sliders back to where they were before the claim was shown; for a button's `on_click`."""
    mine = state(FunctionsState)
    if mine.shown:
        _move(mine.shown.before)
    mine.shown = None


def shows(claim: str) -> bool:
    """Whether the chart was moved to show this claim."""
    shown = state(FunctionsState).shown
    return shown is not None and shown.claim == claim


def _move(settings: Mapping[str, float]) -> None:
    st.session_state.update({name: float(value) for name, value in settings.items()})


def _parameter(key: str) -> Hyperparameter | None:
    return next(iter(CATALOGUE[key].function_class.hyperparameters), None)


@st.fragment
def _controls(key: str, table: DeltaGenerator) -> tuple[FunctionSpec, float]:
    """Show the sliders and what follows them; return the function as they set it, and the probe."""
    parameters = CATALOGUE[key].function_class.hyperparameters
    *places, last = st.columns(len(parameters) + 1, wrap=False)
    settings = []
    for place, parameter in zip(places, parameters, strict=True):
        with place:
            settings.append((parameter.name, controls.parameter_slider(parameter)))
    function = FunctionSpec(key, tuple(settings))
    with last:
        label = page("function").texts["probe.label"]
        probe = controls.number_slider(PROBE, label, (-WINDOW, WINDOW), default=PROBE_START, step=STEP)
    state(FunctionsState).looked_at = function, probe
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
    figure = _figure(function.key, setting, probe, chrome.theme())
    charts.show(figure, key="curve", alt=alt, height="stretch")


@remembered(FIGURES)
def _figure(key: str, setting: float | None, probe: float, theme: Theme) -> charts.Figure:
    """A class that opens a page at the same state shares its figure: making one is a third of an opening."""
    labels = page("function").texts
    names = {name: labels[f"chart.{name}"] for name in ("value", "slope", "saturated", "x")}
    return function_curve(curves_of(key), key, setting, probe, theme, names)


def _live_curve(key: str) -> None:
    labels = page("function").texts
    data = {
        "films": [_film(key)],
        "chart": "curve",
        "probe": PROBE,
        "reach": TANGENT_REACH,
        "labels": [labels["chart.x"], labels["readout.value"], labels["readout.slope"]],
    }
    components.live_curve(data)


@remembered()
def _film(key: str) -> dict[str, Any]:
    """The same at every move, so that the browser has it already: one film needs no place to start from."""
    parameter = _parameter(key)
    start = (parameter.name, parameter, parameter.low) if parameter else (None, None, None)
    return frames.of(curves_of(key)) | frames.moved_by(*start)
