"""Untrained networks: what a signal becomes on its way in, and its error on the way back."""

import streamlit as st

from content.loader import page
from pages import tab
from pages.experiments import signal_flow_chart, signal_flow_controls, signal_flow_details, signal_flow_guess
from ui import prose

text = page("signal-flow")
labels = text.texts

tab.show("sigmoid", "tanh", "relu")
st.title(text.question, anchor=False)
left, right = st.columns([3, 7], gap="medium")
with left:
    spec = signal_flow_controls.show()
    progress = st.empty()
if spec is None:
    right.info(labels["nothing.chosen"], icon=":material/touch_app:")
else:
    with right:
        measure, shown = signal_flow_chart.choices()
        sealed = shown == "guess" and signal_flow_guess.is_sealed(spec, measure)
        if not sealed:
            signal_flow_chart.show(spec, measure, shown)
    st.markdown(text.introduction)
    if not sealed:  # what follows would tell too much
        signal_flow_details.show(spec)
        prose.sections(text.sections, {})
prose.sources(text.sources, labels["sources.title"])
if spec is not None and not sealed and shown != "forecast":
    signal_flow_chart.lay_over(spec, progress)
