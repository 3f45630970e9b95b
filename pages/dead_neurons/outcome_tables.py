"""A table of how several starts ended, a row for each setting."""

from collections.abc import Sequence

import numpy as np
import streamlit as st

from content.loader import page
from experiments.dead_neurons.remedies import Outcome
from ui import prose

COLUMNS = ("start", "buried", "woken", "end", "learned", "exploded")


def show(names: Sequence[str], found: Sequence[Outcome], first: str) -> None:
    """Show means over the starts that stayed finite, and counts of all."""
    labels = page("dead-neurons").texts
    header = [first, *(labels[f"table.{column}"] for column in COLUMNS)]
    rows = ([name, *_cells(outcome)] for name, outcome in zip(names, found, strict=True))
    st.markdown(prose.table(header, rows))


def _cells(outcome: Outcome) -> list[str]:
    return [
        _mean(outcome.dead_at_start, ".0%"),
        _mean(outcome.buried, ".1f"),
        _mean(outcome.woken, ".1f"),
        _mean(outcome.dead_at_end, ".0%"),
        f"{outcome.learned} of {outcome.starts}",
        str(outcome.exploded),
    ]


def _mean(values: np.ndarray, form: str) -> str:
    return format(values.mean(), form) if values.size else "–"
