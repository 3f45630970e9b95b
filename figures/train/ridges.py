"""Distributions of a signal's numbers, one ridge a layer, one panel a measure."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import plotly.graph_objects as go

from experiments.signal_flow.distributions import Distribution
from figures.decades import power
from figures.panels import Grid, on, remark, title
from figures.theme import TEXT, Theme, layer_colours, layout, transparent

MOST_RIDGES = 10  # of a panel; of deeper networks evenly spread layers are drawn
PANEL_HEIGHT = 250
TALLEST = 1.6  # of the distance between two ridges: they may overlap a little
OPACITY = 0.75
MOST_TICKS = 5


def ridges(
    found: Sequence[Distribution], theme: Theme, names: Mapping[str, str], columns: int = 2
) -> go.Figure:
    """Draw the distribution of each measure in each layer, the first layer at the bottom.

    Args:
        found: one distribution for each panel.
        theme: light or dark.
        names: the words for each measure, and for "layer", "value" and "magnitude".
        columns: 2 on a desktop, 1 on a phone.

    Returns:
        Traces: panel by panel, from the last layer, which lies at the back, to the first.

    Every ridge has the same height: it shows where a layer's numbers lie, not how many there are.
    """
    grid = Grid(len(found), columns, PANEL_HEIGHT, row_gap=52, margins=(52, 10, 48))
    axes: dict[str, Any] = {}
    texts, traces = [], []
    for panel, distribution in enumerate(found):
        layers = _drawn(len(distribution.shares))
        key = names["magnitude" if distribution.is_logarithmic else "value"]
        texts += [title(panel, names[distribution.measure], TEXT.of(theme)), remark(panel, key, theme)]
        traces += _panel(distribution, layers, panel, theme)
        pair = list(grid.axes(panel, {}, _layers_axis(layers, names["layer"])))
        (x_key, x), (y_key, y) = pair
        axes |= {x_key: {**x, **_values_axis(distribution), "showticklabels": True}, y_key: y}
    return go.Figure({"data": traces, "layout": layout(theme, **grid.frame, **axes, annotations=texts)})


def _drawn(layers: int) -> list[int]:
    """The indices of the layers that are drawn, the first and the last always among them."""
    return sorted(set(np.linspace(0, layers - 1, min(layers, MOST_RIDGES)).round().astype(int).tolist()))


def _panel(
    distribution: Distribution, layers: Sequence[int], panel: int, theme: Theme
) -> list[dict[str, Any]]:
    colours = layer_colours(len(distribution.shares), theme)
    edges = distribution.edges
    x = np.concatenate([edges[:1], (edges[:-1] + edges[1:]) / 2, edges[-1:]]).astype(np.float32)
    traces = []
    for place, layer in reversed(list(enumerate(layers))):
        shares = distribution.shares[layer]
        raised = place + TALLEST * shares / max(1e-12, float(shares.max()))
        traces.append(
            {
                "type": "scatter",
                "mode": "lines",
                "x": x,
                "y": np.pad(raised, 1, constant_values=place).astype(np.float32),
                **on(panel),
                "fill": "toself",
                "fillcolor": transparent(colours[layer], OPACITY),
                "line": {"color": colours[layer], "width": 1.5},
                "name": f"layer {layer + 1}",
                "hoverinfo": "name",
            }
        )
    return traces


def _layers_axis(layers: Sequence[int], name: str) -> dict[str, Any]:
    return {
        "range": [-0.3, len(layers) - 1 + TALLEST + 0.1],
        "tickvals": list(range(len(layers))),
        "ticktext": [str(layer + 1) for layer in layers],
        "title": {"text": name},
        "showgrid": False,
    }


def _values_axis(distribution: Distribution) -> dict[str, Any]:
    low, high = float(distribution.edges[0]), float(distribution.edges[-1])
    if not distribution.is_logarithmic:
        return {"range": [low, high], "nticks": MOST_TICKS, "zeroline": True}
    stride = max(1, -(-int(np.floor(high) - np.ceil(low)) // (MOST_TICKS - 1)))
    exponents = list(range(int(np.floor(high)), int(np.ceil(low)) - 1, -stride))
    return {"range": [low, high], "tickvals": exponents, "ticktext": [power(each) for each in exponents]}
