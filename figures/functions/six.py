"""Functions side by side, each with its slope, and at one x the tangent and both values."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import plotly.graph_objects as go
from numpy.typing import NDArray

from activations.derivatives import Curve
from activations.measured.gaps import Gaps
from figures.pieces import in_pieces
from figures.theme import CURSOR, DASHES, LINE_WIDTH, Theme, colour, layout

Floats = NDArray[np.floating]
TRACES = 4  # of each function: its value, its slope, and the two that move
TANGENT_REACH = 0.8
BETWEEN = 0.03  # of the width
TITLE = 0.12  # of the height, above each row
LOWEST, HIGHEST = -1.6, 3.1


def tangents(curve: Curve) -> tuple[Floats, Floats]:
    """The tangent at each point of a curve: x and y, each [points, 2]."""
    away = np.array([-TANGENT_REACH, TANGENT_REACH])
    return curve.x[:, None] + away, curve.value[:, None] + curve.slope[:, None] * away


def marks(curve: Curve) -> tuple[Floats, Floats]:
    """Where value and slope are at each point of a curve: x and y, each [points, 2]."""
    return np.stack([curve.x, curve.x], axis=1), np.stack([curve.value, curve.slope], axis=1)


def moving(curves: Sequence[Curve]) -> dict[int, tuple[Floats, Floats]]:
    """What moves with x, by the trace's index in `panels`: x and y, each [points, 2]."""
    return {
        index * TRACES + offset: found(curve)
        for index, curve in enumerate(curves)
        for offset, found in ((2, tangents), (3, marks))
    }


def panels(curves: Mapping[str, tuple[str, Curve, Gaps]], at: int, columns: int, theme: Theme) -> go.Figure:
    """Draw a panel for each function.

    Args:
        curves: title, curve and jumps by the function's key; all curves have the same points.
        at: the index of the point at which tangents and marks stand.
        columns: how many panels stand side by side.
        theme: light or dark.
    """
    rows = -(-len(curves) // columns)
    data: list[dict[str, Any]] = []
    axes: dict[str, Any] = {}
    titles: list[dict[str, Any]] = []
    for index, (key, (title, curve, gaps)) in enumerate(curves.items()):
        row, column = divmod(index, columns)
        across = [column / columns + BETWEEN / 2, (column + 1) / columns - BETWEEN / 2]
        top = 1 - row / rows
        name = str(index + 1)
        data += [
            trace | {"xaxis": f"x{name}", "yaxis": f"y{name}"}
            for trace in _traces(key, curve, gaps, at, theme)
        ]
        shared = {"showticklabels": False, "showgrid": False, "zeroline": True, "automargin": False}
        axes[f"xaxis{name}"] = shared | {
            "domain": across,
            "anchor": f"y{name}",
            "range": [curve.x[0], curve.x[-1]],
        }
        axes[f"yaxis{name}"] = shared | {
            "domain": [1 - (row + 1) / rows, top - TITLE],
            "anchor": f"x{name}",
            "range": [LOWEST, HIGHEST],
        }
        place = {"xref": "paper", "yref": "paper", "xanchor": "left", "yanchor": "top"}
        titles.append(
            place | {"text": title, "x": across[0], "y": top, "font": {"color": colour(key, theme)}}
        )
    more = {"hovermode": False, "margin": dict.fromkeys("lrtb", 2), "annotations": titles}
    return go.Figure({"data": data, "layout": layout(theme, **axes, **more)})


def _traces(key: str, curve: Curve, gaps: Gaps, at: int, theme: Theme) -> list[dict[str, Any]]:
    """Value and slope, the tangent, and the marks: a circle on the value, a diamond on the slope."""
    tone = colour(key, theme)
    shared = {"type": "scatter", "hoverinfo": "skip", "showlegend": False}
    lines = [
        shared
        | {"mode": "lines", "x": x, "y": y}
        | {"line": {"color": tone, "width": LINE_WIDTH, "dash": dash, "simplify": False}}
        for (x, y), dash in (
            (in_pieces(curve.x, curve.value, gaps.value), DASHES["value"]),
            (in_pieces(curve.x, curve.slope, gaps.slope), DASHES["slope"]),
        )
    ]
    (tangent_x, tangent_y), (mark_x, mark_y) = tangents(curve), marks(curve)
    tangent = {"mode": "lines", "x": tangent_x[at], "y": tangent_y[at]}
    mark = {"mode": "markers", "x": mark_x[at], "y": mark_y[at]}
    return [
        *lines,
        shared | tangent | {"line": {"color": CURSOR.of(theme), "width": LINE_WIDTH - 0.5}},
        shared | mark | {"marker": {"color": tone, "size": 10, "symbol": ["circle", "diamond"]}},
    ]
