"""What surrounds every page: the tab's title, the style sheet, and the reader's theme."""

from pathlib import Path
from typing import Literal

import streamlit as st

from ui import components, links
from ui.frame import projector, share

STYLE = Path(__file__).with_name("style.css")


def frame(title: str) -> None:
    """Set up the page: called once by app.py, before the page runs."""
    st.set_page_config(page_title=f"{title} · Activation Lab", layout="wide")
    links.open_page(title)
    st.html(STYLE)
    with st.container(key="frame", horizontal=True):
        share.show()
        projector.switch()
    components.browser_watch()
    components.pictures()


def is_narrow() -> bool:
    """Whether the reader's window is as narrow as a phone."""
    return bool(components.said("browser-watch", "narrow"))


def theme() -> Literal["light", "dark"]:
    """The theme that the reader sees now."""
    return "dark" if st.context.theme.type == "dark" else "light"
