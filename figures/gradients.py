"""The gradient at every layer during training: one panel a function, one line a layer."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

import numpy as np
import plotly.graph_objects as go
from numpy.typing import NDArray

from experiments.training import TrainingHistory
from figures.decades import Decades, spanning
from figures.panels import TITLE_HEIGHT, Grid, axis, cursor, heading, title
from figures.series import looks, medians, network_index, spread, steps_per_median, until_failure
from figures.theme import BACKGROUND, LINE_WIDTH, MUTED, Theme, layer_colours, layout

Measure: TypeAlias = Literal["error_signal", "gradient_magnitude"]
AXIS_NAMES: Mapping[Measure, str] = {
    "error_signal": "error signal: RMS of N·∂L/∂z (log scale)",
    "gradient_magnitude": "weight gradient: RMS of ∂L/∂W (log scale)",
}
PANEL_HEIGHT, PANEL_HEIGHT_IN_ONE_ROW = 176, 280
KEY_LINE = 21  # pixels of one line of the key
LAYERS_ON_A_LINE = 4  # of the key, for each column of panels
LABEL_HEIGHT = 16  # pixels that a label at a line's end needs


@dataclass(frozen=True, slots=True, eq=False)
class Recording:
    """One measure of one start, ready to draw: values float [T, F, L], and the axis that holds them all."""

    history: TrainingHistory
    values: NDArray[np.floating]
    decades: Decades

    @property
    def layers(self) -> list[str]:
        """The layers' names, from the input side to the output."""
        return [*map(str, range(1, self.values.shape[2])), "output"]


def recording(history: TrainingHistory, measure: Measure, seed_index: int = 0) -> Recording:
    """Select a measure and a start; the axis spans all functions, layers and steps of that start."""
    chosen = [network_index(history, f, seed_index) for f in range(len(history.spec.functions))]
    values = getattr(history, measure)[:, chosen]
    return Recording(history, values, spanning(values))


def by_layer(
    history: TrainingHistory,
    theme: Theme,
    measure: Measure = "error_signal",
    seed_index: int = 0,
    columns: int = 3,
) -> go.Figure:
    """Draw the gradient of each layer against the step, one panel a function, with shared axes.

    Args:
        history: a run of F functions with L layers.
        measure: the error signal or the weight gradient.
        seed_index: which start, from 0.
        columns: 3 on a desktop, 1 on a phone.

    Returns:
        Shapes: `shapes[i]` is the cursor of function i's panel; set `x0` and `x1` of all F to a step.
        Traces: function i, layer l is trace i · L + l; after these one trace for each network that stopped
        being finite, with a cross at the end of each of its lines.

    Numerics: zeros, and what is below 1e-16, lie on the axis's floor, whose tick says so; hovering tells the
        recorded value. Each point is the median of a few steps (`series.medians`), since the batches' luck,
        the same in all layers, would hide their order.
    """
    shown = recording(history, measure, seed_index)
    functions = looks(history.spec.functions, theme)
    height = PANEL_HEIGHT if len(functions) > columns else PANEL_HEIGHT_IN_ONE_ROW
    grid = Grid(len(functions), columns, height, top=_key_height(shown, columns), margins=(52, 34, 48))
    panels = range(grid.count)
    x = {"range": [0, max(1, history.completed_steps)], "title": {"text": "step"}, "nticks": 5}
    axes: dict[str, Any] = dict(pair for i in panels for pair in grid.axes(i, x, shown.decades.axis()))
    names = [title(i, look.label, look.colour) for i, look in enumerate(functions)]
    ends = [label for i in panels for label in _end_labels(shown, i, height, theme)]
    lines = [line for i in panels for line in _lines(shown, i, theme)]
    crosses = [cross for i in panels for cross in _crosses(shown, i, theme)]
    texts = [*names, _key(shown, measure, columns, theme), *ends]
    cursors = [cursor(i, 0, theme) for i in panels]
    drawn = layout(theme, **grid.frame, **axes, shapes=cursors, annotations=texts)
    return go.Figure({"data": lines + crosses, "layout": drawn})


def describe(
    history: TrainingHistory, measure: Measure = "error_signal", seed_index: int = 0
) -> dict[str, float | str]:
    """The numbers that a text beside these figures needs.

    Definition: ratio = last hidden layer / first hidden layer, at the start and at the last recorded step.

    Returns:
        `functions`, `layers`, `steps`, `steps_per_point` (how many each drawn median joins), and for the
        functions whose ratio at the start is farthest from and nearest to 1 `steepest`, `steepest_start`,
        `steepest_end`, `flattest`, `flattest_start`, `flattest_end`: the label and the two ratios, NaN where
        a network has failed, infinite where the first layer has 0.
    """
    values = recording(history, measure, seed_index).values.astype(np.float64)
    with np.errstate(divide="ignore", invalid="ignore"):
        ratios = values[:, :, -2] / values[:, :, 0]
        steepness = np.abs(np.log(ratios[0]))
    start, end = ratios[0], ratios[-1]
    steepest = int(np.nan_to_num(steepness, nan=-1, posinf=np.inf).argmax())
    flattest = int(np.nan_to_num(steepness, nan=np.inf, posinf=np.inf).argmin())
    labels = [function.label for function in history.spec.functions]
    facts: dict[str, float | str] = {
        "functions": len(labels),
        "layers": values.shape[2],
        "steps": history.completed_steps,
        "steps_per_point": steps_per_median(len(history.steps)),
    }
    for name, index in (("steepest", steepest), ("flattest", flattest)):
        facts |= {name: labels[index], f"{name}_start": float(start[index]), f"{name}_end": float(end[index])}
    return facts


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
            "xaxis": axis("x", function),
            "yaxis": axis("y", function),
            "line": {"color": colours[layer], "width": LINE_WIDTH - 0.5},
            "hovertemplate": "step %{x}: %{y:.1e}",
        }
        if shown.decades.floor is not None:  # what is drawn is then not always what was recorded
            line |= {"customdata": values, "hovertemplate": "step %{x}: %{customdata:.1e}"}
        lines.append(line)
    return lines


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
            "xaxis": axis("x", function),
            "yaxis": axis("y", function),
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
    last = shown.values[-1, function, [0, -1]]
    if not np.isfinite(last).all():
        return []
    places = spread(shown.decades.share(last).tolist(), LABEL_HEIGHT / height)
    return [
        {
            "xref": f"{axis('x', function)} domain",
            "yref": f"{axis('y', function)} domain",
            "x": 1,
            "y": place,
            "xanchor": "left",
            "yanchor": "middle",
            "xshift": 2,
            "text": text,
            "font": {"size": 13, "color": MUTED.of(theme)},
        }
        for place, text in zip(places, ("1", "out"), strict=True)
    ]


def _key(shown: Recording, measure: Measure, columns: int, theme: Theme) -> dict[str, Any]:
    """What the lines show, and below it the scale of the layers, over the whole figure."""
    strokes = [
        f'<span style="color:{tone}">━━</span> {name}'
        for tone, name in zip(layer_colours(len(shown.layers), theme), shown.layers, strict=True)
    ]
    strokes[0] = f"layer {strokes[0]} (input side)"
    size = LAYERS_ON_A_LINE * columns
    rows = ["  ".join(strokes[start : start + size]) for start in range(0, len(strokes), size)]
    return heading("<br>".join([AXIS_NAMES[measure], *rows]), TITLE_HEIGHT + 6)


def _key_height(shown: Recording, columns: int) -> int:
    rows = -(-len(shown.layers) // (LAYERS_ON_A_LINE * columns))
    return (1 + rows) * KEY_LINE + 8
