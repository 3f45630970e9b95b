"""Who ate the gradient: the weights' and the slopes' factor of every layer, as bars in powers of ten."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import plotly.graph_objects as go
from numpy.typing import NDArray

from activations.catalogue import FunctionSpec
from experiments.train_results.decomposition import Decomposition
from figures.panels import TITLE_HEIGHT, Grid, on, title
from figures.series import looks
from figures.theme import BACKGROUND, CLASSES, FRAME, LINE_WIDTH, TEXT, Theme, layout

HEIGHT = 340
ROWS = ("weights", "slopes", "signal", "closed")  # the traces, in this order
WIDTH = 0.36  # of a bar; two stand beside each other
LEAST_REACH = 1.0  # powers of ten that the axis shows at least
MOST_REACH = 16.0
PANEL_HEIGHT, LEGEND_HEIGHT = 190, 34
MOST_TICKS = 12


def decomposition(found: Decomposition, theme: Theme, names: Mapping[str, str], frame: int = -1) -> go.Figure:
    """Draw what weights and slopes do to the error signal on its way back, and what is left of it.

    From left to right the signal goes from the output to the first layer. A bar above zero amplifies, one
    below eats; the line is the size of the signal that autograd measured, against the one at the output.

    Args:
        found: the factors of one network at M snapshots.
        theme: light or dark.
        names: the words for the four `ROWS`, and for "output", "layer" and "decades".
        frame: which snapshot.

    Returns:
        Traces: in the order of `ROWS`; their `y` at another frame is `values(found)[frame]`.
    """
    drawn = values(found)
    bars_and_line = _parts(drawn[frame], theme)
    closed = {
        "type": "scatter",
        "mode": "text",
        "y": drawn[frame, 3],
        "text": [names["closed"]] * drawn.shape[2],
        "textposition": "bottom center",
        "hoverinfo": "skip",
        "showlegend": False,
    }
    x = np.arange(drawn.shape[2])
    traces = [
        {**trace, "x": x, "name": names[row]}
        for row, trace in zip(ROWS, (*bars_and_line, closed), strict=True)
    ]
    return go.Figure({"data": traces, "layout": _layout(drawn, theme, names)})


def side_by_side(
    functions: Sequence[FunctionSpec],
    found: Sequence[Decomposition],
    theme: Theme,
    names: Mapping[str, str],
    columns: int = 3,
) -> go.Figure:
    """Draw the same for several functions, one panel each, on one scale, at the first frame.

    Args:
        functions: F.
        found: one network's factors for each.
        theme: light or dark.
        names: as for `decomposition`.
        columns: 3 on a desktop, 1 on a phone.

    Returns:
        Traces: function f's are 3 f to 3 f + 2: weights, slopes and signal.
    """
    drawn = np.stack([values(each)[0] for each in found])  # [F, 4, L]
    grid = Grid(len(functions), columns, PANEL_HEIGHT, top=LEGEND_HEIGHT, margins=(60, 10, 48))
    bare = _layout(drawn, theme, names)
    x = np.arange(drawn.shape[2])
    traces = [
        {**trace, **_in_panel(f), "x": x, "name": names[row], "legendgroup": row}
        for f, heights in enumerate(drawn)
        for row, trace in zip(ROWS[:3], _parts(heights, theme), strict=True)
    ]
    axes: dict[str, Any] = {}
    for f in range(len(functions)):
        axes |= dict(grid.axes(f, bare["xaxis"], bare["yaxis"]))
    titles = [title(f, look.label, look.colour) for f, look in enumerate(looks(functions, theme))]
    legend = bare["legend"] | {"y": 1 + TITLE_HEIGHT / grid.inner_height}
    drawn_layout = layout(theme, **grid.frame, **axes, annotations=titles, showlegend=True, legend=legend)
    return go.Figure({"data": traces, "layout": drawn_layout})


def _in_panel(function: int) -> dict[str, Any]:
    """A trace's axes; the first panel's traces explain those of all in the legend."""
    return {**on(function), "showlegend": function == 0}


def _parts(heights: NDArray[np.float32], theme: Theme) -> list[dict[str, Any]]:
    """The two rows of bars, and the line."""
    return [_bars(0, heights[0], theme), _bars(1, heights[1], theme), _line(heights[2], theme)]


def _line(heights: NDArray[np.float32], theme: Theme) -> dict[str, Any]:
    """What is left of the signal at every layer."""
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "y": heights,
        "line": {"color": TEXT.of(theme), "width": LINE_WIDTH},
        "marker": {"size": 9, "color": TEXT.of(theme)},
        "hovertemplate": "%{y:+.2f}",
    }


def _bars(row: int, heights: NDArray[np.float32], theme: Theme) -> dict[str, Any]:
    """The weights' bars (row 0) left of each layer's tick, the slopes' hatched ones (row 1) right of it."""
    pattern = {"shape": ("", "/")[row], "fillmode": "overlay", "fgcolor": BACKGROUND.of(theme)}
    return {
        "type": "bar",
        "y": heights,
        "width": WIDTH,
        "offset": (-WIDTH, 0.0)[row],
        "marker": {"color": CLASSES[row].of(theme), "pattern": pattern},
        "hovertemplate": "%{y:+.2f}",
    }


def values(found: Decomposition) -> NDArray[np.float32]:
    """What the traces show in every frame: float32 [M, 4, L], from the output to layer 1; NaN shows nothing.

    The last row is 0 where the way is closed: no signal is left there.
    """
    nothing = np.full((len(found.weights), 1), np.nan)
    weights, slopes = (
        np.concatenate([nothing, factors[:, ::-1]], axis=1) for factors in (found.weights, found.slopes)
    )
    with np.errstate(invalid="ignore"):
        signal = (found.measured - found.measured[:, -1:])[:, ::-1]
    closed = np.where(np.isneginf(signal), 0.0, np.nan)
    rows = np.stack([weights, slopes, signal, closed], axis=1)
    return np.where(np.isfinite(rows), rows, np.nan).astype(np.float32)


def _layout(drawn: NDArray[np.float32], theme: Theme, names: Mapping[str, str]) -> dict[str, Any]:
    finite = drawn[np.isfinite(drawn)]
    low = max(-MOST_REACH, min(-LEAST_REACH, float(finite.min(initial=0))))
    high = min(MOST_REACH, max(LEAST_REACH, float(finite.max(initial=0))))
    room = 0.08 * (high - low)
    layers = drawn.shape[-1]
    stride = -(-layers // MOST_TICKS)
    ticks = [names["output"], *(str(layer) for layer in range(layers - 1, 0, -1))]
    return layout(
        theme,
        height=HEIGHT,
        margin={"l": 60, "r": 14, "t": 44, "b": 48},
        xaxis={
            "range": [-0.6, layers - 0.4],
            "tickvals": list(range(0, layers, stride)),
            "ticktext": ticks[::stride],
            "title": {"text": names["layer"]},
            "showgrid": False,
        },
        yaxis={
            "range": [low - room, high + room],
            "title": {"text": names["decades"]},
            "zeroline": True,
            "zerolinecolor": FRAME.of(theme),
            "zerolinewidth": 2,
        },
        showlegend=True,
        legend={"orientation": "h", "x": 0, "xanchor": "left", "y": 1.02, "yanchor": "bottom"},
    )
