"""Any of the functions over one another: values, slopes or curvatures, and everything measured."""

from typing import get_args

import streamlit as st

from content.loader import fill, page
from figures import comparison
from pages import tab
from pages.experiments import properties_table
from ui import cached, charts, chrome, controls, prose

REACH = 6.0
POINTS = 481

text = page("compare")
labels = text.texts
orders = get_args(comparison.Order)

tab.show("tanh", "relu")
st.title(text.question, anchor=False)
left, right = st.columns([7, 3])
with left:
    functions = controls.function_choice(labels["control.functions"], labels["control.functions.help"])
with right:
    order = controls.choice(
        "order",
        labels["control.order"],
        {name: labels[f"choice.order.{name}"] for name in orders},
        default="value",
    )

if functions:
    curves = [cached.curve_of(function, -REACH, REACH, POINTS, 2) for function in functions]
    steepest = max(functions, key=lambda function: cached.properties_of(function).largest_slope)
    alt = fill(
        labels[f"chart.alt.{order}"],
        {
            "functions": ", ".join(function.label for function in functions),
            "low": -REACH,
            "high": REACH,
            "steepest": steepest.label,
            "largest": cached.properties_of(steepest).largest_slope,
        },
    )
    names = (labels["axis.x"], labels[f"axis.{order}"])
    drawn = next(name for name in orders if name == order)
    figure = comparison.curves(functions, curves, drawn, chrome.theme(), names)
    charts.show(figure, key="comparison", alt=alt, height=comparison.HEIGHT)
else:
    st.info(labels["nothing.chosen"], icon=":material/touch_app:")

st.markdown(text.introduction)
st.header(labels["table.title"], anchor=False)
properties_table.show(functions)
st.caption(labels["table.caption"])
prose.sections(text.sections, {})
