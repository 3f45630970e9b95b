"""Several functions over one another: values, slopes or curvatures."""

from collections.abc import Sequence
from typing import Literal, TypeAlias

import plotly.graph_objects as go

from activations.catalogue import FunctionSpec
from activations.derivatives import Curve
from figures.series import spread
from figures.theme import DASHES, FONT_SIZE, LINE_WIDTH, Theme, colour, layout

Order: TypeAlias = Literal["value", "slope", "curvature"]
RANGES: dict[Order, tuple[float, float]] = {"value": (-2.0, 4.0), "slope": (-0.25, 1.35), "curvature": (-0.9, 1.1)}
HEIGHT = 430  # the height that keeps labels at the lines' ends apart


def curves(
    functions: Sequence[FunctionSpec], data: Sequence[Curve], order: Order, theme: Theme, names: tuple[str, str]
) -> go.Figure:
    """Draw one derivative of several functions on shared axes, each named at its line's right end.

    Args:
        functions: what is drawn, one for each curve.
        data: their curves over the same x, up to the second derivative.
        order: which of the three to draw; it sets the dash, as on every page.
        theme: light or dark.
        names: the titles of the x and the y axis.
    """
    low, high = RANGES[order]
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
    ends = [min(max(float(getattr(curve, order)[-1]), low), high) for curve in data]
    places = spread([(end - low) / (high - low) for end in ends], (FONT_SIZE + 4) / HEIGHT)
    labels = [
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
    x_name, y_name = names
    return go.Figure(
        {
            "data": lines,
            "layout": layout(
                theme,
                xaxis={"title": {"text": x_name}, "zeroline": True, "unifiedhovertitle": {"text": "x = %{x:.2f}"}},
                yaxis={"title": {"text": y_name}, "zeroline": True, "range": [low, high]},
                annotations=labels,
                hovermode="x unified",
                margin={"l": 8, "r": 96, "t": 8, "b": 8},
            ),
        }
    )
