"""The icon on a page's browser tab."""

import streamlit as st

from activations.catalogue import FunctionSpec
from figures.icon import icon
from ui import cached

REACH = 3.0


def show(*keys: str) -> None:
    """Put these functions' curves on the tab."""
    curves = [(key, cached.curve_of(FunctionSpec(key), -REACH, REACH, 121, 1)) for key in keys]
    st.set_page_config(page_icon=icon(curves))
