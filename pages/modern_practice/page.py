"""What large networks put around the function: gates, normalisation, residual connections; who uses what."""

import streamlit as st

from content.loader import page
from ui import prose

text = page("modern-practice")

st.title(text.question, anchor=False)
st.markdown(text.introduction)
prose.sections(text.sections, {})
prose.sources(text.sources, text.texts["sources.title"])
