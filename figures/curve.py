"""A function, its derivative and a probe: the chart of a function's page."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import plotly.graph_objects as go

from activations.sweep import WINDOW, Sweep
from figures.theme import DASHES, FRAME, LINE_WIDTH, MUTED, SHADE, TEXT, Theme, colour, layout

# The order of the traces, which ui/components/live_curve.js redraws by these names.
TRACES = ("saturated_left", "saturated_right", "value", "slope", "tangent", "probe")
TANGENT_REACH = 1.5  # how far the tangent goes on either side of the probe
ROOM = 0.08  # the share of the height left free above and below the curves
LOWEST, HIGHEST = -4.0, 8.0


def function_curve(
    sweep: Sweep, key: str, setting: float | None, probe: float, theme: Theme, names: Mapping[str, str]
) -> go.Figure:
    """Draw f solid, f′ dashed, the saturated zone shaded, and the probe with its tangent.

    Args:
        sweep: the function's curves over its parameter.
        key: the function's key, for its colour.
        setting: the parameter's value; None for a function without one.
        probe: the x of the probe, within ±WINDOW.
        theme: light or dark.
        names: the words for "value", "slope", "saturated" and "x".
    """
    frame = sweep.nearest(setting)
    value, slope = sweep.value[frame], sweep.slope[frame]
    low, high = heights(sweep)
    left, right = np.clip(sweep.saturated[frame], -WINDOW, WINDOW)
    line = colour(key, theme)
    at = int(np.abs(sweep.x - probe).argmin())
    reach = np.array([-TANGENT_REACH, TANGENT_REACH])
    zone = {
        "type": "scatter",
        "mode": "lines",
        "fill": "toself",
        "fillcolor": SHADE.of(theme),
        "line": {"width": 0},
        "hoverinfo": "skip",
        "y": [low, high, high, low],
    }
    curve = {"type": "scatter", "mode": "lines", "x": sweep.x, "hoverinfo": "skip"}
    data = [
        zone | {"name": names["saturated"], "x": [-WINDOW, -WINDOW, left, left]},
        zone | {"name": names["saturated"], "x": [right, right, WINDOW, WINDOW]},
        curve | {"name": names["value"], "y": value, "line": _line(line, "value", LINE_WIDTH + 1)},
        curve | {"name": names["slope"], "y": slope, "line": _line(line, "slope", LINE_WIDTH)},
        {
            "type": "scatter",
            "mode": "lines",
            "hoverinfo": "skip",
            "x": sweep.x[at] + reach,
            "y": value[at] + slope[at] * reach,
            "line": {"color": TEXT.of(theme), "width": 2},
        },
        {
            "type": "scatter",
            "mode": "markers",
            "hoverinfo": "skip",
            "x": [sweep.x[at]] * 2,
            "y": [value[at], slope[at]],
            "marker": {
                "size": [14, 11],
                "symbol": ["circle", "diamond"],
                "color": line,
                "line": {"color": TEXT.of(theme), "width": 2},
            },
        },
    ]
    figure_layout = layout(
        theme,
        xaxis={"range": [-WINDOW, WINDOW], "title": {"text": names["x"]}, "dtick": 2, "zeroline": True},
        yaxis={"range": [low, high], "zeroline": True, "nticks": 8},
        annotations=_labels(sweep, names, line, theme),
        hovermode=False,
    )
    return go.Figure({"data": data, "layout": figure_layout})


def heights(sweep: Sweep) -> tuple[float, float]:
    """The lower and upper end of the y axis: the same for every setting, so that only the curves move."""
    low = max(LOWEST, min(float(sweep.value.min()), float(sweep.slope.min())))
    high = min(HIGHEST, max(float(sweep.value.max()), float(sweep.slope.max())))
    room = ROOM * (high - low)
    return low - room, high + room


def _line(line: str, what: str, width: float) -> dict[str, Any]:
    return {"color": line, "dash": DASHES[what], "width": width}


def _labels(sweep: Sweep, names: Mapping[str, str], line: str, theme: Theme) -> list[dict[str, Any]]:
    """A legend that says in words and strokes what each line is, inside the chart's upper left."""
    strokes = (
        ("━━", names["value"], line),
        ("╍╍", names["slope"], line),
        ("■", names["saturated"], MUTED.of(theme)),
    )
    shown = strokes if np.isfinite(sweep.saturated).any() else strokes[:2]
    return [
        {
            "text": f"<b>{stroke}</b> {name}",
            "font": {"color": tone},
            "xref": "paper",
            "yref": "paper",
            "x": 0.01,
            "y": 0.99 - 0.075 * row,
            "xanchor": "left",
            "yanchor": "top",
            "bordercolor": FRAME.of(theme),
            "borderwidth": 0,
        }
        for row, (stroke, name, tone) in enumerate(shown)
    ]
