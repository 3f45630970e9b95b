"""One hidden unit: its pre-activation for every training point, above or below the line that turns it on."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import plotly.graph_objects as go
from numpy.typing import NDArray

from figures.theme import CLASS_MARKERS, CLASSES, CURSOR, MUTED, SHADE, TEXT, Theme, layout

HEIGHT = 300
LEAST_REACH = 1.0
LONG_AXIS = 12.0


def unit_view(
    drawn: NDArray[np.float32],
    labels: NDArray[np.integer],
    chosen: int,
    theme: Theme,
    names: Mapping[str, str],
    *,
    frame: int,
) -> go.Figure:
    """Draw one snapshot's pre-activations as dots; those on the shaded side do not switch the unit on.

    Args:
        drawn: what `values` returns for the unit.
        labels: int [N], the class of each point, in the order in which the points are drawn.
        chosen: the place in this order of the chosen input.
        theme: light or dark.
        names: the words for "points", "pre_activation", "off" and "input".
        frame: which snapshot.

    Returns:
        Traces: trace 0 are the dots; their `y` at another frame is `drawn[frame, 0]`.
    """
    low, high = _range(drawn)
    dots = {
        "type": "scatter",
        "mode": "markers",
        "x": np.arange(1, drawn.shape[2] + 1, dtype=np.float32),
        "y": drawn[frame, 0],
        "marker": {
            "symbol": [CLASS_MARKERS[int(label)] for label in labels],
            "color": [CLASSES[int(label)].of(theme) for label in labels],
            "size": 7,
        },
        "hovertemplate": f"{names['input']} %{{x}}<extra></extra>",
        "selected": {"marker": {"opacity": 1}},
        "unselected": {"marker": {"opacity": 1}},
    }
    return go.Figure({"data": [dots], "layout": _layout(drawn.shape[2], (low, high), chosen, theme, names)})


def values(pre_activations: NDArray[np.floating], order: NDArray[np.integer]) -> NDArray[np.float32]:
    """The height of every dot at every snapshot: float32 [M, 1, N], asinh of z, in the given order."""
    held = np.nan_to_num(pre_activations.astype(np.float64), nan=0.0)
    return np.arcsinh(held[:, order])[:, None].astype(np.float32)


def _layout(
    points: int, reach: tuple[float, float], chosen: int, theme: Theme, names: Mapping[str, str]
) -> dict[str, Any]:
    low, high = reach
    ticks = _ticks(low, high)
    across = {"x0": 0, "x1": 1, "xref": "paper"}
    shade = {"type": "rect", **across, "y0": low, "y1": 0, "fillcolor": SHADE.of(theme), "line": {"width": 0}}
    zero = {"type": "line", **across, "y0": 0, "y1": 0, "line": {"color": TEXT.of(theme), "width": 2}}
    here = {"x0": chosen + 1, "x1": chosen + 1, "y0": 0, "y1": 1, "yref": "paper"}
    mark = {"type": "line", **here, "line": {"color": CURSOR.of(theme), "width": 1.5, "dash": "dot"}}
    corner = {"x": 0.005, "xref": "paper", "xanchor": "left", "y": low, "yanchor": "bottom"}
    return layout(
        theme,
        height=HEIGHT,
        margin={"l": 60, "r": 14, "t": 12, "b": 48},
        xaxis={"title": {"text": names["points"]}, "range": [0, points + 1], "showgrid": False},
        yaxis={
            "title": {"text": names["pre_activation"]},
            "range": [low, high],
            "tickvals": [float(np.arcsinh(number)) for number in ticks],
            "ticktext": [f"{number:g}".replace("-", "−") for number in ticks],
        },
        shapes=[{**shade, "layer": "below"}, zero, mark],
        annotations=[{**corner, "text": names["off"], "font": {"color": MUTED.of(theme)}}],
    )


def _ticks(low: float, high: float) -> list[float]:
    """0 and the powers of ten whose place on the axis lies within these; every second one on a long axis."""
    stride = 1 if high - low < LONG_AXIS else 2
    numbers = [sign * 10.0**power for sign in (-1, 1) for power in range(0, 12, stride)]
    return [0.0] + [number for number in numbers if low <= np.arcsinh(number) <= high]


def _range(drawn: NDArray[np.float32]) -> tuple[float, float]:
    """One scale for the whole run, so that a step that throws the unit far can be seen as one."""
    low = min(-LEAST_REACH, float(drawn.min(initial=0)))
    high = max(LEAST_REACH, float(drawn.max(initial=0)))
    room = 0.05 * (high - low)
    return low - 2 * room, high + room
