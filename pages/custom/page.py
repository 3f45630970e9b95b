"""Type a formula: its curve, both its derivatives, what was measured of it, its code, and a race."""

import streamlit as st

from content.loader import page
from pages.custom import beat, chart_panel, derivation, editor, questions
from pages.custom.state import CustomState
from pages.take_home import function as take_home
from ui import prose
from ui.session import state

text = page("own")
labels = text.texts

st.title(text.question, anchor=False)
fields, upper, notices = st.container(), st.container(), st.container(key="formula-notices")
with fields:
    function = editor.show(notices)
symbols, measured, files, networks, race = (st.container() for _ in range(5))
with upper:
    chosen = chart_panel.show(function, measured)
mine = state(CustomState)  # which Streamlit does not hand out when a file is asked for
with files:
    take_home.show(lambda: mine.looked_at)
with symbols:
    derivation.show(function)
with race:
    st.header(labels["beat.title"], anchor=False)
    st.markdown(labels["beat.text"])
    beat.show(chosen)
with networks:
    questions.of_networks(chosen)

st.markdown(text.introduction)
prose.sections(text.sections, {})
prose.sources(text.sources, labels["sources.title"])
