"""Which claims the reader wants to see, in which order, and how."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import streamlit as st

from activations.catalogue import CATALOGUE
from content.loader import page
from ui import controls, links, verdicts
from ui.session import state

ALL = "all"
CLAIM, SHOW = "claim", "show"  # the claim that is open, and the filter whose claims are listed


@dataclass(frozen=True, slots=True)
class Choice:
    """What the reader wants to see."""

    function: str
    outcome: str
    order: str
    is_predicting: bool  # each verdict waits for a vote
    is_printed: bool
    opened: str  # the claim that is shown alone, or nothing

    def seen(self, claim_id: str) -> verdicts.Word | None:
        """The word that the reader may see: none while "predict first" waits for a vote."""
        is_hidden = self.is_predicting and claim_id not in verdicts.votes()
        return None if is_hidden else verdicts.word_of(claim_id)


@dataclass(slots=True)
class NotesState:
    """What the session keeps of this page, besides the values of its widgets."""

    function: str | None = None  # whose claims were listed last
    rows_opened: int = 0  # each time the table is a new one, so that no row stays chosen


def choose() -> Choice:
    """Show the filters and switches."""
    labels = page("notes").texts
    claims = verdicts.claims()
    opened = links.adopt(CLAIM, "", lambda given: given if given in claims else None, ", ".join(claims))
    if opened and SHOW not in st.session_state:
        open_claim(opened)
    names = {ALL: labels["control.show.all"], **{key: CATALOGUE[key].title for key in _functions()}}
    function = controls.choice(
        SHOW, labels["control.show"], names, default=_functions()[0], help_text=labels["control.show.help"]
    )
    notes = state(NotesState)
    if function != (notes.function or function):
        close()
        opened = ""
    notes.function = function
    first, second, third, fourth = st.columns([3, 3, 2, 2], vertical_alignment="bottom")
    words = {ALL: labels["control.verdict.all"]}
    words |= {verdicts.slug(each): labels[f"outcome.{verdicts.slug(each)}"] for each in verdicts.BADGES}
    with first:
        outcome = controls.menu("verdict", labels["control.verdict"], words, default=ALL)
    with second:
        orders = {name: labels[f"control.sort.{name}"] for name in ORDERS}
        order = controls.menu("sort", labels["control.sort"], orders, default="notes")
    with third:
        is_predicting = controls.switch("predict", labels["control.predict"], labels["control.predict.help"])
    with fourth:
        is_printed = controls.switch("print", labels["control.print"], labels["control.print.help"])
    return Choice(function, outcome, order, is_predicting, is_printed, opened)


def open_claim(claim_id: str) -> None:
    """Show one claim alone, and after it the claims of its function; for a callback."""
    function, _ = verdicts.claims()[claim_id]
    st.session_state.update({CLAIM: claim_id, SHOW: function})
    state(NotesState).function = function


def close() -> None:
    """Close the claim that is open, and show the list again; for a button."""
    st.session_state[CLAIM] = ""


def _functions() -> tuple[str, ...]:
    return tuple(dict.fromkeys(key for key, _ in verdicts.claims().values()))


def _share_of_same(_choice: Choice, claim_id: str) -> float:
    record = verdicts.archive().records[claim_id]
    return record.same / record.sets


ORDERS: Mapping[str, Callable[[Choice, str], float]] = {
    "notes": lambda _, claim_id: 0,
    "verdict": lambda choice, claim_id: list(verdicts.BADGES).index(
        choice.seen(claim_id) or "literature only"
    ),
    "stability": _share_of_same,
    "literature": lambda _, claim_id: not verdicts.differ(claim_id),
}
