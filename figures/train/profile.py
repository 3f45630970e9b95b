"""The gradient over the layers at one step of a training: all functions in one panel."""

from typing import Any

import numpy as np
import plotly.graph_objects as go
from numpy.typing import NDArray

from figures.series import looks
from figures.theme import LINE_WIDTH, Theme, layout
from figures.train.gradients import Recording


def profile(shown: Recording, theme: Theme, step_index: int = 0) -> go.Figure:
    """Draw the gradient over the layers at one step, all functions in one panel.

    The axis spans the whole run, so pictures of different steps compare.

    Args:
        shown: one measure of a run of F functions with L layers.
        theme: light or dark.
        step_index: an index into the run's `steps`.

    Returns:
        Traces: function i is trace i; its `y` at another step is `profile_values(shown)[step_index, i]`.
    """
    drawn = profile_values(shown)[step_index]
    layers = np.arange(1, drawn.shape[1] + 1, dtype=np.int16)
    traces = [
        {
            "type": "scatter",
            "mode": "lines+markers",
            "name": look.label,
            "x": layers,
            "y": drawn[index],
            "line": {"color": look.colour, "width": LINE_WIDTH},
            "marker": {"symbol": look.marker, "size": 10, "line": {"color": look.colour, "width": 1.5}},
            # at the floor the height is not the recorded value, so then no number is told
            "hovertemplate": "layer %{x}" + (": %{y:.1e}" if shown.decades.floor is None else ""),
        }
        for index, look in enumerate(looks(shown.history.spec.functions, theme))
    ]
    return go.Figure({"data": traces, "layout": _layout(shown, theme)})


def profile_values(shown: Recording) -> NDArray[np.float32]:
    """The heights that `profile` draws at every step: float32 [T, F, L], zeros at the axis's floor."""
    return shown.decades.place(shown.values)


def _layout(shown: Recording, theme: Theme) -> dict[str, Any]:
    layers = len(shown.layers)
    return layout(
        theme,
        height=400,
        margin={"l": 60, "r": 14, "t": 40, "b": 48},
        xaxis={
            "range": [0.7, layers + 0.3],
            "tickvals": list(range(1, layers + 1)),
            "ticktext": ["out" if name == "output" else name for name in shown.layers],
            "title": {"text": "layer (1: input side)"},
            "showgrid": False,
        },
        yaxis={**shown.decades.axis(), "title": {"text": shown.name}},
        showlegend=True,
        legend={"orientation": "h", "x": 0, "xanchor": "left", "y": 1.02, "yanchor": "bottom"},
    )
