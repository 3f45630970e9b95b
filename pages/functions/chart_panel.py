"""What stays in view on a function's page: the chart, its sliders, and the numbers that follow them."""

from collections.abc import Mapping
from dataclasses import dataclass
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

PROBE_START = 1.0
FIGURES = 200  # that are kept


@dataclass(frozen=True, slots=True)
class ShownClaim:
    """The claim that the chart was moved to show, and where the sliders stood before."""

    claim: str
    before: Mapping[str, float]


def show(key: str, table: DeltaGenerator) -> None:
    """Show the chart of a function; its measured properties go into `table`, and follow the slider.

    Everything that a slider moves is either drawn by the browser or redrawn in the fragment, so that a move
    never costs the server the rest of the page; the curves that the browser draws go there once.
    """
    chart = st.container(key="curve-frame")
    _controls(key, table)
    _live_curve(key)
    with chart:
        _chart(key)


def show_claim(claim: str, settings: Mapping[str, float]) -> None:
    """Move the sliders to where they show this claim; for a button's `on_click`."""
    before = {name: st.session_state[name] for name in settings}
    st.session_state["shown claim"] = ShownClaim(claim, before)
    _move(settings)


def take_back() -> None:
    """Move the sliders back to where they were before the claim was shown; for a button's `on_click`."""
    shown: ShownClaim = st.session_state.pop("shown claim")
    _move(shown.before)


def shows(claim: str) -> bool:
    """Whether the chart was moved to show this claim."""
    shown: ShownClaim | None = st.session_state.get("shown claim")
    return shown is not None and shown.claim == claim


def _move(settings: Mapping[str, float]) -> None:
    for name, value in settings.items():
        st.session_state[name] = float(value)


def current(key: str) -> FunctionSpec:
    """The function with its parameters where the sliders have them."""
    parameters = CATALOGUE[key].function_class.hyperparameters
    return FunctionSpec(key, tuple((each.name, st.session_state[each.name]) for each in parameters))


def _parameter(key: str) -> Hyperparameter | None:
    return next(iter(CATALOGUE[key].function_class.hyperparameters), None)


@st.fragment
def _controls(key: str, table: DeltaGenerator) -> None:
    labels = page("function").texts
    parameter = _parameter(key)
    places = iter(st.columns(2 if parameter else 1, wrap=False))
    if parameter:
        with next(places):
            controls.parameter_slider(parameter)
    with next(places):
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
    charts.show(_figure(key, setting, probe, chrome.theme()), key="curve", alt=alt, height="stretch")


@st.cache_resource(show_spinner=False, max_entries=FIGURES)
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
        "probe": "x",
        "reach": TANGENT_REACH,
        "labels": [labels["chart.x"], labels["readout.value"], labels["readout.slope"]],
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
