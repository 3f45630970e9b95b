"""The table of what was measured of a function, at the parameters that its sliders have."""

from collections.abc import Sequence
from math import isinf, isnan

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from activations.catalogue import FunctionSpec
from activations.measured.courses import Course
from activations.measured.properties import Properties
from activations.measured.ranges import Interval
from content.loader import fill, page
from ui import prose
from ui.cache.functions import properties_of
from ui.numbers import plain

NOTHING = "–"
MOST_COURSES = 3  # in one line
NUMBERS = ("mean", "variance", "forward_gain", "mean_slope", "backward_gain")


def place() -> DeltaGenerator:
    """Lay out title and caption; the table goes between them, and only the table moves with the sliders."""
    labels = page("function").texts
    st.header(labels["properties.title"], anchor=False)
    table = st.empty()
    st.caption(labels["properties.caption"])
    return table


def table(function: FunctionSpec, more: Sequence[Sequence[str]] = ()) -> str:
    """The measured properties in Markdown, one row each with its meaning, and more rows below."""
    labels = page("function").texts
    header = [labels[f"properties.{column}"] for column in ("name", "measured", "meaning")]
    rows = [
        (labels[f"property.{name}"], text, labels[f"property.{name}.meaning"])
        for name, text in rows_of(function).items()
    ]
    return prose.table(header, [*rows, *more])


def rows_of(function: FunctionSpec) -> dict[str, str]:
    """What was measured, written as on the page, by the property's name."""
    found = properties_of(function)
    return {
        "range": " ∪ ".join(map(_interval, found.values)) or NOTHING,
        "largest_slope": _largest_slope(found),
        "saturated": _saturated(found),
        "monotone": course_of(found),
        "minimum": NOTHING if found.minimum is None else _at(found.minimum, _plain(found.minimum_at)),
        **{name: _average(getattr(found, name)) for name in NUMBERS},
    }


def course_of(found: Properties) -> str:
    """Whether a function rises or falls, in a word; between its poles where it has some."""
    labels = page("function").texts
    words = [labels[f"direction.{each.direction}"] for each in found.courses]
    if len(words) <= MOST_COURSES:
        places = map(_where, found.courses)
        return ", ".join(f"{word}{place}" for word, place in zip(words, places, strict=True)) or NOTHING
    if len(set(words)) == 1:
        return fill(labels["direction.between"], {"direction": words[0]})
    return labels["direction.neither"]


def _where(each: Course) -> str:
    """Between which x, in brackets; nothing for all of them."""
    begin, end = _plain(each.begin), _plain(each.end)
    if isinf(each.begin):
        return "" if isinf(each.end) else f" (x < {end})"
    return f" (x > {begin})" if isinf(each.end) else f" ({begin} < x < {end})"


def _interval(each: Interval) -> str:
    low, high = each.lowest, each.highest
    if low.value == high.value and low.reached and high.reached:
        return f"{{{_plain(low.value)}}}"
    left, right = "[" if low.reached else "(", "]" if high.reached else ")"
    return f"{left}{_plain(low.value)}, {_plain(high.value)}{right}"


def _largest_slope(found: Properties) -> str:
    # Where a slope leaves its largest value smoothly, further digits are those of the limit for "as large".
    begin, end = (_plain(round(x, 4)) for x in (found.largest_slope_from, found.largest_slope_to))
    return _at(found.largest_slope, begin if begin == end else f"{begin} … {end}")


def _saturated(found: Properties) -> str:
    sides = ((found.saturated_below, "x < "), (found.saturated_above, "x > "))
    return ", ".join(f"{sign}{_plain(edge)}" for edge, sign in sides if edge is not None) or NOTHING


def _at(number: float, place: str) -> str:
    return f"{_plain(number)} (x = {place})"


def _average(number: float) -> str:
    return page("function").texts["properties.none"] if isnan(number) else _plain(number)


def _plain(number: float | None) -> str:
    return NOTHING if number is None or isnan(number) else plain(round(number, 12), ".4g")
