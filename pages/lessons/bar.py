"""What stands above any page while a lesson is given: the step, its question, the way on, the notes."""

from urllib.parse import urlencode

import streamlit as st

from content.loader import fill, page
from pages.lessons import ahead, following, moving, places, question
from pages.lessons.addresses import opened
from pages.lessons.places import Place
from pages.lessons.state import PLACE, LessonState
from ui import components
from ui.session import state

NEXT, BACK = "lesson-next", "lesson-back"  # the buttons
KEYS = {"ArrowRight": NEXT, "PageDown": NEXT, "ArrowLeft": BACK, "PageUp": BACK}


def show(path: str) -> None:
    """Show the step that the address names, if it names one.

    Args:
        path: of the page that is open.
    """
    moving.arrive(path)
    place = places.here()
    if place is None:
        return
    following.tell(place)
    _open_next(place)
    with st.container(key="lesson-bar"):
        _title(place)
        if place.step.question:
            question.show(place, place.step.question)
        if state(LessonState).has_notes:
            with st.container(border=True, key="lesson-notes"):
                st.markdown(place.step.say)
    components.lesson_keys(KEYS)


def _title(place: Place) -> None:
    """One row: where the class is, how long it should have taken, and the buttons."""
    labels, mine = page("lessons").texts, state(LessonState)
    values = {
        "lesson": place.lesson.title,
        "step": place.number,
        "steps": len(place.lesson.steps),
        "from": place.minutes_before,
        "to": place.minutes_before + place.step.minutes,
        "minutes": place.lesson.minutes,
    }
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        with st.container(gap=None):
            st.markdown(f"**{place.step.title}**")
            st.caption(fill(labels["bar.place"], values))
        _button("back", BACK, ":material/arrow_back:", place.previous)
        _button("next", NEXT, ":material/arrow_forward:", place.next)
        with st.popover(labels["bar.notes"], icon=":material/devices:"):
            mine.has_notes = st.toggle(
                labels["bar.notes-here"], value=mine.has_notes, key="lesson-notes-shown"
            )
            following.offer(place)
        st.button(labels["bar.leave"], key="lesson-leave", icon=":material/close:", on_click=_leave)


def _open_next(place: Place) -> None:
    """Have the next step's page computed while the class looks at this one."""
    mine = state(LessonState)
    if mine.at != place.name and place.next:
        there = opened(place.next.step.open)
        ahead.open_soon(there.path.removeprefix("/"), urlencode(there.parameters))
    mine.at = place.name


def _button(name: str, key: str, icon: str, to: Place | None) -> None:
    st.button(
        page("lessons").texts[f"bar.{name}"],
        key=key,
        icon=icon,
        type="primary" if key == NEXT else "secondary",
        disabled=to is None,
        on_click=moving.go if to else None,
        args=(to,) if to else None,
    )


def _leave() -> None:
    """Go on without the lesson, on the page that is open; for a button."""
    del st.query_params[PLACE]
