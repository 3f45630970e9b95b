"""The gradient at every layer during training: one panel a function, one line a layer."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

import numpy as np
import plotly.graph_objects as go
from numpy.typing import NDArray

from experiments.training.train import TrainingHistory
from figures.decades import Decades, spanning
from figures.panels import NARROW_GAP, SIDES, TITLE_HEIGHT, Grid, axis, cursor, heading, on, title
from figures.series import band, looks, medians, quartiles, spread, until_failure
from figures.theme import BACKGROUND, LINE_WIDTH, MUTED, SMALL_SIZE, Theme, layer_colours, layout

Measure: TypeAlias = Literal["error_signal", "activation_gradient", "gradient_magnitude"]
Statistic: TypeAlias = Literal["rms", "mean"]
SYMBOLS: Mapping[Measure, str] = {
    "error_signal": "error signal: {} of N·∂L/∂z (log scale)",
    "activation_gradient": "activation gradient: {} of N·∂L/∂h (log scale)",
    "gradient_magnitude": "weight gradient: {} of ∂L/∂W (log scale)",
}
STATISTICS: Mapping[Statistic, str] = {"rms": "RMS", "mean": "mean size"}
BAND = 0.15  # how much of a layer's colour its band between the quartiles has
PANEL_HEIGHT, PANEL_HEIGHT_IN_ONE_ROW = 176, 280
LEAST_PANEL_HEIGHT = 75  # where the page decides how high the figure is
KEY_LINE = 21  # pixels of one line of the key
LAYERS_ON_A_LINE = 4  # of the key, for each column of panels
LABEL_HEIGHT = 16  # pixels that a label at a line's end needs


@dataclass(frozen=True, slots=True, eq=False)
class Recording:
    """One measure of a run, ready to draw.

    Args:
        history: the run.
        name: what the values are.
        quartiles: float32 [3, T, F, L], lower quartile, median and upper quartile over the starts.
        decades: the axis that holds all medians.
    """

    history: TrainingHistory
    name: str
    quartiles: NDArray[np.floating]
    decades: Decades

    @property
    def values(self) -> NDArray[np.floating]:
        """The medians, [T, F, L]; of a single start, what was recorded."""
        medians: NDArray[np.floating] = self.quartiles[1]
        return medians

    @property
    def layers(self) -> list[str]:
        """The layers' names, from the input side to the output."""
        hidden = [str(layer) for layer in range(1, self.history.spec.depth + 1)]
        return [*hidden, "output"][: self.values.shape[2]]


def recording(
    history: TrainingHistory, measure: Measure = "error_signal", statistic: Statistic = "rms"
) -> Recording:
    """Select a measure; the axis spans all functions, layers and steps."""
    values = getattr(history, measure if statistic == "rms" else f"mean_{measure}")
    found = quartiles(values, history.spec.seeds, failure=np.inf)
    found = np.where(np.isfinite(found), found, np.nan).astype(np.float32)
    name = SYMBOLS[measure].format(STATISTICS[statistic])
    return Recording(history, name, found, spanning(found[1]))


def by_layer(shown: Recording, theme: Theme, columns: int = 3, is_below_names: bool = False) -> go.Figure:
    """Draw the gradient of each layer against the step, one panel a function, with shared axes.

    With several starts each line is the median over them, and the bands of the outermost two layers reach
    from the lower to the upper quartile; a network that failed counts as infinite.

    Args:
        shown: one measure of a run of F functions with L layers.
        theme: light or dark.
        columns: panels beside one another.
        is_below_names: whether the functions' names stand over the panels already, and the steps below them.

    Returns:
        Meta: `names`, the annotations left out because they stand above, for a picture of the chart alone.
        Shapes: `shapes[i]` is the cursor of function i's panel; set `x0` and `x1` of all F to a step.
        Traces: function i, layer l is trace i · L + l; after these one trace for each function whose lines
        end, with a cross at the end of each; then the bands' two edges each.

    Numerics: zeros, and what is below 1e-16, lie on the axis's floor, whose tick says so; hovering tells the
        recorded value. Each point is the median of a few steps (`series.medians`), since the batches' luck,
        the same in all layers, would hide their order.
    """
    grid = _grid(shown, columns, is_below_names)
    panels = range(grid.count)
    x_title = None if is_below_names else {"text": "step"}
    x = {"range": [0, max(1, shown.history.completed_steps)], "nticks": 5, "title": x_title}
    drawn: dict[str, Any] = dict(pair for i in panels for pair in grid.axes(i, x, shown.decades.axis()))
    names = [
        title(i, each.label, each.colour) for i, each in enumerate(looks(shown.history.spec.functions, theme))
    ]
    ends = [label for i in panels for label in _end_labels(shown, i, grid.panel_height, theme)]
    lines = [line for i in panels for line in _lines(shown, i, theme)]
    lines += [cross for i in panels for cross in _crosses(shown, i, theme)]
    lines += [edge for i in panels for edge in _bands(shown, i, theme)]
    key = _key(shown, columns, theme, 4 if is_below_names else TITLE_HEIGHT + 6)
    texts = [*([] if is_below_names else names), key, *ends]
    meta = {"names": names if is_below_names else []}
    drawn |= {"shapes": [cursor(i, 0, theme) for i in panels], "annotations": texts, "meta": meta}
    return go.Figure({"data": lines, "layout": layout(theme, **grid.frame, **drawn)})


