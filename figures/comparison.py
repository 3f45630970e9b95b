"""Several functions over one another: values, slopes or curvatures."""

from collections.abc import Sequence
from typing import Literal, TypeAlias

import numpy as np
import plotly.graph_objects as go

from activations.catalogue import FunctionSpec
from activations.derivatives import Curve
from figures.series import spread
from figures.theme import DASHES, FONT_SIZE, LINE_WIDTH, Theme, colour, layout

Order: TypeAlias = Literal["value", "slope", "curvature"]
RANGES: dict[Order, tuple[float, float]] = {
    "value": (-2.0, 4.0),
    "slope": (-0.25, 1.35),
    "curvature": (-0.9, 1.1),
}
HEIGHT = 430  # the height that keeps labels at the lines' ends apart


def curves(
    functions: Sequence[FunctionSpec],
    data: Sequence[Curve],
    order: Order,
    theme: Theme,
    names: tuple[str, str],
) -> go.Figure:
    """Draw one derivative of several functions on shared axes, each named at its line's right end.

    Args:
        functions: what is drawn, one for each curve.
        data: their curves over the same x, up to the second derivative.
        order: which of the three to draw; it sets the dash, as on every page.
        theme: light or dark.
        names: the titles of the x and the y axis.
    """
    x_name, y_name = names
    lines = [
        {
            "type": "scatter",
            "mode": "lines",
            "name": function.label,
            "x": curve.x,
            "y": getattr(curve, order),
            "line": {"color": colour(function.key, theme), "dash": DASHES[order], "width": LINE_WIDTH},
            "hovertemplate": "%{y:.4g}",
        }
        for function, curve in zip(functions, data, strict=True)
    ]
    x_axis = {"title": {"text": x_name}, "zeroline": True, "unifiedhovertitle": {"text": "x = %{x:.2f}"}}
    figure_layout = layout(
        theme,
        xaxis=x_axis,
        yaxis={"title": {"text": y_name}, "zeroline": True, "range": list(RANGES[order])},
        annotations=_labels(functions, data, order, theme),
        hovermode="x unified",
        margin={"l": 8, "r": 96, "t": 8, "b": 8},
    )
    return go.Figure({"data": lines, "layout": figure_layout})


def _labels(
    functions: Sequence[FunctionSpec], data: Sequence[Curve], order: Order, theme: Theme
) -> list[dict[str, object]]:
    """The functions' names beside their lines' ends; at the axis's end for a line that leaves the picture."""
    low, high = RANGES[order]
    ends = np.clip([getattr(curve, order)[-1] for curve in data], low, high)
    places = spread(list((ends - low) / (high - low)), (FONT_SIZE + 4) / HEIGHT)
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
