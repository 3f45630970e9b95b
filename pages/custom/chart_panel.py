"""The chart of a typed function, its sliders, and what follows them."""

from dataclasses import replace

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from activations.base import Hyperparameter
from activations.catalogue import OWN, FunctionSpec
from activations.sweep import STEP, WINDOW, Sweep
from content.loader import fill, page
from figures.functions.curve import TANGENT_REACH, function_curve
from pages import frames
from pages.custom import card
from pages.custom.state import CustomState
from ui import charts, chrome, components, controls, own_function
from ui.cache.custom import curves_of
from ui.cache.functions import curve_of
from ui.session import state

CHART_HEIGHT = 350
PROBE, PROBE_START = "x", 1.0  # the slider's key, and where it begins


def show(function: FunctionSpec, below: DeltaGenerator) -> FunctionSpec:
    """Show a function; its card goes into `below` and follows the sliders. Return it as these set it."""
    left, right = st.columns([7, 3], gap="medium")
    with right:
        chosen, probe = _controls(function, below)
    with left:
        _chart(chosen, probe)
    return chosen


@st.fragment
def _controls(function: FunctionSpec, below: DeltaGenerator) -> tuple[FunctionSpec, float]:
    parameters = function.function_class.hyperparameters
    chosen = replace(function, hyperparameters=tuple((each.name, _slider(each)) for each in parameters))
    label = page("function").texts["probe.label"]
    probe = controls.number_slider(PROBE, label, (-WINDOW, WINDOW), default=PROBE_START, step=STEP)
    own_function.keep(chosen)
    state(CustomState).looked_at = chosen, probe
    _live_curve(chosen)
    if not parameters:
        st.caption(page("own").texts["control.parameters.none"])
    with below.container():
        card.show(chosen)
    if components.lacks_plotly():
        _chart(chosen, probe)
    return chosen, probe


def _slider(parameter: Hyperparameter) -> float:
    return controls.number_slider(
        own_function.slider_of(parameter),
        parameter.symbol,
        (parameter.low, parameter.high),
        default=parameter.default,
        step=parameter.step,
    )


def _chart(function: FunctionSpec, probe: float) -> None:
    labels = page("function").texts
    first, setting = next(iter(function.values.items()), (None, None))
    names = {name: labels[f"chart.{name}"] for name in ("value", "slope", "saturated", "x")}
    figure = function_curve(_curves(function, first), OWN, setting, probe, chrome.theme(), names)
    here = curve_of(function, probe, probe + STEP, 2, 1)
    words = {"label": function.label, "x": probe, "value": here.value[0], "slope": here.slope[0]}
    alt = fill(page("own").texts["chart.alt"], words)
    charts.show(figure, key="curve", alt=alt, height=CHART_HEIGHT)


def _curves(function: FunctionSpec, moved: str | None) -> Sweep:
    """The curves over one parameter, at the others' values."""
    others = tuple((name, value) for name, value in function.values.items() if name != moved)
    return curves_of(FunctionSpec(OWN, others, function.formula), moved)


def _live_curve(function: FunctionSpec) -> None:
    labels, values = page("function").texts, function.values
    films = [
        frames.of(_curves(function, each.name))
        | frames.moved_by(own_function.slider_of(each), each, values[each.name])
        for each in function.function_class.hyperparameters
    ]
    data = {
        "films": films or [frames.of(_curves(function, None)) | frames.moved_by(None, None, None)],
        "chart": "curve",
        "probe": PROBE,
        "reach": TANGENT_REACH,
        "labels": [labels["chart.x"], labels["readout.value"], labels["readout.slope"]],
    }
    components.live_curve(data)
