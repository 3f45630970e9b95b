"""The projector view: large type and thick lines for the back row, and nothing but the page itself.

It goes with the reader from page to page; the address says it as `projector=yes`.
"""

from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from content.loader import page
from ui import links
from ui.session import state

NAME = "projector"
STYLE = Path(__file__).with_name("projector.css")


@dataclass(slots=True)
class Projector:
    """Whether the reader looks at a projector."""

    is_on: bool = False


def is_on() -> bool:
    """Whether this page is shown in projector view."""
    return state(Projector).is_on


def switch() -> None:
    """A button, and the key P, into the view and out of it; in the view, its style sheet too."""
    view, labels = state(Projector), page("common").texts
    view.is_on = links.carried(NAME, view.is_on)
    if view.is_on:
        st.html(STYLE)
    label = labels["projector.leave" if view.is_on else "projector.enter"]
    st.button(label, key="projector-view", on_click=_turn, shortcut="P", type="tertiary")


def _turn() -> None:
    view = state(Projector)
    view.is_on = not view.is_on
