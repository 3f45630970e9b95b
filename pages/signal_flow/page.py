"""Untrained networks: what a signal becomes on its way in, and its error on the way back."""

import streamlit as st

from content.loader import page
from pages.signal_flow import chart, controls, details, guess
from ui import prose

text = page("signal-flow")
labels = text.texts

st.title(text.question, anchor=False)
left, right = st.columns([3, 7], gap="medium")
with left:
    spec = controls.show()
    progress = st.empty()
if spec is None:
    right.info(labels["nothing.chosen"], icon=":material/touch_app:")
else:
    with right:
        selection, guessed = chart.choose(), None
        if selection.shown == "guess":
            guessed = guess.choose(spec, selection.measure)
        sealed = selection.shown == "guess" and guessed is None
        if not sealed:
            chart.show(spec, selection, guessed)
    st.markdown(text.introduction)
    if not sealed:  # what follows would tell too much
        details.show(spec)
        prose.sections(text.sections, {})
prose.sources(text.sources, labels["sources.title"])
if spec is not None and not sealed and selection.shown != "forecast":
    chart.lay_over(spec, progress)
