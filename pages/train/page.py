"""Networks that differ in their activation function only, trained side by side."""

import streamlit as st

from content.loader import page
from pages.train import comparison, controls, presets, run_buttons, schedule
from ui import prose

text = page("train")
labels = text.texts

st.title(text.question, anchor=False)
course = schedule.adopt()
left, right = st.columns([3, 7], gap="medium")
with left:
    buttons = st.container()
    spec = controls.show()
    with buttons:
        run_buttons.show(spec)
schedule.publish(course)
with right:
    with st.container():
        if spec is None:
            st.info(labels["run.nothing"], icon=":material/touch_app:")
        presets.remark(spec)
    comparison.show(spec, course)

st.markdown(f"{text.introduction}\n\n{labels['fairness']} {labels['one_backward']}")
prose.sections(text.sections, {})
prose.sources(text.sources, labels["sources.title"])
