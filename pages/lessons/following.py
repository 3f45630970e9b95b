"""The teacher's notes in a window of their own, which follows the projector by a code.

What follows is kept in this process: a window of the same browser always reaches it, another device only
where one replica serves both.
"""

import secrets
import time
from collections import OrderedDict
from dataclasses import dataclass, field
from threading import Lock

import streamlit as st

from content.loader import fill, page
from pages.lessons import question
from pages.lessons.places import Place
from pages.lessons.state import LessonState
from ui import links
from ui.session import state

FOLLOW = "follow"  # of the address of the page of lessons
LETTERS = "BCDFGHJKMNPQRSTVWXYZ23456789"  # none looks like another, and they make no words
LENGTH = 6
MOST = 500  # codes that are kept
POLLING = 0.7  # seconds between two looks


@dataclass(frozen=True, slots=True)
class Shown:
    """What the projector shows, since when."""

    place: Place
    is_revealed: bool
    since: float


@dataclass(slots=True)
class Board:
    """What every projector shows, by its code."""

    shown: OrderedDict[str, Shown] = field(default_factory=OrderedDict)
    lock: Lock = field(default_factory=Lock)

    def put(self, code: str, shown: Shown) -> None:
        """Note what a projector shows; the one that was noted longest ago is forgotten for it."""
        with self.lock:
            self.shown[code] = shown
            self.shown.move_to_end(code)
            if len(self.shown) > MOST:
                self.shown.popitem(last=False)


@st.cache_resource(show_spinner=False)
def board() -> Board:
    """The board of this process."""
    return Board()


def tell(place: Place) -> None:
    """Note for the windows that follow what this session shows."""
    mine = state(LessonState)
    mine.code = mine.code or "".join(secrets.choice(LETTERS) for _ in range(LENGTH))
    before = board().shown.get(mine.code)
    since = before.since if before and before.place.name == place.name else time.time()
    board().put(mine.code, Shown(place, place.name in mine.revealed, since))


def offer(place: Place) -> None:
    """Say under which code another window follows, with a link that opens one."""
    labels, code = page("lessons").texts, state(LessonState).code
    st.markdown(fill(labels["follow.offer"], {"code": code}))
    st.link_button(labels["follow.open"], f"./lessons?{FOLLOW}={code}", icon=":material/open_in_new:")


def show() -> bool:
    """Follow the projector whose code the address has; False when it has none."""
    labels = page("lessons").texts
    code = st.query_params.get(FOLLOW, "").upper()
    if not code:
        return False
    if len(code) != LENGTH or set(code) - set(LETTERS) or code not in board().shown:
        st.warning(fill(labels["follow.unknown"], {"code": links.harmless(code)}), icon=":material/link_off:")
        return False
    _notes(code)
    return True


@st.fragment(run_every=POLLING)
def _notes(code: str) -> None:
    """The notes of the step that the projector shows now, with the answer, and the title of the next."""
    labels, found = page("lessons").texts, board().shown.get(code)
    if found is None:
        st.info(labels["follow.over"], icon=":material/link_off:")
        return
    place, step = found.place, found.place.step
    values = {
        "step": place.number,
        "steps": len(place.lesson.steps),
        "minutes": step.minutes,
        "gone": (time.time() - found.since) / 60,
        "next": place.next.step.title if place.next else labels["follow.last"],
    }
    st.title(step.title, anchor=False)
    st.caption(fill(labels["follow.place"], values))
    st.markdown(step.say)
    if step.question:
        st.markdown(f"**{step.question.prompt}**")
        st.markdown(question.told(step.question, question.answer_of(step.question.answer)))
        st.caption(labels["follow.revealed" if found.is_revealed else "follow.sealed"])
    st.markdown(fill(labels["follow.next"], values))
