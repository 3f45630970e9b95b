"""The table of all claims: filtered, sorted, and with a row that opens its claim."""

from collections.abc import Mapping
from functools import partial

import streamlit as st

from activations.catalogue import CATALOGUE
from content.evidence import evidence
from content.loader import fill, page
from pages.notes.choice import ALL, CLAIM, ORDERS, Choice, NotesState, open_claim
from ui import links, verdicts
from ui.session import state

ROW_HEIGHT = 32
ROWS = 7  # in view at once
WIDTHS = (420, 80, 130, 130, 100, 60)  # pixels of each column
SHAPES: Mapping[str, str] = dict(zip(verdicts.BADGES, "✓◐○✕⇄≈▤", strict=True))


def show(choice: Choice) -> tuple[str, ...]:
    """Show the table, and return the claims whose cards are wanted."""
    labels = page("notes").texts
    listed = tuple(
        sorted(
            (
                claim_id
                for claim_id in verdicts.claims()
                if choice.outcome in (ALL, verdicts.slug(choice.seen(claim_id) or ""))
            ),
            key=partial(ORDERS[choice.order], choice),
        )
    )
    if not listed:
        st.info(labels["table.empty"], icon=":material/filter_alt_off:")
        return ()
    if all(choice.seen(claim_id) for claim_id in verdicts.claims()):  # a count would help to guess
        st.markdown(verdicts.counts())
    _table(listed, choice)
    made = verdicts.archive()
    st.caption(fill(labels["table.caption"], {"date": made.date, **made.versions}))
    links.publish(CLAIM, choice.opened, "")
    if choice.opened:
        return (choice.opened,)
    return tuple(each for each in listed if choice.function in (ALL, verdicts.claims()[each][0]))


def _table(listed: tuple[str, ...], choice: Choice) -> None:
    labels = page("notes").texts
    columns: dict[str, list[str]] = {
        labels["table.claim"]: [verdicts.claims()[each][1].notes for each in listed],
        labels["table.function"]: [CATALOGUE[verdicts.claims()[each][0]].title for each in listed],
        labels["table.verdict"]: [_word(choice.seen(each)) for each in listed],
        labels["table.literature"]: [_word(_literature(choice, each)) for each in listed],
        labels["table.stability"]: [_stability(choice, each) for each in listed],
        labels["table.differs"]: [_differs(choice, each) for each in listed],
    }
    widths = dict(zip(columns, WIDTHS, strict=True))
    notes = state(NotesState)
    key = f"claims-table-{choice.order}-{choice.outcome}-{notes.rows_opened}"

    def open_row() -> None:
        rows = st.session_state[key].selection.rows
        if rows:
            notes.rows_opened += 1
            open_claim(listed[rows[0]])

    st.dataframe(
        columns,
        hide_index=True,
        height=ROW_HEIGHT * (1 + min(ROWS, len(listed))) + 3,
        row_height=ROW_HEIGHT,
        column_config={
            name: st.column_config.TextColumn(
                width=width,
                help=labels["table.stability.help"] if name == labels["table.stability"] else None,
            )
            for name, width in widths.items()
        },
        on_select=open_row,
        selection_mode="single-row",
        key=key,
        alt=labels["table.alt"],
    )


def _word(outcome: str | None) -> str:
    labels = page("notes").texts
    return (
        f"{SHAPES[outcome]} {labels[f'outcome.{verdicts.slug(outcome)}']}"
        if outcome
        else labels["outcome.hidden"]
    )


def _stability(choice: Choice, claim_id: str) -> str:
    if choice.seen(claim_id) in (None, "literature only"):
        return ""
    record = verdicts.archive().records[claim_id]
    return f"{record.same} / {record.sets}"


def _literature(choice: Choice, claim_id: str) -> str | None:
    """The literature's verdict, which would give ours away before the vote."""
    return evidence()[claim_id].literature.verdict if choice.seen(claim_id) else None


def _differs(choice: Choice, claim_id: str) -> str:
    labels = page("notes").texts
    if choice.seen(claim_id) is None:
        return ""
    return labels["table.yes" if verdicts.differ(claim_id) else "table.no"]
