"""What each network takes each class for: a table of counts, one panel a function."""

from typing import Any

import numpy as np
import plotly.graph_objects as go
from numpy.typing import NDArray

from experiments.training.train import TrainingHistory
from figures.panels import NARROW_GAP, SIDES, Grid, on, remark, title
from figures.series import looks, percent
from figures.theme import BACKGROUND, CLASSES, Theme, layout

PANEL_HEIGHT = 180


def confusion(
    history: TrainingHistory, counts: NDArray[np.int64], theme: Theme, frame: int = -1, columns: int = 3
) -> go.Figure:
    """Draw, for each function, how often each class (row) is taken for each class (column).

    Args:
        history: a run of F functions on C classes.
        counts: [M, F, C, C], as `experiments.train_results.decision_maps.confusions` gives them for a start.
        theme: light or dark.
        frame: which snapshot.
        columns: panels beside one another.

    Returns:
        Traces: function i's table is trace i; a darker cell (in the dark theme: a lighter one) holds a larger
        share of its row. A correct answer lies on the diagonal from the top left.
    """
    functions = looks(history.spec.functions, theme)
    grid = Grid(len(functions), columns, PANEL_HEIGHT, margins=(*SIDES, 44), column_gap=NARROW_GAP)
    classes = counts.shape[-1]
    ticks = {"tickvals": list(range(classes)), "showgrid": False, "range": [-0.5, classes - 0.5]}
    x, y = {**ticks, "title": {"text": "taken for"}}, {**ticks, "title": {"text": "is"}}
    y["range"] = [classes - 0.5, -0.5]
    axes: dict[str, Any] = dict(pair for i in range(grid.count) for pair in grid.axes(i, x, y))
    traces = [{**_table(counts[frame, i], theme), **on(i)} for i in range(grid.count)]
    names = [title(i, look.named, look.colour) for i, look in enumerate(functions)]
    shares = [remark(i, text, theme) for i, text in enumerate(remarks(counts)[frame])]
    return go.Figure(
        {"data": traces, "layout": layout(theme, **grid.frame, **axes, annotations=names + shares)}
    )


def remarks(counts: NDArray[np.int64]) -> list[list[str]]:
    """The share of right answers in each table: [frame][function], such as "87.3%"."""
    right = np.trace(counts, axis1=-2, axis2=-1) / np.maximum(1, counts.sum(axis=(-2, -1)))
    return [[percent(share) for share in row] for row in right]


def _table(counts: NDArray[np.int64], theme: Theme) -> dict[str, Any]:
    shares = counts / np.maximum(1, counts.sum(axis=1, keepdims=True))
    return {
        "type": "heatmap",
        "z": shares.astype(np.float32),
        "customdata": counts,
        "zmin": 0,
        "zmax": 1,
        "colorscale": [[0, BACKGROUND.of(theme)], [1, CLASSES[0].of(theme)]],
        "showscale": False,
        "xgap": 1,
        "ygap": 1,
        "hovertemplate": "%{y} taken for %{x}: %{customdata} times<extra></extra>",
    }
