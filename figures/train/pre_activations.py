"""The living curve: on which part of its function's curve each layer of a network works."""

from typing import Any

import numpy as np
import plotly.graph_objects as go
from numpy.typing import NDArray

from activations.catalogue import FunctionSpec
from activations.derivatives import Curve
from activations.measured.gaps import Gaps
from experiments.train_results.pre_activations import PreActivationHistogram
from figures.panels import Grid, on, title
from figures.pieces import in_pieces
from figures.series import looks
from figures.theme import DASHES, LINE_WIDTH, TEXT, Theme, layout, transparent

NO_GAPS = Gaps()
PANEL_HEIGHT = 150
REACH_OF_THE_SCALE = 3.0  # the panels show what the function and its slope do within this distance of 0
LARGEST = 1e30  # of a value that the scale follows; float32, in which curves travel, ends not far beyond
TALLEST = 0.6  # of the panel's height, for the fullest bin of the whole run
OPACITY = 0.35
LEAST_FULL = 0.1  # share of a bin that a run's tallest column stands for at least


def pre_activation_histogram(
    function: FunctionSpec,
    living: PreActivationHistogram,
    curve: Curve,
    theme: Theme,
    frame: int = -1,
    columns: int = 3,
    *,
    gaps: Gaps = NO_GAPS,
) -> go.Figure:
    """Draw each layer's pre-activations as a mountain under the function and its derivative.

    Args:
        function: whose network it is.
        living: its pre-activations at M snapshots, in H hidden layers.
        curve: the function and its slope over the histogram's reach.
        theme: light or dark.
        frame: which snapshot.
        columns: 3 on a desktop, 2 on a phone.
        gaps: where both lines of the function jump.

    Returns:
        Traces: layer l's mountain is trace 3 l; at another frame its `y` is `heights(…)[frame, l]`. Then come
        the function, solid, and its derivative, dashed.
    """
    (look,) = looks([function], theme)
    layers = living.shares.shape[1]
    grid = Grid(layers, columns, PANEL_HEIGHT, margins=(40, 10, 44))
    x = {"range": [living.edges[0], living.edges[-1]], "title": {"text": "z"}, "nticks": 5}
    y = {"range": list(_range(curve)), "nticks": 4}
    axes: dict[str, Any] = dict(pair for i in range(layers) for pair in grid.axes(i, x, y))
    outlines = heights(living, curve)[frame]
    traces = [
        {**trace, "type": "scatter", "mode": "lines", "hoverinfo": "skip", **panel}
        for layer, panel in enumerate(map(on, range(layers)))
        for trace in (_mountain(living, outlines[layer], look.colour), *_curves(curve, gaps, look.colour))
    ]
    names = [title(i, f"layer {i + 1}", TEXT.of(theme)) for i in range(layers)]
    return go.Figure({"data": traces, "layout": layout(theme, **grid.frame, **axes, annotations=names)})


def places(living: PreActivationHistogram) -> NDArray[np.float32]:
    """Where a mountain's points lie: at both ends of the floor, and over the middle of each bin."""
    middles = (living.edges[:-1] + living.edges[1:]) / 2
    return np.concatenate([living.edges[:1], middles, living.edges[-1:]]).astype(np.float32)


def heights(living: PreActivationHistogram, curve: Curve) -> NDArray[np.float32]:
    """The mountains' outlines in every frame, float32 [M, H, 66], on one scale for all."""
    low, high = _range(curve)
    fullest = max(LEAST_FULL, float(living.shares.max()))
    raised = low + TALLEST * (high - low) * living.shares / fullest
    return np.pad(raised, [(0, 0), (0, 0), (1, 1)], constant_values=low).astype(np.float32)


def _range(curve: Curve) -> tuple[float, float]:
    near = np.abs(curve.x) <= REACH_OF_THE_SCALE
    values = np.concatenate([curve.value[near], curve.slope[near]])
    values = values[np.abs(values) < LARGEST]
    if not values.size:
        return -1.0, 1.0
    room = 0.1 * float(np.ptp(values))
    return float(values.min()) - room, float(values.max()) + room


def _mountain(living: PreActivationHistogram, outline: NDArray[np.float32], colour: str) -> dict[str, Any]:
    fill = {
        "fill": "toself",
        "fillcolor": transparent(colour, OPACITY),
        "line": {"width": 0, "color": colour},
    }
    return {"x": places(living), "y": outline, **fill}


def _curves(curve: Curve, gaps: Gaps, colour: str) -> tuple[dict[str, Any], dict[str, Any]]:
    line, x = {"color": colour, "width": LINE_WIDTH - 0.5, "simplify": False}, curve.x.astype(np.float32)
    with np.errstate(over="ignore"):
        value, slope = curve.value.astype(np.float32), curve.slope.astype(np.float32)
    dashed = {**line, "dash": DASHES["slope"]}
    return (
        dict(zip("xy", in_pieces(x, value, gaps.value), strict=True)) | {"line": line},
        dict(zip("xy", in_pieces(x, slope, gaps.slope), strict=True)) | {"line": dashed},
    )
