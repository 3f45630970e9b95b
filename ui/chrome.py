"""What surrounds every page: the tab's title, the style sheet, and the reader's theme."""

from pathlib import Path
from typing import Literal

import streamlit as st

from ui import components

STYLE = Path(__file__).with_name("style.css")


def frame(title: str, icon: str) -> None:
    """Set up the page: called once by app.py, before the page runs."""
    st.set_page_config(page_title=f"{title} · Activation Lab", page_icon=icon, layout="wide", initial_sidebar_state=250)
    st.html(STYLE)
    components.theme_watch()


def theme() -> Literal["light", "dark"]:
    """The theme that the reader sees now."""
    return "dark" if st.context.theme.type == "dark" else "light"
