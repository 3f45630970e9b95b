"""From step to step: what an earlier page has left behind goes, so that a step shows its own state alone."""

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from activations.catalogue import CATALOGUE
from pages.dead_neurons.state import DeadNeuronsState
from pages.functions import page as functions
from pages.functions.state import FunctionsState
from pages.lessons.addresses import opened, parameters
from pages.lessons.places import Place, place_of
from pages.lessons.state import LessonState
from pages.train.state import TrainState
from ui import links, own_function
from ui.session import state

HALL = "lessons"  # the page that every way between two steps leads through
FOLDERS = {"": "start", "make_your_own": "custom"}  # of pages that are called otherwise


def go(place: Place) -> None:
    """Go to a step when the next run begins; for a button."""
    state(LessonState).going = place.name


def arrive(path: str) -> None:
    """Open the step that a button leads to, if one was pressed.

    The way leads through another page: Streamlit and the browser keep a widget's value as long as its page
    stays, whatever the address says.

    Args:
        path: of the page that is open.
    """
    mine = state(LessonState)
    place = place_of(mine.going) if mine.going else None
    if place is None:
        return
    forget()
    if path != HALL:
        st.switch_page("pages/lessons/page.py")
    mine.going = ""
    st.switch_page(page_at(opened(place.step.open).path), query_params=place.parameters)


def page_at(path: str) -> str | StreamlitPage:
    """The page at an address's path, as Streamlit takes it."""
    for key, entry in CATALOGUE.items():
        if entry.address == path:
            return functions.page_of(key)
    name = path.removeprefix("/").replace("-", "_")
    return f"pages/{FOLDERS.get(name, name)}/page.py"


def forget() -> None:
    """Drop the values of all widgets that an address sets, and what pages keep beside them."""
    links.forget({name for checks in parameters().values() for name in checks})
    own_function.keep(None)
    training = state(TrainState)
    training.is_new, training.history = True, None
    state(FunctionsState).shown = None
    state(DeadNeuronsState).history = None
