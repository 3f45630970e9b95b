"""Loss and accuracy during a training: one line a function, with bands when there are several starts."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import plotly.graph_objects as go
from numpy.typing import NDArray

from experiments.training.train import TrainingHistory
from figures.panels import SIDES, Grid, axis, axis_key, cursor, on, title
from figures.series import FAILED, Look, band, looks, quartiles, spread, thin, until_failure
from figures.theme import FRAME, LINE_WIDTH, MUTED, SMALL_SIZE, TEXT, Theme, layout

PANEL_HEIGHT = 300
LABEL_HEIGHT = 19  # pixels that a function's name needs
LETTER = 8.7  # pixels, about
PANEL_WIDTH = 290  # pixels, the least there is: on a phone, or half of a small desktop's
MOST_LOSS = 1.45  # times chance: what a diverging network loses is not worth squeezing all others for
BEYOND = 1e3  # outside every axis: where a band's edge goes when that quarter of the networks failed


@dataclass(frozen=True, slots=True)
class Quantity:
    """One panel.

    Args:
        field: where the history keeps it.
        title: over the panel.
        failure: what a network that stopped being finite counts as.
        number: the format in which hovering writes a value.
        ticks: the format of the axis.
    """

    field: str
    title: str
    failure: float
    number: str
    ticks: str


QUANTITIES = (
    Quantity("loss", "Loss", failure=np.inf, number=".3f", ticks=".1f"),
    Quantity("accuracy", "Accuracy", failure=-np.inf, number=".1%", ticks=".0%"),
)


def learning(
    history: TrainingHistory, theme: Theme, columns: int = 2, is_below_names: bool = False
) -> go.Figure:
    """Draw loss and accuracy against the step, in two panels.

    With several starts the line is the median over them and the band reaches from the lower to the upper
    quartile; a network that failed counts as the worst. A dashed line is the same on the test points.

    Args:
        history: a run of F functions.
        theme: light or dark.
        columns: 2 on a desktop, 1 on a phone.
        is_below_names: whether the functions' names with their marks stand above already: then none stands at
            a line's end, and what a panel shows is said inside it, so that a low one has room for its lines.

    Returns:
        Shapes: `shapes[0]` and `shapes[1]` are the cursors of the loss and the accuracy panel (set `x0` and
        `x1`); after them the two levels of chance.
        Traces: function i's loss is trace i, its accuracy trace F + i; after these the bands' two edges each,
        and the dashed lines where there are test points.

    Numerics: points are chosen by `series.thin`; a line ends where its network stopped being finite.
    """
    functions = looks(history.spec.functions, theme)
    margins = (*SIDES, 44) if is_below_names else (52, 10, 48)
    grid = Grid(len(QUANTITIES), columns, PANEL_HEIGHT, row_gap=64, margins=margins)
    frame = grid.frame
    if is_below_names:
        frame["margin"]["t"] = 6
    drawn = [_panel(history, panel, functions, theme, is_below_names) for panel in range(grid.count)]
    lines, bands, texts = ([item for each in drawn for item in each[part]] for part in range(3))
    cursors = [cursor(panel, 0, theme) for panel in range(grid.count)]
    chances = [_chance(history, panel, theme) for panel in range(grid.count)]
    axes = _axes(history, grid, [] if is_below_names else functions)
    marks: dict[str, Any] = {"shapes": cursors + chances, "annotations": texts}
    meta = (
        {"legend": len(functions)} if is_below_names else {}
    )  # traces that a picture of it alone has to name
    return go.Figure({"data": lines + bands, "layout": layout(theme, **frame, **axes, **marks, meta=meta)})


def _panel(
    history: TrainingHistory, panel: int, functions: list[Look], theme: Theme, is_below_names: bool
) -> tuple[list[dict[str, Any]], list[dict[str, Any]], list[dict[str, Any]]]:
    """One panel's lines, bands (none for a single start) and texts."""
    edges = _quartiles(history, QUANTITIES[panel])
    lines = [_line(history, edges[1, :, f], look, panel) for f, look in enumerate(functions)]
    banded = functions if history.spec.seeds > 1 else []
    bands = [edge for f, look in enumerate(banded) for edge in _band(history, edges[:, :, f], look, panel)]
    bands += _test_lines(history, functions, panel)
    heading = title(panel, QUANTITIES[panel].title, TEXT.of(theme))
    if is_below_names:
        inside = {"x": 1, "xanchor": "right", "y": 0.5, "yanchor": "middle", "yshift": 0}
        return lines, bands, [heading | inside, _chance_name(history, panel, theme)]
    names = _names(history, edges[1], functions, panel)
    return lines, bands, [heading, _chance_name(history, panel, theme), *names]


def chance(history: TrainingHistory, field: str) -> float:
    """The loss or the accuracy of a network that has learned nothing but how many classes there are."""
    classes = history.dataset.classes
    return float(np.log(classes)) if field == "loss" else 1 / classes


def _quartiles(history: TrainingHistory, quantity: Quantity, prefix: str = "") -> NDArray[np.float64]:
    return quartiles(getattr(history, prefix + quantity.field), history.spec.seeds, quantity.failure)


