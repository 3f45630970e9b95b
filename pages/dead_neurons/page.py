"""Dead neurons: a lamp for every unit, ways to kill it, and what brings it back."""

import streamlit as st

from content.loader import page
from pages.dead_neurons import experiments, unit_grid, waiting, ways_to_kill
from pages.dead_neurons.state import DeadNeuronsState
from ui import prose
from ui.session import state

text = page("dead-neurons")
labels = text.texts

st.title(text.question, anchor=False)
left, right = st.columns([3, 7], gap="medium")
with left:
    st.caption(labels["ways"])
    ways_to_kill.show_ways()
    asked = ways_to_kill.show()
with right:
    # what comes and goes has a place of its own, so that the board below stays the same element
    with st.container():
        found = waiting.histories("lamps", [asked.spec])
    mine = state(DeadNeuronsState)
    if found:
        (mine.history,) = found
    if mine.history:
        unit_grid.show(mine.history)

experiments.show(asked)
st.markdown(text.introduction)
prose.sections(text.sections, {})
prose.sources(text.sources, labels["sources.title"])
