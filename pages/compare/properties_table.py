"""The measured properties of several functions, in a table that sorts by any column."""

from collections.abc import Sequence
from math import isnan

import streamlit as st

from activations.catalogue import FunctionSpec
from content.loader import page
from pages.functions import measurements
from ui.cache.functions import properties_of

COLUMNS = (
    "lowest",
    "highest",
    "mean",
    "variance",
    "forward_gain",
    "backward_gain",
    "largest_slope",
    "saturated_below",
    "saturated_above",
    "minimum",
)


def show(functions: Sequence[FunctionSpec]) -> None:
    """Show one row a function, one column a property; numbers stay numbers, so that they sort."""
    labels = page("function").texts
    measured = [properties_of(function) for function in functions]
    names = {page("compare").texts["table.function"]: [function.label for function in functions]}
    columns: dict[str, list[float | None] | list[str]] = {
        labels[f"property.{name}"]: [_rounded(getattr(found, name)) for found in measured] for name in COLUMNS
    }
    columns[labels["property.monotone"]] = list(map(measurements.course_of, measured))
    numbers = {
        labels[f"property.{name}"]: st.column_config.NumberColumn(
            format="%.4g", help=labels[f"property.{name}.meaning"]
        )
        for name in COLUMNS
    }
    st.dataframe(names | columns, hide_index=True, column_config=numbers)


def _rounded(number: float | None) -> float | None:
    """Drop what double precision leaves where the exact result is 0, and its minus sign."""
    return None if number is None or isnan(number) else round(number, 12) + 0.0
