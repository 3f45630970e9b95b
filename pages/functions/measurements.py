"""The table of what was measured of a function, at the parameters that its sliders have."""

from math import isinf

import streamlit as st

from activations.catalogue import FunctionSpec
from content.loader import page
from ui import cached

NUMBERS = ("mean", "variance", "forward_gain", "mean_slope", "backward_gain")


def show(function: FunctionSpec) -> None:
    """Show the measured properties, one row each with its meaning."""
    labels = page("function").texts
    rows = {f"{labels[f'property.{name}']}": (text, labels[f"property.{name}.meaning"]) for name, text in rows_of(function).items()}
    st.header(labels["properties.title"], anchor=False)
    header = " | ".join(labels[f"properties.{column}"] for column in ("name", "measured", "meaning"))
    lines = [f"| {header} |", "|---|---|---|"]
    lines += [f"| {name} | {text} | {meaning} |" for name, (text, meaning) in rows.items()]
    st.markdown("\n".join(lines))
    st.caption(labels["properties.caption"])


def rows_of(function: FunctionSpec) -> dict[str, str]:
    """What was measured, written as on the page, by the property's name."""
    found = cached.properties_of(function)
    yes_or_no = page("function").texts["properties.yes" if found.monotone else "properties.no"]
    place = "" if found.largest_slope_from == found.largest_slope_to else f" … {_plain(found.largest_slope_to)}"
    minimum = "–" if found.minimum is None or found.minimum_at is None else f"{_plain(found.minimum)} (x = {_plain(found.minimum_at)})"
    return {
        "range": f"{'[' if found.lowest_reached else '('}{_plain(found.lowest)}, {_plain(found.highest)}{']' if found.highest_reached else ')'}",
        "largest_slope": f"{_plain(found.largest_slope)} (x = {_plain(found.largest_slope_from)}{place})",
        "saturated": f"x < {_plain(found.saturated_below)}, x > {_plain(found.saturated_above)}",
        "monotone": yes_or_no,
        "minimum": minimum,
        **{name: _plain(getattr(found, name)) for name in NUMBERS},
    }


def _plain(number: float | None) -> str:
    if number is None:
        return "–"
    if isinf(number):
        return "−∞" if number < 0 else "∞"
    return f"{number:.4g}".replace("-", "−")
