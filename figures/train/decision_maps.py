"""What each network thinks of every place in the plane: a map under the data, one panel a function."""

from typing import Any

import numpy as np
import plotly.graph_objects as go
from numpy.typing import NDArray

from experiments.networks.datasets import Dataset
from experiments.train_results.decision_maps import extent
from experiments.training.train import TrainingHistory
from figures.panels import NARROW_GAP, SIDES, Grid, axis, on, remark, title
from figures.series import FAILED, looks, network_index, percent
from figures.theme import BACKGROUND, CLASS_MARKERS, CLASSES, Theme, layout
from figures.train.pictures import levels, png

Maps = NDArray[np.uint8]

PANEL_HEIGHT, PANEL_HEIGHT_ON_A_PHONE = 180, 160
MOST_POINTS = 400  # in a panel


def decision_maps(
    history: TrainingHistory, maps: Maps, theme: Theme, frame: int = -1, columns: int = 3, start: int = 0
) -> go.Figure:
    """Draw the decision map of one network of each function under the data, one panel a function.

    Args:
        history: a run of F functions with M snapshots.
        maps: uint8 [M, F, 40, 40], as `experiments.train_results.decision_maps` gives them for this start.
        theme: light or dark.
        frame: which snapshot, an index into `history.snapshot_steps`.
        columns: panels beside one another.
        start: which of the run's starts the maps are of.

    Returns:
        Images: `images[i]` is function i's map; at another frame its `source` is `map_images(…)[frame][i]`.
        Annotations: `annotations[i]` is function i's name, `annotations[F + i]` its accuracy, whose `text`
        is `map_accuracies(…)[frame][i]`.
        Traces: the points of class 0 and of class 1 in function i's panel are traces 2 i and 2 i + 1.
    """
    count, margins = len(history.spec.functions), (*SIDES, 4)
    grid = Grid(count, columns, _height(columns), row_gap=6, margins=margins, column_gap=NARROW_GAP)
    x_low, x_high, y_low, y_high = extent(history.dataset)
    hidden = {"showgrid": False, "showticklabels": False, "ticks": ""}
    x, y = {**hidden, "range": [x_low, x_high]}, {**hidden, "range": [y_low, y_high]}
    axes: dict[str, Any] = dict(pair for i in range(grid.count) for pair in grid.axes(i, x, y))
    points = [points_of(history.dataset, label, theme) for label in (0, 1)]
    panels = [on(i) for i in range(grid.count)]
    names = [title(i, look.named, look.colour) for i, look in enumerate(looks(history.spec.functions, theme))]
    shares = [remark(i, text, theme) for i, text in enumerate(map_accuracies(history, start)[frame])]
    images = [_image(history, source, i) for i, source in enumerate(map_images(maps[[frame]], theme)[0])]
    drawn = layout(theme, **grid.frame, **axes, images=images, annotations=names + shares)
    return go.Figure({"data": [{**cloud, **panel} for panel in panels for cloud in points], "layout": drawn})


def _height(columns: int) -> int:
    return PANEL_HEIGHT if columns > 2 else PANEL_HEIGHT_ON_A_PHONE


def map_images(maps: Maps, theme: Theme) -> list[list[str]]:
    """Every map as the data URI of a small PNG: [frame][function], in the order of `spec.functions`."""
    return [[png(levels(grey), theme) for grey in frame] for frame in maps]


def map_accuracies(history: TrainingHistory, start: int = 0) -> list[list[str]]:
    """The accuracy of each map's network when it was drawn: [frame][function], such as "87.3%"."""
    chosen = [network_index(history, f, start) for f in range(len(history.spec.functions))]
    shares = history.accuracy[np.searchsorted(history.steps, history.snapshot_steps)][:, chosen]
    return [[percent(share) if np.isfinite(share) else FAILED for share in row] for row in shares]


def _image(history: TrainingHistory, source: str, panel: int) -> dict[str, Any]:
    x_low, x_high, y_low, y_high = extent(history.dataset)
    return {
        "source": source,
        "xref": axis("x", panel),
        "yref": axis("y", panel),
        "x": x_low,
        "y": y_high,
        "sizex": x_high - x_low,
        "sizey": y_high - y_low,
        "sizing": "stretch",
        "layer": "below",
    }


def points_of(dataset: Dataset, label: int, theme: Theme) -> dict[str, Any]:
    """The trace of one class's points; of a large data set every second or third point, and so on."""
    stride = -(-len(dataset.labels) // MOST_POINTS)
    x, y = dataset.points[dataset.labels == label][::stride].T
    return {
        "type": "scatter",
        "mode": "markers",
        "name": f"class {label}",
        "x": x,
        "y": y,
        "marker": {
            "symbol": CLASS_MARKERS[label],
            "size": 6 + label,  # a diamond looks smaller than a circle of its width
            "color": CLASSES[label].of(theme),
            "line": {"color": BACKGROUND.of(theme), "width": 1},
        },
        "hoverinfo": "skip",
    }
