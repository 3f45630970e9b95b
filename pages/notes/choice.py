"""Which claims the reader wants to see, in which order, and how."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import streamlit as st

from activations.catalogue import CATALOGUE
from content.loader import page
from ui import controls, links, verdicts

ALL = "all"


@dataclass(frozen=True, slots=True)
class Choice:
    """What the reader wants to see."""

    function: str
    outcome: str
    order: str
    is_printed: bool


def choose() -> Choice:
    """Show the filters and switches."""
    labels = page("notes").texts
    links.check_choice("claim", tuple(verdicts.claims()))
    links.adopt("claim", "", lambda given: given if given in verdicts.claims() else None)
    if st.session_state["claim"] and "show" not in st.session_state:
        open_claim(st.session_state["claim"])
    names = {ALL: labels["control.show.all"], **{key: CATALOGUE[key].title for key in _functions()}}
    function = controls.choice(
        "show",
        labels["control.show"],
        names,
        default=_functions()[0],
        help_text=labels["control.show.help"],
    )
    if st.session_state.setdefault("shown before", function) != function:
        st.session_state.update({"shown before": function, "claim": ""})
    first, second, third, fourth = st.columns([3, 3, 2, 2], vertical_alignment="bottom")
    words = {ALL: labels["control.verdict.all"]}
    words |= {verdicts.slug(each): labels[f"outcome.{verdicts.slug(each)}"] for each in verdicts.BADGES}
    with first:
        outcome = controls.menu("verdict", labels["control.verdict"], words, default=ALL)
    with second:
        orders = {name: labels[f"control.sort.{name}"] for name in ORDERS}
        order = controls.menu("sort", labels["control.sort"], orders, default="notes")
    with third:
        controls.switch("predict", labels["control.predict"], labels["control.predict.help"])
    with fourth:
        is_printed = controls.switch("print", labels["control.print"], labels["control.print.help"])
    return Choice(function, outcome, order, is_printed)


def open_claim(claim_id: str) -> None:
    """Show one claim alone, and after it the claims of its function; for a callback."""
    function, _ = verdicts.claims()[claim_id]
    st.session_state.update({"claim": claim_id, "show": function, "shown before": function})


def close() -> None:
    """Close the claim that is open, and show the list again; for a button."""
    st.session_state["claim"] = ""


def _functions() -> tuple[str, ...]:
    return tuple(dict.fromkeys(key for key, _ in verdicts.claims().values()))


def _share_of_same(claim_id: str) -> float:
    record = verdicts.archive().records[claim_id]
    return record.same / record.sets


ORDERS: Mapping[str, Callable[[str], float]] = {
    "notes": lambda claim_id: 0,
    "verdict": lambda claim_id: list(verdicts.BADGES).index(verdicts.seen(claim_id) or "literature only"),
    "stability": _share_of_same,
    "literature": lambda claim_id: not verdicts.differ(claim_id),
}
