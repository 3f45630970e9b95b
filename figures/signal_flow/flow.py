"""How large a signal is in every layer of untrained networks: the forecast as lines, networks as marks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import plotly.graph_objects as go
from numpy.typing import NDArray

from activations.catalogue import FunctionSpec
from figures.decades import HIGHEST, LOWEST, Decades, power
from figures.series import Look, band, looks
from figures.theme import LINE_WIDTH, TEXT, Theme, layout

Floats = NDArray[np.float64]

HEIGHT = 400
BAND = 0.16  # how much of a function's colour its band over the starts has
TRACES_EACH = 4  # of a function: the band's two edges, the forecast's line, the networks' marks
BACKWARD = ("error_signal", "weight_gradient")


@dataclass(frozen=True, slots=True, eq=False)
class Sizes:
    """One measure at P scales of the weights, in H layers of F functions' networks.

    Args:
        functions: F.
        forecast: float64 [P, F, H], NaN for what has no forecast.
        networks: float64 [3, P, F, H], the lowest, the median and the highest of the starts; NaN where not
            measured or not to be shown.
        decades: the axis.
    """

    functions: Sequence[FunctionSpec]
    forecast: Floats
    networks: Floats
    decades: Decades


def decades_of(measure: str, depth: int) -> Decades:
    """The axis for a measure: the same at every scale of the weights, so that a drag moves lines alone."""
    down, up = (
        (4 + 0.4 * depth, 1 + 0.1 * depth) if measure in BACKWARD else (2 + 0.2 * depth, 1 + 0.2 * depth)
    )
    low, high = max(LOWEST, -round(down)), min(HIGHEST, round(up))
    return Decades(low, high, f"<{power(low)}")


def heights(shown: Sizes) -> NDArray[np.float32]:
    """What the traces show at each scale: float32 [P, 4 F, H], as the axis can draw it."""
    low, middle, high = shown.networks
    rows = np.stack([low, high, shown.forecast, middle], axis=2)  # [P, F, 4, H]
    drawn: NDArray[np.float32] = shown.decades.place(rows.reshape(rows.shape[0], -1, rows.shape[-1]))
    return drawn


def signal_flow(
    shown: Sizes, theme: Theme, names: Mapping[str, str], position: int, guess: Sequence[float] = ()
) -> go.Figure:
    """Draw the sizes over the layers at one scale.

    Args:
        shown: the sizes at P scales.
        theme: light or dark.
        names: the words for "measure", "layer" and "guess".
        position: which of the scales.
        guess: a reader's powers of ten, one a layer, or none.

    Returns:
        Traces: function f's are 4 f to 4 f + 3: the band's lower and upper edge, the forecast's line and the
        networks' marks; their `y` at another scale is `heights(shown)[p, 4 f : 4 f + 4]`. Then the guess.
    """
    drawn = heights(shown)[position]
    layers = np.arange(1, drawn.shape[1] + 1, dtype=np.int16)
    marked = bool(np.isfinite(shown.networks).any())
    traces = [
        {**trace, "type": "scatter", "x": layers, "y": drawn[TRACES_EACH * f + row]}
        for f, look in enumerate(looks(shown.functions, theme))
        for row, trace in enumerate(_traces(look, marked))
    ]
    if guess:
        traces.append(_guess(guess, shown.decades, layers, theme, names["guess"]))
    return go.Figure({"data": traces, "layout": _layout(shown, theme, names, len(layers))})


def _traces(look: Look, marked: bool) -> list[dict[str, Any]]:
    """The look of one function's four traces."""
    lower, upper = ({**edge, "showlegend": False} for edge in band(look.colour, BAND))
    line = {
        "mode": "lines",
        "name": look.label,
        "line": {"color": look.colour, "width": LINE_WIDTH},
        "hoverinfo": "skip",
        "showlegend": not marked,
    }
    marks = {
        "mode": "markers",
        "name": look.label,
        "marker": {
            "symbol": look.marker,
            "size": 10,
            "color": look.colour,
            "line": {"color": look.colour, "width": 1.5},
        },
        "hovertemplate": "layer %{x}: %{y:.1e}",
        "showlegend": marked,
    }
    return [lower, upper, line, marks]


def _guess(
    guess: Sequence[float], decades: Decades, layers: NDArray[np.int16], theme: Theme, name: str
) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "name": name,
        "x": layers,
        "y": decades.place(10.0 ** np.array(guess, dtype=np.float64)),
        "line": {"color": TEXT.of(theme), "width": LINE_WIDTH, "dash": "dot", "shape": "hvh"},
        "marker": {"symbol": "line-ew", "size": 16, "line": {"color": TEXT.of(theme), "width": 3}},
        "hovertemplate": "layer %{x}: %{y:.1e}",
        "showlegend": True,
    }


def _layout(shown: Sizes, theme: Theme, names: Mapping[str, str], layers: int) -> dict[str, Any]:
    ticks = list(range(1, layers + 1, max(1, layers // 10)))
    return layout(
        theme,
        height=HEIGHT,
        margin={"l": 62, "r": 14, "t": 40, "b": 48},
        xaxis={
            "range": [0.6, layers + 0.4],
            "tickvals": ticks,
            "title": {"text": names["layer"]},
            "showgrid": False,
        },
        yaxis={**shown.decades.axis(), "title": {"text": names["measure"]}},
        showlegend=True,
        legend={
            **{"orientation": "h", "x": 0, "xanchor": "left", "y": 1.02, "yanchor": "bottom"},
            "traceorder": "normal",  # the fill of the bands would turn it round
        },
    )