def _test_lines(history: TrainingHistory, functions: list[Look], panel: int) -> list[dict[str, Any]]:
    """The medians on the test points, dashed; none without such points."""
    if history.dataset.training == len(history.dataset.labels):
        return []
    medians = _quartiles(history, QUANTITIES[panel], "test_")[1]
    lines = [_line(history, medians[:, f], look, panel) for f, look in enumerate(functions)]
    return [
        {
            **line,
            "mode": "lines",
            "name": f"{line['name']}, test",
            "line": {**line["line"], "width": 1.5, "dash": "dash"},
        }
        for line in lines
    ]


def _line(history: TrainingHistory, values: NDArray[np.float64], look: Look, panel: int) -> dict[str, Any]:
    """The median over the starts; a few markers, so that it is known without its colour."""
    steps, shown = thin(*until_failure(history.steps, values))
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "name": look.label,
        "x": steps,
        "y": shown,
        **on(panel),
        "line": {"color": look.colour, "width": LINE_WIDTH},
        "marker": {
            "symbol": look.marker,
            "size": 8,
            "maxdisplayed": 8,
            "line": {"color": look.colour, "width": 1.5},
        },
        "hovertemplate": "step %{x}: %{y:" + QUANTITIES[panel].number + "}",
    }


def _band(
    history: TrainingHistory, edges: NDArray[np.float64], look: Look, panel: int
) -> list[dict[str, Any]]:
    """From the lower to the upper quartile; it ends where three quarters of the networks have failed."""
    held = np.clip(edges[[0, 2]], -BEYOND, BEYOND)
    held[:, ~np.isfinite(edges[[0, 2]]).any(axis=0)] = np.nan
    lines = [thin(*until_failure(history.steps, edge)) for edge in held]
    edges_look = band(look.colour, 0.18)
    return [{**edge, **on(panel), "x": x, "y": y} for edge, (x, y) in zip(edges_look, lines, strict=True)]


def _names(
    history: TrainingHistory, medians: NDArray[np.float64], functions: list[Look], panel: int
) -> list[dict[str, Any]]:
    """Each function's name at the end of its line, moved apart where lines end together."""
    low, high = _range(history, panel)
    ended = [(look, until_failure(history.steps, medians[:, f])) for f, look in enumerate(functions)]
    ended = [(look, line) for look, line in ended if len(line[0])]
    places = [float(np.clip((values[-1] - low) / (high - low), 0, 1)) for _, (_, values) in ended]
    return [
        {
            "xref": axis("x", panel),
            "yref": f"{axis('y', panel)} domain",
            "x": max(1, history.completed_steps),
            "y": place,
            "xanchor": "left",
            "yanchor": "middle",
            "xshift": 6,
            "text": look.label if len(values) == len(history.steps) else f"{look.label} {FAILED}",
            "font": {"color": look.colour},
        }
        for (look, (_, values)), place in zip(ended, spread(places, LABEL_HEIGHT / PANEL_HEIGHT), strict=True)
    ]


def _chance(history: TrainingHistory, panel: int, theme: Theme) -> dict[str, Any]:
    """The level of a network that has learned nothing."""
    level = chance(history, QUANTITIES[panel].field)
    return {
        **{"type": "line", "layer": "below", "xref": axis("x", panel), "yref": axis("y", panel)},
        **{"x0": 0, "x1": max(1, history.completed_steps), "y0": level, "y1": level},
        "line": {"color": FRAME.of(theme), "width": 1.5, "dash": "dot"},
    }


def _chance_name(history: TrainingHistory, panel: int, theme: Theme) -> dict[str, Any]:
    """The name of that level, on the side of it where no line goes."""
    quantity = QUANTITIES[panel]
    return {
        **{"xref": axis("x", panel), "yref": axis("y", panel), "x": 0, "y": chance(history, quantity.field)},
        **{"xanchor": "left", "yanchor": "bottom" if quantity.field == "loss" else "top"},
        **{"text": "chance", "font": {"size": SMALL_SIZE, "color": MUTED.of(theme)}},
    }


def _range(history: TrainingHistory, panel: int) -> tuple[float, float]:
    """The ends of a panel's vertical axis."""
    values = getattr(history, QUANTITIES[panel].field)
    finite = values[np.isfinite(values)]
    level = chance(history, QUANTITIES[panel].field)
    if QUANTITIES[panel].field == "accuracy":
        return max(-0.02, min(0.8 * level, float(finite.min(initial=1.0)) - 0.02)), 1.02
    return 0.0, 1.05 * min(max(1.15 * level, float(finite.max(initial=0.0))), MOST_LOSS * level)


def _axes(history: TrainingHistory, grid: Grid, functions: list[Look]) -> dict[str, Any]:
    """Both panels' axes; beyond the last step there is room for these functions' names."""
    longest = max((len(look.label) for look in functions), default=0)
    names = min(0.45, (LETTER * longest + 12) / PANEL_WIDTH) if functions else 0.0
    steps = max(1, history.completed_steps)
    stride = next(n * 10**e for e in range(5) for n in (1, 2, 5) if n * 10**e * 4 >= steps)
    x = {
        "range": [0, steps / (1 - names)],
        "tickvals": list(range(0, steps + 1, stride)),
        "title": {"text": "step"},
    }
    result: dict[str, Any] = {}
    for panel, quantity in enumerate(QUANTITIES):
        y = {"range": list(_range(history, panel)), "nticks": 6, "tickformat": quantity.ticks}
        across, up = grid.domains(panel)
        result[axis_key("x", panel)] = {**x, "domain": across, "anchor": axis("y", panel)}
        result[axis_key("y", panel)] = {**y, "domain": up, "anchor": axis("x", panel)}
    return result
