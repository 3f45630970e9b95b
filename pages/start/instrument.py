"""What moves on the start page: all six functions and their slopes at one x."""

import numpy as np
import streamlit as st

from activations.catalogue import CATALOGUE, NOTES, FunctionSpec
from activations.derivatives import Curve
from content.loader import fill, page
from figures.functions import six
from figures.theme import Theme
from pages import following
from ui import charts, chrome, controls
from ui.cache.functions import curve_of, gaps_of
from ui.cache.remembered import remembered

PROBE, PROBE_START = "x", 1.0  # the slider's key, and where it begins
REACH, STEP = 3.0, 0.1
POSITIONS = round(2 * REACH / STEP) + 1
HEIGHT, NARROW_HEIGHT = 300, 390
FIGURES = 200  # that are kept


@st.fragment
def show() -> None:
    """Show both sliders, the six panels, and their slopes; x moves them in the browser."""
    labels = page("overview").texts
    left, right = st.columns([2, 1])
    with left:
        probe = controls.number_slider(
            PROBE, labels["six.x"], (-REACH, REACH), default=PROBE_START, step=STEP
        )
    with right:
        (parameter,) = CATALOGUE["leaky-relu"].function_class.hyperparameters
        alpha = controls.parameter_slider(parameter, labels["six.alpha"])
    at = round((probe + REACH) / STEP)
    curves = _curves(alpha)
    slopes = "; ".join(
        fill(labels["six.alt.slope"], {"function": CATALOGUE[key].title, "slope": curve.slope[at]})
        for key, curve in zip(NOTES, curves, strict=True)
    )
    figure = _figure(alpha, at, chrome.is_narrow(), chrome.theme())
    charts.show(figure, key="six", alt=fill(labels["six.alt"], {"x": probe, "slopes": slopes}))
    names = [
        labels["six.x.short"],
        *(fill(labels["six.slope"], {"function": CATALOGUE[key].title}) for key in NOTES),
    ]
    following.show("six", PROBE, six.moving(curves), names, _texts(curves))


def _functions(alpha: float) -> list[FunctionSpec]:
    return [FunctionSpec(key, (("alpha", alpha),) if key == "leaky-relu" else ()) for key in NOTES]


def _curves(alpha: float) -> list[Curve]:
    """A point for every position of x."""
    return [curve_of(each, -REACH, REACH, POSITIONS, 1) for each in _functions(alpha)]


def _texts(curves: list[Curve]) -> list[list[str]]:
    """x and the six slopes at every position, as they are read."""
    columns = np.stack([curve.slope for curve in curves], axis=1)
    return [
        [_written(x, 1), *(_written(slope, 3) for slope in row)]
        for x, row in zip(curves[0].x, columns, strict=True)
    ]


def _written(number: float, decimals: int) -> str:
    return f"{round(number, decimals) + 0.0:.{decimals}f}".replace("-", "−")


@remembered(FIGURES)
def _figure(alpha: float, at: int, is_narrow: bool, theme: Theme) -> charts.Figure:
    """The same for everybody who looks at the same place."""
    drawn = {
        each.key: (CATALOGUE[each.key].title, curve, gaps_of(each, -REACH, REACH, POSITIONS))
        for each, curve in zip(_functions(alpha), _curves(alpha), strict=True)
    }
    figure = six.panels(drawn, at, 2 if is_narrow else 3, theme)
    return figure.update_layout(height=NARROW_HEIGHT if is_narrow else HEIGHT)
