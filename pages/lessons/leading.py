"""Whether a lesson leads this visit: asked on every page, which loads the lessons only where one does."""

import streamlit as st

from pages.lessons.state import PLACE, LessonState
from ui.session import state


def is_leading() -> bool:
    """Whether the address names a step that there is."""
    if PLACE not in st.query_params:
        return False
    from pages.lessons import places  # noqa: PLC0415 (the modules of all pages)

    return places.place_of(st.query_params[PLACE]) is not None


def show(path: str) -> None:
    """Show what stands above a page while a lesson is given.

    Args:
        path: of the page that is open.
    """
    if PLACE in st.query_params or state(LessonState).going:
        from pages.lessons import bar  # noqa: PLC0415 (as above)

        bar.show(path)
