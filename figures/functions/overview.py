"""A function and its slope, small: the pictures on the start page's cards."""

import plotly.graph_objects as go

from activations.derivatives import Curve
from activations.measured.gaps import Gaps
from figures.pieces import closed_ends, closed_marker, in_pieces, open_ends, open_marker
from figures.theme import DASHES, LINE_WIDTH, Theme, colour, layout

NO_GAPS = Gaps()
END_SIZE = 5  # pixels


def card(curve: Curve, key: str, theme: Theme, gaps: Gaps = NO_GAPS) -> go.Figure:
    """Draw f solid and f′ dashed, on axes that all six cards share; where one jumps, it has a gap."""
    tone = colour(key, theme)
    line = {"color": tone, "width": LINE_WIDTH, "simplify": False}
    trace = {"type": "scatter", "hoverinfo": "skip"}
    drawn = ((curve.value, gaps.value, DASHES["value"]), (curve.slope, gaps.slope, DASHES["slope"]))
    data = [
        trace | {"mode": "lines", "x": x, "y": y, "line": line | {"dash": dash}}
        for (x, y), dash in ((in_pieces(curve.x, y, jumps), dash) for y, jumps, dash in drawn)
    ]
    jumps = gaps.value + gaps.slope
    if jumps:
        ends = (
            (open_ends(jumps), open_marker(tone, theme, END_SIZE)),
            (closed_ends(jumps), closed_marker(tone, END_SIZE)),
        )
        data += [trace | {"mode": "markers", "x": x, "y": y, "marker": marker} for (x, y), marker in ends]
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
