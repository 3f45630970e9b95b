"""Every claim of the notes with its verdict: measured by a rule, and what the literature says."""

import streamlit as st

from content.evidence import evidence
from content.loader import page
from pages.notes import choice, claim_card, claims_table
from ui import prose, verdicts

text = page("notes")
labels = text.texts

st.title(text.question, anchor=False)
with st.container(key="notes-controls"):
    wanted = choice.choose()
first, second = st.container(), st.container()
with second if wanted.opened else first, st.container(key="notes-table"):
    listed = claims_table.show(wanted)
with first if wanted.opened else second:
    if wanted.opened and not wanted.is_printed:
        st.button(labels["card.close"], icon=":material/arrow_back:", on_click=choice.close)
    for claim_id in verdicts.claims() if wanted.is_printed else listed:
        claim_card.show(claim_id, wanted)
st.markdown(text.introduction)
prose.sections(text.sections, {})
works = dict.fromkeys(name for each in evidence().values() for name in each.literature.sources)
prose.sources(tuple(works), labels["sources.title"])
