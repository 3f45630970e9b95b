"""The chart of a typed function, its sliders, and what follows them."""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from activations.base import Hyperparameter
from activations.catalogue import OWN, FunctionSpec
from activations.sweep import STEP, WINDOW, Sweep
from content.loader import fill, page
from figures.functions.curve import TANGENT_REACH, function_curve
from pages import frames
from pages.custom import card
from ui import charts, chrome, components, controls, own_function
from ui.cache.custom import curves_of
from ui.cache.functions import curve_of

CHART_HEIGHT = 350
PROBE_START = 1.0


def show(function: FunctionSpec, below: DeltaGenerator) -> None:
    """Show a function; its card goes into `below`, and follows the sliders."""
    left, right = st.columns([7, 3], gap="medium")
    with right:
        _controls(function, below)
    with left:
        _chart(function)


def current(function: FunctionSpec) -> FunctionSpec:
    """The function with its parameters where the sliders have them."""
    return FunctionSpec(OWN, tuple(_values(function).items()), function.formula, function.name)


def _values(function: FunctionSpec) -> dict[str, float]:
    return {each.name: st.session_state[own_function.slider_of(each)] for each in _parameters(function)}


def _parameters(function: FunctionSpec) -> tuple[Hyperparameter, ...]:
    return tuple(function.function_class.hyperparameters)


@st.fragment
def _controls(function: FunctionSpec, below: DeltaGenerator) -> None:
    labels = page("own").texts
    for parameter in _parameters(function):
        controls.number_slider(
            own_function.slider_of(parameter),
            parameter.symbol,
            (parameter.low, parameter.high),
            default=parameter.default,
            step=parameter.step,
        )
    controls.number_slider(
        "x", page("function").texts["probe.label"], (-WINDOW, WINDOW), default=PROBE_START, step=STEP
    )
    own_function.keep(current(function))
    _live_curve(function)
    if not _parameters(function):
        st.caption(labels["control.parameters.none"])
    with below.container():
        card.show(current(function))
    if st.session_state.get("no-plotly"):
        _chart(function)  # without Plotly in the page the server redraws on release


def _chart(function: FunctionSpec) -> None:
    labels, probe = page("function").texts, st.session_state["x"]
    values = _values(function)
    first = next(iter(values), None)
    figure = function_curve(
        _curves(function, first),
        OWN,
        None if first is None else values[first],
        probe,
        chrome.theme(),
        {name: labels[f"chart.{name}"] for name in ("value", "slope", "saturated", "x")},
    )
    here = curve_of(current(function), probe, probe + STEP, 2, 1)
    alt = fill(
        page("own").texts["chart.alt"],
        {"label": current(function).label, "x": probe, "value": here.value[0], "slope": here.slope[0]},
    )
    charts.show(figure, key="curve", alt=alt, height=CHART_HEIGHT)


def _curves(function: FunctionSpec, moved: str | None) -> Sweep:
    """The curves over one parameter, at the others' values."""
    others = tuple((name, value) for name, value in _values(function).items() if name != moved)
    return curves_of(FunctionSpec(OWN, others, function.formula), moved)


def _live_curve(function: FunctionSpec) -> None:
    labels, values = page("function").texts, _values(function)
    films = [
        frames.of(_curves(function, each.name))
        | frames.moved_by(own_function.slider_of(each), each, values[each.name])
        for each in _parameters(function)
    ]
    data = {
        "films": films or [frames.of(_curves(function, None)) | frames.moved_by(None, None, None)],
        "chart": "curve",
        "probe": "x",
        "reach": TANGENT_REACH,
        "labels": [labels["chart.x"], labels["readout.value"], labels["readout.slope"]],
    }
    components.live_curve(data, on_missing=_take_missing)


def _take_missing() -> None:
    st.session_state["no-plotly"] = True
