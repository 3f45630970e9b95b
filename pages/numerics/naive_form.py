"""The formula as written beside the form that runs: how wrong, where it breaks, and why."""

import numpy as np
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from activations.catalogue import FunctionSpec
from content.loader import fill, page
from experiments.numerics.breakdown import Breakdown
from experiments.numerics.forms import FORMATS, common
from experiments.numerics.rounding import ErrorCourse
from figures.numerics import rounding as figure
from pages.numerics import reasons
from ui import charts, chrome, controls, prose
from ui.cache.functions import sources_of
from ui.cache.numerics import breakdowns_of, errors_of
from ui.numbers import written

HEIGHT = 470


def show(function: FunctionSpec, chart: DeltaGenerator, sliders: DeltaGenerator) -> None:
    """Show the errors of both forms over all floats, the first failures in every format, and their causes."""
    labels = page("numerics").texts
    with sliders:
        label, help_text = labels["control.precision"], labels["control.precision.help"]
        formats = {name: name for name in FORMATS}
        precision = controls.choice("format", label, formats, default="float32", help_text=help_text)
        if common(function) != function:
            st.caption(labels["written.default"])
        st.code(sources_of(function.key)[1], language="python", wrap_lines=True)
    function = common(function)
    with chart, st.spinner(labels["working"]):
        found = {name: breakdowns_of(function, name) for name in FORMATS}
        _chart(function, precision, errors_of(function, precision), found[precision])
    if any(found.values()):
        st.header(labels["written.table.title"], anchor=False)
        st.markdown(_table(found))
    if found[precision]:
        st.header(fill(labels["written.reasons.title"], {"precision": precision}), anchor=False)
        st.markdown("\n".join(f"- {reasons.sentence(each, precision)}" for each in found[precision]))


def _chart(function: FunctionSpec, precision: str, course: ErrorCourse, found: tuple[Breakdown, ...]) -> None:
    labels = page("numerics").texts
    names = {name: labels[f"written.{name}"] for name in ("value", "slope", "written", "runs")}
    names |= {"x": labels["written.axis.x"], "error": labels["written.value"]}
    worst = max(float(np.nanmax(errors)) for errors in course.runs.values())
    breaks = {"count": str(len(found)), "first": ""}
    if found:
        nearest = min(found, key=lambda each: abs(np.log(abs(each.x))))
        breaks["first"] = f"{reasons.what(nearest)}, at x = {written(nearest.x, 5)}"
    words = {
        "function": function.label,
        "precision": precision,
        "runs": written(worst, 2),
        "finding": fill(labels["written.breaks" if found else "written.holds"], breaks),
    }
    drawn = figure.error_course(course, function.key, precision, chrome.theme(), names, chrome.is_narrow())
    charts.show(drawn, key="rounding", alt=fill(labels["written.alt"], words), height=HEIGHT)


def _table(found: dict[str, tuple[Breakdown, ...]]) -> str:
    """One row for each way to fail, one column for each format."""
    labels = page("numerics").texts
    columns = [{reasons.what(each): written(each.x, 6) for each in breaks} for breaks in found.values()]
    ways = dict.fromkeys(what for column in columns for what in column)
    rows = ([what, *(column.get(what, labels["written.never"]) for column in columns)] for what in ways)
    return prose.table([labels["written.table.what"], *found], rows)