def _grid(shown: Recording, columns: int, is_below_names: bool) -> Grid:
    count, above = len(shown.history.spec.functions), _key_height(shown, columns)
    if is_below_names:
        low, above = LEAST_PANEL_HEIGHT, above - TITLE_HEIGHT
        return Grid(count, columns, low, top=above, margins=(*SIDES, 22), column_gap=NARROW_GAP)
    height = PANEL_HEIGHT if count > columns else PANEL_HEIGHT_IN_ONE_ROW
    return Grid(count, columns, height, top=above, margins=(*SIDES, 48), column_gap=NARROW_GAP)


def _lines(shown: Recording, function: int, theme: Theme) -> list[dict[str, Any]]:
    """One line a layer, in one panel."""
    colours = layer_colours(len(shown.layers), theme)
    lines = []
    for layer, name in enumerate(shown.layers):
        steps, values = medians(*until_failure(shown.history.steps, shown.values[:, function, layer]))
        line = {
            "type": "scatter",
            "mode": "lines",
            "name": f"layer {name}" if name.isdigit() else name,
            "x": steps,
            "y": shown.decades.place(values),
            **on(function),
            "line": {"color": colours[layer], "width": LINE_WIDTH - 0.5},
            "hovertemplate": "step %{x}: %{y:.1e}",
        }
        if shown.decades.floor is not None:  # what is drawn is then not always what was recorded
            line |= {"customdata": values, "hovertemplate": "step %{x}: %{customdata:.1e}"}
        lines.append(line)
    return lines


def _bands(shown: Recording, function: int, theme: Theme) -> list[dict[str, Any]]:
    """From the lower to the upper quartile of the first layer and of the last; nothing for a single start."""
    if shown.history.spec.seeds == 1:
        return []
    colours = layer_colours(len(shown.layers), theme)
    edges = []
    for layer in (0, -1):
        for quartile, look in zip((0, 2), band(colours[layer], BAND), strict=True):
            line = until_failure(shown.history.steps, shown.quartiles[quartile, :, function, layer])
            steps, values = medians(*line)
            edges.append({**look, **on(function), "x": steps, "y": shown.decades.place(values)})
    return edges


def _crosses(shown: Recording, function: int, theme: Theme) -> list[dict[str, Any]]:
    """A cross where each line of a failed network ends, or nothing."""
    finite = np.isfinite(shown.values[:, function]).all(axis=1)
    if finite.all() or not finite[0]:
        return []
    last = int(np.argmin(finite)) - 1
    return [
        {
            "type": "scatter",
            "mode": "markers",
            "x": np.full(len(shown.layers), shown.history.steps[last], dtype=np.int16),
            "y": shown.decades.place(shown.values[last, function]),
            **on(function),
            "marker": {
                "symbol": "x",
                "size": 9,
                "color": layer_colours(len(shown.layers), theme),
                "line": {"color": BACKGROUND.of(theme), "width": 1},
            },
            "hoverinfo": "skip",
        }
    ]


def _end_labels(shown: Recording, function: int, height: int, theme: Theme) -> list[dict[str, Any]]:
    """The names of the outermost two layers at the right ends of their lines."""
    names = ("1", "out" if shown.layers[-1] == "output" else shown.layers[-1])
    last = shown.values[-1, function, [0, -1]]
    if not np.isfinite(last).all():
        return []
    places = spread(shown.decades.share(last).tolist(), LABEL_HEIGHT / height)
    panel = {"xref": f"{axis('x', function)} domain", "yref": f"{axis('y', function)} domain"}
    look = {
        "xanchor": "left",
        "yanchor": "middle",
        "xshift": 2,
        "font": {"size": SMALL_SIZE, "color": MUTED.of(theme)},
    }
    return [{**panel, **look, "x": 1, "y": y, "text": text} for y, text in zip(places, names, strict=True)]


def _key(shown: Recording, columns: int, theme: Theme, pixels_up: int) -> dict[str, Any]:
    """What the lines show, and with it the scale of the layers, over the whole figure."""
    strokes = [
        f'<span style="color:{tone}">━━</span> {name}'
        for tone, name in zip(layer_colours(len(shown.layers), theme), shown.layers, strict=True)
    ]
    strokes[0] = f"layer {strokes[0]} (input side)"
    if _fits_on_one_line(shown, columns):
        return heading("   ".join([shown.name, "  ".join(strokes)]), pixels_up)
    size = LAYERS_ON_A_LINE * columns
    rows = ["  ".join(strokes[start : start + size]) for start in range(0, len(strokes), size)]
    return heading("<br>".join([shown.name, *rows]), pixels_up)


def _fits_on_one_line(shown: Recording, columns: int) -> bool:
    """Whether there is room for the layers behind what the lines show, which takes four columns."""
    return len(shown.layers) <= LAYERS_ON_A_LINE * (columns - 4)


def _key_height(shown: Recording, columns: int) -> int:
    rows = -(-len(shown.layers) // (LAYERS_ON_A_LINE * columns))
    return (0 if _fits_on_one_line(shown, columns) else rows) * KEY_LINE + KEY_LINE + 8
