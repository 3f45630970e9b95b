"""The slope by autograd, by the formula and by finite differences, and how wrong each is."""

import numpy as np
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from activations.catalogue import FunctionSpec
from activations.sweep import STEP, WINDOW
from content.loader import fill, function_page, page
from experiments.numerics.gradient_check import EXPONENTS, PRECISIONS, GradientCheck
from figures.numerics import gradient_check as figure
from pages import following
from ui import charts, chrome, components, controls, prose
from ui.cache.numerics import gradient_check_of, kink_of
from ui.numbers import written

HEIGHT = 430
H = "h"  # the slider of the step


def show(function: FunctionSpec, chart: DeltaGenerator, sliders: DeltaGenerator) -> None:
    """Show the chart of errors with its sliders, the finding in a sentence, and what each witness says."""
    labels = page("numerics").texts
    with sliders:
        x = controls.number_slider("x", labels["control.x"], (-WINDOW, WINDOW), default=1.0, step=STEP)
        label, help_text = labels["control.precision"], labels["control.precision.help"]
        precisions = {name: name for name in PRECISIONS}
        precision = controls.choice("precision", label, precisions, default="float64", help_text=help_text)
    found = gradient_check_of(function, x, precision)
    with sliders:
        position = _step(function, found)
    with chart:
        _chart(function, found, position)
    values = _values(function, found) | {"precision": precision}
    st.markdown(fill(labels["slopes.finding"], values))
    if x == 0 and kink_of(function).is_kink:
        st.caption(labels["slopes.kink"])
    st.markdown(_table(found, values))
    st.latex(function_page(function.key).slope_formula)


@st.fragment
def _step(function: FunctionSpec, found: GradientCheck) -> int:
    """The slider of h, which the browser follows by itself; return its position."""
    labels = page("numerics").texts
    exponent = controls.number_slider(H, labels["control.h"], (-16.0, 0.0), default=-1.0, step=0.1)
    cursor, here = figure.moving(found)
    following.show(
        "witnesses",
        H,
        {figure.TRACES.index("cursor"): cursor, figure.TRACES.index("here"): here},
        [labels[f"slopes.readout.{name}"] for name in ("h", "forward", "central")],
        [
            [written(number, 2) for number in numbers]
            for numbers in zip(found.steps, found.forward_error, found.central_error, strict=True)
        ],
    )
    position = following.position(exponent, EXPONENTS)
    if components.lacks_plotly():
        _chart(function, found, position)
    return position


def _chart(function: FunctionSpec, found: GradientCheck, position: int) -> None:
    labels = page("numerics").texts
    names = {name: labels[f"slopes.{name}"] for name in ("forward", "central", "autograd", "formula")}
    names |= {"h": labels["slopes.axis.h"], "error": labels["slopes.axis.error"]}
    drawn = figure.witness_errors(found, function.key, position, chrome.theme(), names)
    alt = fill(labels["slopes.alt"], _values(function, found))
    charts.show(drawn, key="witnesses", alt=alt, height=HEIGHT)


def _values(function: FunctionSpec, found: GradientCheck) -> dict[str, str]:
    """The numbers of the findings, as written."""
    best = {"forward": int(np.argmin(found.forward_error)), "central": int(np.argmin(found.central_error))}
    return {
        "function": function.label,
        "x": written(found.x),
        "autograd": written(found.autograd_error, 2),
        "forward": written(found.forward_error[best["forward"]], 2),
        "central": written(found.central_error[best["central"]], 2),
        "forward_h": written(found.steps[best["forward"]], 2),
        "central_h": written(found.steps[best["central"]], 2),
    }


def _table(found: GradientCheck, values: dict[str, str]) -> str:
    """What each witness says, one row each."""
    labels = page("numerics").texts
    rows = [
        (labels["slopes.table.exact"], found.exact, 0.0),
        (labels["slopes.autograd"], found.autograd, found.autograd_error),
        (labels["slopes.formula"], found.formula, found.formula_error),
    ]
    for name, slopes, errors in (
        ("forward", found.forward, found.forward_error),
        ("central", found.central, found.central_error),
    ):
        best = int(np.argmin(errors))
        words = {"witness": labels[f"slopes.{name}"], "h": values[f"{name}_h"]}
        rows.append((fill(labels["slopes.table.best"], words), float(slopes[best]), float(errors[best])))
    head = [
        labels["slopes.table.witness"],
        fill(labels["slopes.table.slope"], values),
        labels["slopes.table.error"],
    ]
    return prose.table(head, ((name, written(slope, 17), written(error, 2)) for name, slope, error in rows))
