"""Networks that differ in their activation function only, trained side by side."""

import streamlit as st

from content.loader import page
from pages import tab
from pages.experiments import race, train_controls
from ui import prose

text = page("train")
labels = text.texts

tab.show("sigmoid", "tanh", "relu", "swish")
st.title(text.question, anchor=False)
left, right = st.columns([3, 7], gap="medium")
with left:
    start = st.container()
    spec = train_controls.show()
    asked = start.button(
        labels["run.start"],
        type="primary",
        icon=":material/play_arrow:",
        disabled=spec is None,
        width="stretch",
    )
with right:
    if spec is None:
        st.info(labels["run.nothing"], icon=":material/touch_app:")
    race.show(spec, asked)

st.markdown(f"{text.introduction}\n\n{labels['fairness']} {labels['one_backward']}")
prose.sections(text.sections, {})
prose.sources(text.sources, labels["sources.title"])
