"""Networks that differ in their activation function only, trained side by side."""

import streamlit as st

from content.loader import page
from pages.train import comparison, controls, presets, run_buttons, schedule
from pages.train.controls import FIRST, Places
from ui import chrome, prose

WIDTHS = (1.2, *([1.5] * len(FIRST)), 1.2)  # of functions, the first controls and the button that trains

text = page("train")
labels = text.texts

st.title(text.question, anchor=False)
course = schedule.adopt()
with st.container(key="settings"):
    if chrome.is_narrow():  # the results come first, and the controls in a sheet
        train, sheet = (
            st.container(),
            st.popover(labels["control.settings"], icon=":material/tune:", width="stretch"),
        )
        functions, *first, more = (sheet.container() for _ in range(2 + len(FIRST)))
    else:
        choice, *first, train = st.columns(WIDTHS, vertical_alignment="bottom", gap="small")
        functions = choice.popover(labels["control.functions"], width="stretch")
    row, below = st.container(horizontal=True, gap="small", key="run-buttons"), st.container()
    with row:
        buttons = st.container(horizontal=True, gap="small", width="content")
        presets.show()
        if not chrome.is_narrow():
            more = st.popover(labels["control.more"], icon=":material/tune:")
        gradient = st.popover(labels["measure"], icon=":material/ssid_chart:")
    spec = controls.show(Places(functions, first, more, below))
    with train:
        run_buttons.show_train(spec)
schedule.publish(course)
if spec is None:
    st.info(labels["run.nothing"], icon=":material/touch_app:")
comparison.show(spec, course, comparison.Places(buttons, gradient))
prose.sources(text.sources, labels["sources.title"])
