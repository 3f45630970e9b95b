"""Any of the functions over one another: values, slopes or curvatures, and everything measured."""

from typing import get_args

import streamlit as st

from activations.catalogue import FunctionSpec
from activations.measured.gaps import Gap
from activations.measured.points import Picture
from content.loader import fill, page
from figures.functions import comparison
from figures.theme import Theme
from pages.compare import properties_table
from ui import charts, chrome, controls, prose
from ui.cache.functions import curve_of, drawn_curves, gaps_of, gaps_of_curvature, properties_of
from ui.cache.remembered import remembered

REACH = 6.0
POINTS = 481
FIGURES = 200  # that are kept

text = page("compare")
labels = text.texts
orders = get_args(comparison.Order)


def jumps_of(function: FunctionSpec, order: comparison.Order) -> tuple[Gap, ...]:
    """Where a function's line jumps."""
    if order == "curvature":
        return gaps_of_curvature(function, -REACH, REACH, POINTS)
    found = gaps_of(function, -REACH, REACH, POINTS)
    return found.value if order == "value" else found.slope


@remembered(FIGURES)
def figure_of(functions: tuple[FunctionSpec, ...], order: comparison.Order, theme: Theme) -> charts.Figure:
    """The same for everybody who compares the same functions."""
    coarse = [curve_of(function, -REACH, REACH, POINTS, 2) for function in functions]
    names, gaps = (labels["axis.x"], labels[f"axis.{order}"]), [jumps_of(each, order) for each in functions]
    picture = Picture(*comparison.heights_of(coarse, order), 2 * REACH)
    curves = drawn_curves(functions, gaps, coarse[0].x, order, picture)
    figure = comparison.curves(functions, curves, order, theme, names, gaps)
    return figure.update_layout(height=comparison.HEIGHT)


st.title(text.question, anchor=False)
left, right = st.columns([7, 3])
with left:
    functions = controls.function_choice(labels["control.functions"], labels["control.functions.help"])
with right:
    named = {name: labels[f"choice.order.{name}"] for name in orders}
    order = controls.choice("order", labels["control.order"], named, default="value")

if functions:
    steepest = max(functions, key=lambda function: properties_of(function).largest_slope)
    alt = fill(
        labels[f"chart.alt.{order}"],
        {
            "functions": ", ".join(function.label for function in functions),
            "low": -REACH,
            "high": REACH,
            "steepest": steepest.label,
            "largest": properties_of(steepest).largest_slope,
        },
    )
    drawn = next(name for name in orders if name == order)
    charts.show(figure_of(tuple(functions), drawn, chrome.theme()), key="comparison", alt=alt)
else:
    st.info(labels["nothing.chosen"], icon=":material/touch_app:")

st.markdown(text.introduction)
st.header(labels["table.title"], anchor=False)
properties_table.show(functions)
st.caption(labels["table.caption"])
prose.sections(text.sections, {})
