"""Where paper and floats part: three witnesses to a slope, a microscope at 0, and formulas as written."""

import streamlit as st

from activations.catalogue import CATALOGUE, FunctionSpec
from content.loader import page
from pages.numerics import gradient_check, kink, naive_form
from ui import controls, prose

VIEWS = {"slopes": gradient_check, "kink": kink, "written": naive_form}

text = page("numerics")
labels = text.texts

st.title(text.question, anchor=False)
left, right = st.columns([7, 3], gap="medium", vertical_alignment="bottom")
with left:
    views = {name: labels[f"choice.view.{name}"] for name in VIEWS}
    view = controls.choice("view", labels["control.view"], views, default="slopes")
with right:
    titles = {name: entry.title for name, entry in CATALOGUE.items()}
    key = controls.menu("function", labels["control.function"], titles, default="sigmoid")

chart, sliders = st.columns([7, 3], gap="medium")
with sliders:
    parameters = tuple(
        (each.name, controls.parameter_slider(each)) for each in CATALOGUE[key].function_class.hyperparameters
    )
VIEWS[view].show(FunctionSpec(key, parameters), chart, sliders)
st.markdown(text.introduction)
section = text.sections[list(VIEWS).index(view)]
st.header(section.title, anchor=False)
st.markdown(section.text)
prose.sources(text.sources, labels["sources.title"])
