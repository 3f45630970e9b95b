"""A function around 0 through a microscope: does it have a slope there, and what does PyTorch return?"""

import numpy as np
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from activations.catalogue import FunctionSpec
from content.loader import fill, page
from experiments.numerics.kink import EXPONENTS, Kink
from figures.numerics import kink as figure
from pages import following
from ui import charts, chrome, components, controls, prose
from ui.cache.numerics import kink_of
from ui.numbers import written

HEIGHT = 430
ZOOM = "window"  # the slider of the window


def show(function: FunctionSpec, chart: DeltaGenerator, sliders: DeltaGenerator) -> None:
    """Show the function through the window that the slider sets, and the slopes at 0."""
    found = kink_of(function)
    with sliders:
        position = _window(function, found)
    with chart:
        _chart(function, found, position)
    st.markdown(_finding(function, found))
    st.markdown(_table(found))


@st.fragment
def _window(function: FunctionSpec, found: Kink) -> int:
    """The slider of the window, which the browser follows by itself; return its position."""
    labels = page("numerics").texts
    zoom = controls.number_slider(ZOOM, labels["control.zoom"], (-8.0, 0.0), default=0.0, step=0.1)
    across = np.broadcast_to(found.across, found.height.shape)
    following.show(
        "microscope",
        ZOOM,
        {figure.TRACES.index("value"): (across, found.height)},
        [labels[f"kink.readout.{name}"] for name in ("window", "left", "right")],
        [
            [f"±{written(window, 2)}", written(left, 4), written(right, 4)]
            for window, left, right in zip(found.windows, found.secant_left, found.secant_right, strict=True)
        ],
    )
    position = following.position(zoom, EXPONENTS)
    if components.lacks_plotly():
        _chart(function, found, position)
    return position


def _chart(function: FunctionSpec, found: Kink, position: int) -> None:
    labels = page("numerics").texts
    names = {name: labels[f"kink.{name}"] for name in ("value", "left", "right")}
    names |= {"x": labels["kink.axis.x"], "y": labels["kink.axis.y"]}
    drawn = figure.around_zero(found, function.key, position, chrome.theme(), names)
    words = {
        "function": function.label,
        "window": written(found.windows[position], 2),
        "finding": _finding(function, found),
    }
    charts.show(drawn, key="microscope", alt=fill(labels["kink.alt"], words), height=HEIGHT)


def _finding(function: FunctionSpec, found: Kink) -> str:
    labels = page("numerics").texts
    returned = found.returned["kernel"]
    distances = {"left": abs(returned - found.left), "right": abs(returned - found.right)}
    nearest = min(distances, key=distances.__getitem__)
    whose = nearest if distances[nearest] < 1e-6 else "other"
    words = {
        "function": function.label,
        "left": written(found.left, 4),
        "right": written(found.right, 4),
        "returned": written(returned, 4),
        "whose": labels[f"kink.whose.{whose}"],
    }
    return fill(labels["kink.yes" if found.is_kink else "kink.no"], words)


def _table(found: Kink) -> str:
    """The slopes at 0, one row each."""
    labels = page("numerics").texts
    rows = {"left": found.left, "right": found.right, **found.returned}
    return prose.table(
        (labels["kink.table.slope"], labels["kink.table.value"]),
        ((labels[f"kink.table.{name}"], written(slope, 6)) for name, slope in rows.items()),
    )
