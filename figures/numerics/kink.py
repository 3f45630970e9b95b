"""A function close to 0, with the slopes on either side."""

from collections.abc import Mapping

import numpy as np
import plotly.graph_objects as go

from experiments.numerics.kink import Kink
from figures.panels import written_legend
from figures.theme import DASHES, LINE_WIDTH, MUTED, TEXT, Theme, colour, layout

TRACES = ("tangent_left", "tangent_right", "value", "zero")  # the browser moves "value"
ROOM = 1.12


def around_zero(found: Kink, key: str, position: int, theme: Theme, names: Mapping[str, str]) -> go.Figure:
    """Draw the function in units of the window, and the lines with its slopes left and right of 0.

    Args:
        found: the function at every magnification.
        key: its key, for its colour.
        position: which of the windows is shown.
        theme: light or dark.
        names: the words for "x" and "y" on the axes, and for "left" and "right" slopes.
    """
    tone, line = colour(key, theme), {"type": "scatter", "mode": "lines", "hoverinfo": "skip"}
    reach = np.array([-1.0, 1.0])
    side = {"color": MUTED.of(theme), "width": LINE_WIDTH, "dash": DASHES["slope"]}
    traces = {
        "tangent_left": line | {"x": reach, "y": found.left * reach, "line": side},
        "tangent_right": line | {"x": reach, "y": found.right * reach, "line": side | {"dash": "dot"}},
        "value": line
        | {
            "x": found.across,
            "y": found.height[position],
            "line": {"color": tone, "width": LINE_WIDTH + 1.5, "simplify": False},
        },
        "zero": line
        | {"mode": "markers", "x": [0], "y": [0]}
        | {"marker": {"size": 13, "color": tone, "line": {"color": TEXT.of(theme), "width": 2}}},
    }
    top = ROOM * max(1.0, float(np.abs(found.height).max()), abs(found.left), abs(found.right))
    figure_layout = layout(
        theme,
        xaxis={"range": [-1.03, 1.03], "title": {"text": names["x"]}, "zeroline": True, "dtick": 0.5},
        yaxis={"range": [-top, top], "title": {"text": names["y"]}, "zeroline": True, "dtick": 0.5},
        annotations=_legend(names, tone, theme),
        hovermode=False,
    )
    return go.Figure({"data": [traces[name] for name in TRACES], "layout": figure_layout})


def _legend(names: Mapping[str, str], tone: str, theme: Theme) -> list[dict[str, object]]:
    strokes = (
        ("━━", names["value"], tone),
        ("╍╍", names["left"], MUTED.of(theme)),
        ("┄┄", names["right"], MUTED.of(theme)),
    )
    return written_legend(strokes)
