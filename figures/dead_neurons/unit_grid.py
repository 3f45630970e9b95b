"""The lamp board: every hidden unit of a network as a lamp, told apart by shape as well as by colour."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import plotly.graph_objects as go
from numpy.typing import NDArray

from experiments.dead_neurons.unit_activity import UnitActivity
from figures.panels import cursor
from figures.theme import LINE_WIDTH, MUTED, TEXT, Theme, colour, layer_colours, layout

STATES = ("on", "off", "dead")  # the traces, in this order; after them the ring
SYMBOLS = ("circle", "circle-open", "x-thin")
ROW_HEIGHT, LEAST_HEIGHT, MARGINS = 44, 250, 92  # pixels
LARGEST, SMALLEST = 24, 11  # pixels across a lamp
NARROW = 0.55  # of that on a phone
COURSE_HEIGHT = 200


def lamp_board(
    found: UnitActivity,
    on: NDArray[np.bool_],
    function: str,
    theme: Theme,
    names: Mapping[str, str],
    *,
    frame: int,
    selected: tuple[int, int],
) -> go.Figure:
    """Draw the units at one snapshot, a row for each layer.

    Args:
        found: the units of one network at M snapshots.
        on: bool [M, H, W], which of them the chosen input switches on.
        function: the key whose colour the lamps have.
        theme: light or dark.
        names: the words for the three `STATES`, and for "layer" and "unit".
        frame: which snapshot.
        selected: (layer, unit) with a ring around it, both from 0.

    Returns:
        Traces: in the order of `STATES`; their `y` at another frame is `values(found, on)[frame]`, so that
        every lamp is a point of each and shows in one. Then the ring.
    """
    size = int(np.clip(520 / found.active.shape[2], SMALLEST, LARGEST))
    tones = (colour(function, theme), colour(function, theme), TEXT.of(theme))
    rows = values(found, on)[frame]
    looks = [
        {
            "name": names[state],
            "marker": {"symbol": symbol, "size": size, "color": tone, "line": {"width": 3, "color": tone}},
            "hovertemplate": f"{names['layer']} %{{y}}, {names['unit']} %{{x}}<extra></extra>",
        }
        for state, symbol, tone in zip(STATES, SYMBOLS, tones, strict=True)
    ]
    traces = [{**_lamps(places(found), y), **look} for y, look in zip(rows, looks, strict=True)]
    traces.append(_ring(selected, size, theme))
    return go.Figure({"data": traces, "layout": _layout(found, theme, names)})


def narrowed(board: go.Figure) -> go.Figure:
    """The same board for a window as narrow as a phone's: with lamps that do not touch."""
    return board.for_each_trace(lambda lamps: lamps.update(marker_size=NARROW * lamps.marker.size))


def places(found: UnitActivity) -> NDArray[np.float32]:
    """The x of every lamp: its unit, from 1."""
    layers, width = found.active.shape[1:]
    return np.tile(np.arange(1, width + 1, dtype=np.float32), layers)


def values(found: UnitActivity, on: NDArray[np.bool_]) -> NDArray[np.float32]:
    """What the traces of the three states show at every snapshot: float32 [M, 3, H · W].

    The y of each lamp, which is its layer from 1, in the trace of its state; NaN in the other two.
    """
    dead = found.is_dead
    states = np.stack([on & ~dead, ~on & ~dead, dead], axis=1)  # [M, 3, H, W]
    layer = np.arange(1, dead.shape[1] + 1)[:, None]
    return np.where(states, layer, np.nan).reshape(*states.shape[:2], -1).astype(np.float32)


def course(found: UnitActivity, theme: Theme, names: Mapping[str, str], frame: int) -> go.Figure:
    """Draw how many units of each layer are dead at every snapshot.

    Returns:
        Traces: a line for each layer. Shapes: `shapes[0]` is the cursor.
    """
    counts = found.is_dead.sum(axis=2)  # [M, H]
    layers, width = found.active.shape[1:]
    dashes = ("solid", "dash", "dot", "dashdot")
    lines = [
        {
            "type": "scatter",
            "mode": "lines",
            "x": found.steps,
            "y": counts[:, layer],
            "name": f"{names['layer']} {layer + 1}",
            "line": {"color": tone, "width": LINE_WIDTH, "shape": "hv", "dash": dashes[layer % 4]},
            "hovertemplate": "%{y}",
        }
        for layer, tone in enumerate(layer_colours(layers, theme))
    ]
    drawn = layout(
        theme,
        height=COURSE_HEIGHT,
        margin={"l": 60, "r": 14, "t": 40, "b": 48},
        xaxis={"title": {"text": names["step"]}, "range": [0, max(1, int(found.steps[-1]))]},
        yaxis={"title": {"text": names["count"]}, "range": [-0.03 * width, 1.03 * width], "nticks": 4},
        shapes=[cursor(0, int(found.steps[frame]), theme)],
        showlegend=True,
        legend={"orientation": "h", "x": 0, "y": 1.02, "yanchor": "bottom"},
        hovermode="x unified",
    )
    return go.Figure({"data": lines, "layout": drawn})


def _lamps(x: NDArray[np.float32], y: NDArray[np.float32]) -> dict[str, Any]:
    """Marks that stay as bright as they are when a click chooses one of them."""
    bright = {"marker": {"opacity": 1}}
    return {"type": "scatter", "mode": "markers", "x": x, "y": y, "selected": bright, "unselected": bright}


def _ring(selected: tuple[int, int], size: int, theme: Theme) -> dict[str, Any]:
    layer, unit = selected
    tone = MUTED.of(theme)
    place = np.array([[unit + 1], [layer + 1]], dtype=np.float32)
    return {
        **_lamps(*place),
        "marker": {
            "symbol": "square-open",
            "size": size + 12,
            "color": tone,
            "line": {"width": 3, "color": tone},
        },
        "hoverinfo": "skip",
        "showlegend": False,
    }


def _layout(found: UnitActivity, theme: Theme, names: Mapping[str, str]) -> dict[str, Any]:
    layers, width = found.active.shape[1:]
    return layout(
        theme,
        height=max(LEAST_HEIGHT, MARGINS + ROW_HEIGHT * layers),
        margin={"l": 60, "r": 14, "t": 44, "b": 48},
        xaxis={
            "title": {"text": names["unit"]},
            "range": [0.3, width + 0.7],
            "dtick": 1 if width <= 16 else 2,
            "tick0": 1,
            "showgrid": False,
        },
        yaxis={"title": {"text": names["layer"]}, "range": [layers + 0.65, 0.35], "dtick": 1, "tick0": 1},
        showlegend=True,
        legend={"orientation": "h", "x": 0, "y": 1.02, "yanchor": "bottom", "itemclick": False},
    )
