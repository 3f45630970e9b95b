"""Several functions over one another: values, slopes or curvatures."""

from collections.abc import Sequence
from functools import partial
from typing import Literal, TypeAlias

import numpy as np
import plotly.graph_objects as go

from activations.catalogue import NOTES, FunctionSpec
from activations.derivatives import Curve
from activations.measured.gaps import Gap
from figures.pieces import closed_ends, closed_marker, in_pieces, open_ends, open_marker
from figures.series import spread
from figures.theme import DASHES, FONT_SIZE, LINE_WIDTH, MARKERS, Theme, colour, layout

Order: TypeAlias = Literal["value", "slope", "curvature"]
RANGES: dict[Order, tuple[float, float]] = {  # what the functions of the notes need
    "value": (-2.0, 4.0),
    "slope": (-0.25, 1.35),
    "curvature": (-0.9, 1.1),
}
HIGHEST = 1.9  # a steeper or more strongly bent function stretches its axis up to here
MARKERS_ON_A_LINE = 12
HEIGHT = 430  # the height that keeps labels at the lines' ends apart


def curves(
    functions: Sequence[FunctionSpec],
    data: Sequence[Curve],
    order: Order,
    theme: Theme,
    names: tuple[str, str],
    gaps: Sequence[tuple[Gap, ...]] = (),
) -> go.Figure:
    """Draw one derivative of several functions on shared axes, each named at its line's right end.

    The functions of the notes are plain lines; the others, whose colours are closer, carry markers.

    Args:
        functions: what is drawn, one for each curve.
        data: their curves over the same x, up to the second derivative.
        order: which of the three to draw; it sets the dash, as on every page.
        theme: light or dark.
        names: the titles of the x and the y axis.
        gaps: where each line jumps; none given: nowhere.

    Returns:
        Traces: function i's line is trace i; after them the open and the closed ends of all, where there are.
    """
    x_name, y_name = names
    jumps = gaps or ((),) * len(functions)
    lines = [
        _line(function, curve, order, theme, each)
        for function, curve, each in zip(functions, data, jumps, strict=True)
    ]
    heights = heights_of(data, order)
    drawn = layout(
        theme,
        xaxis={"title": {"text": x_name}, "zeroline": True, "unifiedhovertitle": {"text": "x = %{x:.2f}"}},
        yaxis={"title": {"text": y_name}, "zeroline": True, "range": list(heights)},
        annotations=_labels(functions, [getattr(curve, order)[-1] for curve in data], heights, theme),
        hovermode="x unified",
        margin={"l": 8, "r": 96, "t": 8, "b": 8},
    )
    return go.Figure({"data": lines + _ends(functions, jumps, theme), "layout": drawn})


def _line(
    function: FunctionSpec, curve: Curve, order: Order, theme: Theme, gaps: tuple[Gap, ...]
) -> dict[str, object]:
    """One function's line, with a few markers on it when it is not one of the notes'."""
    tone = colour(function.key, theme)
    x, y = in_pieces(curve.x, getattr(curve, order), gaps)
    marker = {"symbol": MARKERS[function.key], "size": 10, "color": tone, "maxdisplayed": MARKERS_ON_A_LINE}
    return {
        "type": "scatter",
        "mode": "lines" if function.key in NOTES else "lines+markers",
        "name": function.label,
        "x": x,
        "y": y,
        "line": {"color": tone, "dash": DASHES[order], "width": LINE_WIDTH, "simplify": False},
        "marker": marker,
        "hovertemplate": "%{y:.4g}",
    }


def _ends(
    functions: Sequence[FunctionSpec], gaps: Sequence[tuple[Gap, ...]], theme: Theme
) -> list[dict[str, object]]:
    """A ring where a line only comes to, and a dot at what it is there."""
    tones = [colour(function.key, theme) for function in functions]
    drawn: list[dict[str, object]] = []
    for ends, marker in ((open_ends, partial(open_marker, theme=theme)), (closed_ends, closed_marker)):
        found = [ends(each) for each in gaps]
        x, y = ([number for each in found for number in each[part]] for part in range(2))
        colours = [tone for tone, each in zip(tones, found, strict=True) for _ in each[0]]
        drawn.append(
            {
                "type": "scatter",
                "mode": "markers",
                "hoverinfo": "skip",
                "x": x,
                "y": y,
                "marker": marker(colours),
            }
        )
    return drawn if any(gaps) else []


def heights_of(data: Sequence[Curve], order: Order) -> tuple[float, float]:
    """The ends of the y axis: the same for all functions of the notes, stretched for a steeper one."""
    low, high = RANGES[order]
    if order != "value":
        top = max(float(np.nan_to_num(getattr(curve, order)).max()) for curve in data)
        high = max(high, min(top + 0.1, HIGHEST))
    return low, high


def _labels(
    functions: Sequence[FunctionSpec], ends: Sequence[float], heights: tuple[float, float], theme: Theme
) -> list[dict[str, object]]:
    """The functions' names beside their lines' ends; at the axis's end for a line that leaves the picture."""
    low, high = heights
    drawn = np.clip(np.nan_to_num(ends, nan=low), low, high)
    places = spread(list((drawn - low) / (high - low)), (FONT_SIZE + 4) / HEIGHT)
    return [
        {
            "text": f"<b>{function.label}</b>",
            "font": {"color": colour(function.key, theme)},
            "xref": "paper",
            "yref": "paper",
            "x": 1.01,
            "y": place,
            "xanchor": "left",
            "yanchor": "middle",
        }
        for function, place in zip(functions, places, strict=True)
    ]
