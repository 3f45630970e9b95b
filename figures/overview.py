"""A function and its slope, small: the pictures on the start page's cards."""

import plotly.graph_objects as go

from activations.derivatives import Curve
from figures.theme import DASHES, LINE_WIDTH, Theme, colour, layout


def card(curve: Curve, key: str, theme: Theme) -> go.Figure:
    """Draw f solid and f′ dashed, on axes that all six cards share."""
    line = {"color": colour(key, theme), "width": LINE_WIDTH}
    data = [
        {
            "type": "scatter",
            "mode": "lines",
            "x": curve.x,
            "y": y,
            "hoverinfo": "skip",
            "line": line | {"dash": dash},
        }
        for y, dash in ((curve.value, DASHES["value"]), (curve.slope, DASHES["slope"]))
    ]
    axis = {"showticklabels": False, "zeroline": True, "showgrid": False, "automargin": False}
    return go.Figure(
        {
            "data": data,
            "layout": layout(
                theme,
                xaxis=axis,
                yaxis=axis | {"range": [-1.5, 2.5]},
                hovermode=False,
                margin=dict.fromkeys("lrtb", 2),
            ),
        }
    )
