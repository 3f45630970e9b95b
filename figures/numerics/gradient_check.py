"""The errors of three witnesses to one slope, over the step of the finite differences."""

from collections.abc import Mapping
from typing import TypeAlias

import numpy as np
import plotly.graph_objects as go
from numpy.typing import NDArray

from experiments.numerics.gradient_check import GradientCheck
from figures.decades import power
from figures.panels import written_legend
from figures.theme import CURSOR, LINE_WIDTH, MUTED, TEXT, Theme, colour, layout

# The order of the traces; the browser moves the last two with the slider.
TRACES = ("autograd", "formula", "forward", "central", "cursor", "here")
FLOOR = 1e-20  # where an error of 0 is drawn on the logarithmic axis
CEILING = 1e2
LINE: dict[str, object] = {"type": "scatter", "mode": "lines", "hoverinfo": "skip"}
Looks: TypeAlias = Mapping[str, Mapping[str, object]]


def witness_errors(
    found: GradientCheck, key: str, position: int, theme: Theme, names: Mapping[str, str]
) -> go.Figure:
    """Draw the errors of forward and central differences over h, and those of the others as level lines.

    Args:
        found: what the witnesses say.
        key: the function's key, for its colour.
        position: which of the steps the cursor marks.
        theme: light or dark.
        names: the words for "forward", "central", "autograd", "formula", and the axes "h" and "error".
    """
    looks = _looks(key, theme)
    traces = _lines(found, looks, names) | _marks(found, position, looks, theme)
    return go.Figure({"data": [traces[name] for name in TRACES], "layout": _layout(theme, looks, names)})


def drawn(errors: NDArray[np.float64]) -> NDArray[np.float64]:
    """Lift errors of 0 to where the axis says 0, and keep all others inside the picture."""
    return np.clip(errors, FLOOR, CEILING / 10)


def moving(found: GradientCheck) -> tuple[tuple[NDArray[np.float64], ...], tuple[NDArray[np.float64], ...]]:
    """Return x and y, each [S, 2], of the cursor and of the two marks, at every step."""
    twice = np.stack([found.steps, found.steps], axis=1)
    heights = np.tile([FLOOR, CEILING], (len(twice), 1))
    errors = np.stack([drawn(found.forward_error), drawn(found.central_error)], axis=1)
    return (twice, heights), (twice, errors)


def _lines(found: GradientCheck, looks: Looks, names: Mapping[str, str]) -> dict[str, dict[str, object]]:
    """The errors over h; those that know no h are level."""
    ends = [float(found.steps[0]), float(found.steps[-1])]
    places: dict[str, dict[str, object]] = {
        "autograd": {"x": ends, "y": drawn(np.full(2, found.autograd_error))},
        "formula": {"x": ends, "y": drawn(np.full(2, found.formula_error))},
        "forward": {"x": found.steps, "y": drawn(found.forward_error)},
        "central": {"x": found.steps, "y": drawn(found.central_error)},
    }
    return {name: LINE | {"name": names[name], "line": looks[name]} | xy for name, xy in places.items()}


def _marks(found: GradientCheck, position: int, looks: Looks, theme: Theme) -> dict[str, dict[str, object]]:
    """The cursor at one step, and a mark on each of the two lines that depend on it."""
    cursor, here = moving(found)
    marker = {
        "size": 15,
        "symbol": ["circle", "diamond"],
        "color": [looks["forward"]["color"], looks["central"]["color"]],
        "line": {"color": TEXT.of(theme), "width": 2},
    }
    thin = {"color": CURSOR.of(theme), "width": 1, "dash": "dot"}
    return {
        "cursor": LINE | {"x": cursor[0][position], "y": cursor[1][position], "line": thin},
        "here": LINE | {"mode": "markers", "x": here[0][position], "y": here[1][position], "marker": marker},
    }


def _looks(key: str, theme: Theme) -> Looks:
    return {
        "autograd": {"color": colour(key, theme), "width": LINE_WIDTH + 1, "dash": "longdash"},
        "formula": {"color": MUTED.of(theme), "width": LINE_WIDTH, "dash": "dot"},
        "forward": {"color": colour(key, theme), "width": LINE_WIDTH},
        "central": {"color": TEXT.of(theme), "width": LINE_WIDTH},
    }


def _layout(theme: Theme, looks: Looks, names: Mapping[str, str]) -> dict[str, object]:
    """Two logarithmic axes, and a legend in the corner that the V leaves free."""
    strokes = (("forward", "●━"), ("central", "◆━"), ("autograd", "╍╍"), ("formula", "┄┄"))
    legend = written_legend(
        [(stroke, names[name], str(looks[name]["color"])) for name, stroke in strokes], top=0.5
    )
    return layout(
        theme,
        xaxis={"type": "log", "range": [-16.3, 0.3], **_powers(-16, 0, 4), "title": {"text": names["h"]}},
        yaxis={
            "type": "log",
            "range": [np.log10(FLOOR) - 0.6, np.log10(CEILING)],
            **_powers(-16, 0, 4, FLOOR),
            "title": {"text": names["error"]},
        },
        annotations=legend,
        hovermode=False,
    )


def _powers(low: int, high: int, step: int, zero: float | None = None) -> dict[str, object]:
    """Name powers of ten on an axis, and perhaps the place that stands for 0."""
    exponents = range(low, high + 1, step)
    places = [10.0**exponent for exponent in exponents]
    texts = [power(exponent) for exponent in exponents]
    if zero is not None:
        places, texts = [zero, *places], ["0", *texts]
    return {"tickvals": places, "ticktext": texts}
