"""A function, its derivative and a probe: the chart of a function's page."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import plotly.graph_objects as go

from activations.sweep import WINDOW, Sweep
from figures.panels import LEGEND_LINE, legend_line
from figures.pieces import closed_ends, closed_marker, in_pieces, open_ends, open_marker
from figures.theme import DASHES, LINE_WIDTH, MUTED, SHADE, TEXT, Theme, colour, layout

# The order of the traces, which ui/components/live_curve.js redraws by these names.
TRACES = (
    "saturated_left",
    "saturated_right",
    "value",
    "slope",
    "tangent",
    "probe",
    "open_ends",
    "closed_ends",
)
TANGENT_REACH = 1.5  # how far the tangent goes on either side of the probe
LINE: Mapping[str, object] = {"type": "scatter", "mode": "lines", "hoverinfo": "skip"}


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
    low, high = sweep.heights
    line = colour(key, theme)
    traces = {
        **_zones(sweep, frame, names["saturated"], theme),
        **_lines(sweep, frame, names, line),
        **_probe(sweep, frame, probe, line, theme),
        **_ends(sweep, frame, line, theme),
    }
    figure_layout = layout(
        theme,
        xaxis={"range": [-WINDOW, WINDOW], "title": {"text": names["x"]}, "dtick": 2, "zeroline": True},
        yaxis={"range": [low, high], "zeroline": True, "nticks": 8},
        annotations=[_legend(sweep, names, line, theme)],
        margin={"l": 8, "r": 8, "t": LEGEND_LINE + 5, "b": 8},
        hovermode=False,
    )
    return go.Figure({"data": [traces[name] for name in TRACES], "layout": figure_layout})


def _zones(sweep: Sweep, frame: int, name: str, theme: Theme) -> dict[str, dict[str, object]]:
    """A shade over the full height on each side; where nothing is saturated it has no width."""
    low, high = sweep.heights
    left, right = np.clip(sweep.saturated[frame], -WINDOW, WINDOW)
    zone = {
        **LINE,
        "name": name,
        "fill": "toself",
        "fillcolor": SHADE.of(theme),
        "line": {"width": 0},
        "y": [low, high, high, low],
    }
    return {
        "saturated_left": zone | {"x": [-WINDOW, -WINDOW, left, left]},
        "saturated_right": zone | {"x": [right, right, WINDOW, WINDOW]},
    }


def _lines(sweep: Sweep, frame: int, names: Mapping[str, str], line: str) -> dict[str, dict[str, object]]:
    """The function and its derivative, told apart by dash and width; where one jumps, it has a gap."""
    gaps = sweep.gaps_at(frame)
    drawn = (
        ("value", in_pieces(sweep.x, sweep.value[frame], gaps.value), LINE_WIDTH + 1),
        ("slope", in_pieces(sweep.x, sweep.slope[frame], gaps.slope), LINE_WIDTH),
    )
    return {
        what: {
            **LINE,
            "name": names[what],
            "x": x,
            "y": y,
            "line": {"color": line, "dash": DASHES[what], "width": width, "simplify": False},
        }
        for what, (x, y), width in drawn
    }


def _ends(sweep: Sweep, frame: int, line: str, theme: Theme) -> dict[str, dict[str, object]]:
    """The ends of both lines where they jump: a ring where one only comes to, a dot at what it is there."""
    gaps = sweep.gaps_at(frame)
    ends = {
        "open_ends": (open_ends(gaps.value + gaps.slope), open_marker(line, theme)),
        "closed_ends": (closed_ends(gaps.value + gaps.slope), closed_marker(line)),
    }
    return {
        name: {**LINE, "mode": "markers", "x": x, "y": y, "marker": marker}
        for name, ((x, y), marker) in ends.items()
    }


def _probe(sweep: Sweep, frame: int, probe: float, line: str, theme: Theme) -> dict[str, dict[str, object]]:
    """The tangent to the function, and a mark on each line, at the point drawn nearest to the probe."""
    at = int(np.abs(sweep.x - probe).argmin())
    x, value, slope = sweep.x[at], sweep.value[frame, at], sweep.slope[frame, at]
    reach = np.array([-TANGENT_REACH, TANGENT_REACH])
    with np.errstate(invalid="ignore"):  # where value or slope is infinite, there is no tangent
        tangent = value + slope * reach
    outline = {"color": TEXT.of(theme), "width": 2}
    marker = {"size": [14, 11], "symbol": ["circle", "diamond"], "color": line, "line": outline}
    return {
        "tangent": {**LINE, "x": x + reach, "y": tangent, "line": outline},
        "probe": {**LINE, "mode": "markers", "x": [x, x], "y": [value, slope], "marker": marker},
    }


def _legend(sweep: Sweep, names: Mapping[str, str], line: str, theme: Theme) -> dict[str, Any]:
    """A legend that says in words and strokes what each line is, above the chart, where no line goes."""
    strokes = (
        ("━━", names["value"], line),
        ("╍╍", names["slope"], line),
        ("■", names["saturated"], MUTED.of(theme)),
    )
    shown = strokes if np.isfinite(sweep.saturated).any() else strokes[:2]
    return legend_line(shown)
