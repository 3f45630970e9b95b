"""How wrong a value and a slope are at every magnitude of x, as written and as it runs."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import plotly.graph_objects as go
from numpy.typing import NDArray

from experiments.numerics.breakdown import PARTS
from experiments.numerics.rounding import ErrorCourse, place_of
from figures.decades import power
from figures.theme import BACKGROUND, LINE_WIDTH, MUTED, TEXT, Theme, colour, layout

FLOOR = 1e-19  # where an error of 0 is drawn
BROKEN = 1e4  # where a result that is no number is drawn
TICKS = {FLOOR: "0", 1e-16: power(-16), 1e-8: power(-8), 1.0: "100 %", BROKEN: "NaN, ∞"}
MAGNITUDES = (-8, 0, 2, 8, 30)  # powers of ten that the axis names
FEW_MAGNITUDES = (-8, 0, 8)


def error_course(
    course: ErrorCourse,
    key: str,
    precision: str,
    theme: Theme,
    names: Mapping[str, str],
    narrow: bool = False,
) -> go.Figure:
    """Draw the relative errors of value and slope one above the other; a cross is a result that is no number.

    Args:
        course: the errors of both forms.
        key: the function's key, for its colour.
        precision: what the course was computed in.
        theme: light or dark.
        names: the words for "value", "slope", "written", "runs", and the axes "x" and "error".
        narrow: whether few names fit on the axis of x.
    """
    ticks = _ticks(precision, FEW_MAGNITUDES if narrow else MAGNITUDES)
    axis = {
        "type": "log",
        "range": [np.log10(FLOOR) - 0.8, np.log10(BROKEN) + 1.2],
        "tickvals": list(TICKS),
        "ticktext": list(TICKS.values()),
    }
    figure_layout = layout(
        theme,
        xaxis={"anchor": "y2", "zeroline": True, "title": {"text": names["x"]}, **ticks},
        yaxis={"domain": [0.54, 1.0], **axis},
        yaxis2={"domain": [0.0, 0.46], **axis},
        annotations=_words(names, key, theme),
        hovermode=False,
    )
    return go.Figure({"data": _lines(course, key, theme), "layout": figure_layout})


def _lines(course: ErrorCourse, key: str, theme: Theme) -> list[dict[str, object]]:
    """For each panel the form that runs and over it the written one, each as a line and its crosses."""
    return [
        trace
        for row, part in enumerate(PARTS)
        for form, errors in (("runs", course.runs[part]), ("written", course.written[part]))
        for trace in _line(course.place, errors, f"y{row + 1}", _look(form, key, theme))
    ]


def _look(form: str, key: str, theme: Theme) -> dict[str, Any]:
    if form == "runs":
        return {"color": MUTED.of(theme), "width": LINE_WIDTH, "dash": "dot"}
    return {"color": colour(key, theme), "width": LINE_WIDTH}


def _line(
    place: NDArray[np.float64], errors: NDArray[np.float64], axis: str, look: dict[str, Any]
) -> list[dict[str, object]]:
    """The finite errors as a line, and crosses where the result is no number."""
    broken = np.isinf(errors)
    trace = {"type": "scatter", "yaxis": axis.removesuffix("1"), "hoverinfo": "skip"}
    finite = np.where(broken, np.nan, np.clip(errors, FLOOR, 10.0))
    line: dict[str, object] = trace | {"mode": "lines", "x": place, "y": finite, "line": look}
    marker = {"symbol": "x-thin", "size": 7, "line": {"color": look["color"], "width": 2}}
    crosses: dict[str, object] = trace | {
        "mode": "markers",
        "x": place[broken],
        "y": np.full(broken.sum(), BROKEN),
        "marker": marker,
    }
    return [line, crosses]


def _ticks(precision: str, magnitudes: tuple[int, ...]) -> dict[str, object]:
    """Name powers of ten on both sides of 0."""
    powers = np.array(magnitudes)
    numbers = np.concatenate([-(10.0 ** powers[::-1]), [0.0], 10.0**powers])
    texts = [_power(power) for power in magnitudes]
    return {
        "tickvals": place_of(numbers, precision),
        "ticktext": [*(f"−{text}" for text in texts[::-1]), "0", *texts],
        "tickangle": 0,
    }


def _power(exponent: int) -> str:
    if abs(exponent) <= 2:
        return f"{10.0**exponent:g}"
    return power(exponent)


def _words(names: Mapping[str, str], key: str, theme: Theme) -> list[dict[str, object]]:
    """What each panel shows, and which line is which, inside the panels."""
    written, runs = colour(key, theme), MUTED.of(theme)
    place = {"xref": "paper", "yref": "paper", "yanchor": "top", "bgcolor": BACKGROUND.of(theme)}
    return [
        place | {"text": f"<b>{names['value']}</b>", "x": 0.5, "y": 0.965, "font": {"color": TEXT.of(theme)}},
        place | {"text": f"<b>{names['slope']}</b>", "x": 0.5, "y": 0.43, "font": {"color": TEXT.of(theme)}},
        place | {"text": f"<b>━━</b> {names['written']}", "x": 0.01, "y": 0.88, "font": {"color": written}},
        place | {"text": f"<b>┄┄</b> {names['runs']}", "x": 0.99, "y": 0.88, "font": {"color": runs}},
    ]
