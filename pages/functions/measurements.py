"""The table of what was measured of a function, at the parameters that its sliders have."""

from math import isinf, isnan

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from activations.catalogue import FunctionSpec
from activations.properties import Properties
from content.loader import page
from ui import cached

NOTHING = "–"
NUMBERS = ("mean", "variance", "forward_gain", "mean_slope", "backward_gain")


def place() -> DeltaGenerator:
    """Lay out title and caption; the table goes between them, and only the table moves with the sliders."""
    labels = page("function").texts
    st.header(labels["properties.title"], anchor=False)
    table = st.empty()
    st.caption(labels["properties.caption"])
    return table


def table(function: FunctionSpec) -> str:
    """The measured properties in Markdown, one row each with its meaning."""
    labels = page("function").texts
    header = " | ".join(labels[f"properties.{column}"] for column in ("name", "measured", "meaning"))
    lines = [f"| {header} |", "|---|---|---|"]
    lines += [
        f"| {labels[f'property.{name}']} | {text} | {labels[f'property.{name}.meaning']} |"
        for name, text in rows_of(function).items()
    ]
    return "\n".join(lines)


def rows_of(function: FunctionSpec) -> dict[str, str]:
    """What was measured, written as on the page, by the property's name."""
    found = cached.properties_of(function)
    labels = page("function").texts
    return {
        "range": _range(found),
        "largest_slope": _largest_slope(found),
        "saturated": _saturated(found),
        "monotone": labels["properties.yes" if found.monotone else "properties.no"],
        "minimum": NOTHING if found.minimum is None else _at(found.minimum, _plain(found.minimum_at)),
        **{name: _plain(getattr(found, name)) for name in NUMBERS},
    }


def _range(found: Properties) -> str:
    left = "[" if found.lowest_reached else "("
    right = "]" if found.highest_reached else ")"
    return f"{left}{_plain(found.lowest)}, {_plain(found.highest)}{right}"


def _largest_slope(found: Properties) -> str:
    # Where a slope leaves its largest value smoothly, further digits are those of the limit for "as large".
    begin, end = (_plain(round(x, 4) + 0.0) for x in (found.largest_slope_from, found.largest_slope_to))
    return _at(found.largest_slope, begin if begin == end else f"{begin} … {end}")


def _saturated(found: Properties) -> str:
    sides = ((found.saturated_below, "x < "), (found.saturated_above, "x > "))
    return ", ".join(f"{sign}{_plain(edge)}" for edge, sign in sides if edge is not None) or NOTHING


def _at(number: float, place: str) -> str:
    return f"{_plain(number)} (x = {place})"


def _plain(number: float | None) -> str:
    if number is None or isnan(number):
        return NOTHING
    if isinf(number):
        return "−∞" if number < 0 else "∞"
    return f"{round(number, 12):.4g}".replace("-", "−")
