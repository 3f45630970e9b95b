"""What stands below every page: the way to the page before it and to the one after it."""

from collections.abc import Sequence
from typing import Literal

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from content.loader import fill, page
from pages.lessons import leading


def show(path: str, pages: Sequence[StreamlitPage]) -> None:
    """Link the neighbours of the page at this path, unless a lesson leads the way.

    Args:
        path: of the page that is open.
        pages: all of them, in the order of reading.
    """
    if leading.is_leading():
        return
    at = [each.url_path for each in pages].index(path)
    with st.container(key="foot", horizontal=True, horizontal_alignment="distribute"):
        if at > 0:
            _link("previous", pages[at - 1], "left")
        if at + 1 < len(pages):
            _link("next", pages[at + 1], "right")


def _link(name: str, to: StreamlitPage, side: Literal["left", "right"]) -> None:
    label = fill(page("common").texts[f"foot.{name}"], {"title": to.title})
    icon = ":material/arrow_back:" if side == "left" else ":material/arrow_forward:"
    st.page_link(to, label=label, icon=icon, icon_position=side)
