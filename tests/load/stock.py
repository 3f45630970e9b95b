"""The trivial app that the lab is compared with: a page with one slider, as Streamlit serves it by itself."""

import streamlit as st

st.title("One slider")


@st.fragment
def controls() -> None:
    """A slider and what it says."""
    position = st.slider("alpha", 0.0, 1.0, 0.3, 0.01, key="alpha", bind="query-params")
    st.write(f"The slider is at {position}.")


controls()
