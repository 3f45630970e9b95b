"""A remedy against what happens: the share of dead units over a setting, with every start as a dot."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import plotly.graph_objects as go

from experiments.dead_neurons.born_dead import LU_DEPTH, LU_SHARES, BornDead
from experiments.dead_neurons.remedies import Outcome
from figures.panels import Grid, axis_key, on, title
from figures.theme import CLASSES, LINE_WIDTH, MUTED, TEXT, Theme, colour, layout

PANEL_HEIGHT = 260
TOPS = {1: 84, 2: 36}  # pixels by columns: a narrow page writes the legend in three rows
WAY_HEIGHT = 40  # pixels
BORN_FRAME: dict[str, Any] = {"height": 400, "margin": {"l": 60, "r": 14, "t": 64, "b": 48}}
WOBBLE = 0.12  # of the distance between two settings, so that dots do not hide one another


def remedies(
    settings: Sequence[Sequence[float]],
    found: Sequence[Sequence[Outcome]],
    theme: Theme,
    names: Mapping[str, str],
    columns: int,
) -> go.Figure:
    """Draw the share of dead units over each remedy's settings, one panel a remedy.

    Args:
        settings: the values of each remedy, in order.
        found: what they led to.
        theme: light or dark.
        names: the words for "share", "each", "start", "end", and for the panels "0", "1" … and their axes
            "x0", "x1" …
        columns: panels beside one another.

    Returns:
        Traces: for each panel all starts as dots, the median at the end, solid, and at the start, dashed.
    """
    grid = Grid(len(settings), columns, PANEL_HEIGHT, row_gap=60, top=TOPS[columns], margins=(60, 12, 52))
    data: list[dict[str, Any]] = []
    axes: dict[str, Any] = {}
    for i, (values, outcomes) in enumerate(zip(settings, found, strict=True)):
        panel = {**on(i), "type": "scatter"}
        data += [{**trace, **panel, "showlegend": i == 0} for trace in _traces(outcomes, theme, names)]
        x = {
            "tickvals": list(range(len(values))),
            "ticktext": [f"{value:g}".replace("-", "−") for value in values],
            "title": {"text": names[f"x{i}"]},
            "range": [-0.5, len(values) - 0.5],
        }
        y = {"range": [-0.03, 1.03], "tickformat": ".0%", "title": {"text": names["share"]}}
        axes |= dict(grid.axes(i, x, y))
        axes[axis_key("x", i)] |= {"title": x["title"], "showticklabels": True}  # each remedy has its own
    titles = [title(i, names[str(i)], TEXT.of(theme)) for i in range(len(settings))]
    legend = {"orientation": "h", "x": 0, "y": 1, "yref": "container", "yanchor": "top"}
    shown: dict[str, Any] = {"annotations": titles, "showlegend": True, "legend": legend}
    return go.Figure({"data": data, "layout": layout(theme, **grid.frame, **axes, **shown)})


def _traces(outcomes: Sequence[Outcome], theme: Theme, names: Mapping[str, str]) -> list[dict[str, Any]]:
    places = np.arange(len(outcomes))
    x = np.concatenate(
        [
            place + np.linspace(-WOBBLE, WOBBLE, len(each.dead_at_end))
            for place, each in zip(places, outcomes, strict=True)
        ]
    )
    y = np.concatenate([each.dead_at_end for each in outcomes])
    tone = colour("relu", theme)
    line = {"color": tone, "width": LINE_WIDTH}
    return [
        {"mode": "markers", "x": x, "y": y, "name": names["each"], "hovertemplate": "%{y:.0%}<extra></extra>",
         "marker": {"symbol": "circle-open", "size": 8, "color": MUTED.of(theme)}},
        {"mode": "lines", "x": places, "y": [_median(each.dead_at_end) for each in outcomes],
         "name": names["end"], "line": line, "hovertemplate": "%{y:.0%}"},
        {"mode": "lines", "x": places, "y": [_median(each.dead_at_start) for each in outcomes],
         "name": names["start"], "line": {**line, "dash": "dash"}, "hovertemplate": "%{y:.0%}"},
    ]  # fmt: skip


def _median(values: np.ndarray) -> float:
    return float(np.median(values)) if values.size else float("nan")


def rescues(
    ways: Sequence[str], found: Sequence[Outcome], theme: Theme, names: Mapping[str, str], columns: int
) -> go.Figure:
    """Draw how each way ended: the share of dead units and the accuracy, every start and their quartiles.

    Returns:
        Traces: for each of the two panels the starts as dots, then the band from quartile to quartile with
        the median.
    """
    height = WAY_HEIGHT * len(ways)
    grid = Grid(2, columns, height, row_gap=40, margins=(170, 14, 48))
    data: list[dict[str, Any]] = []
    axes: dict[str, Any] = {}
    for i, field in enumerate(("dead_at_end", "accuracy")):
        panel = {**on(i), "type": "scatter"}
        data += [{**trace, **panel} for trace in _whiskers(found, field, CLASSES[i].of(theme))]
        x = {"range": [-0.03, 1.03], "tickformat": ".0%", "nticks": 5}
        y = {"tickvals": list(range(len(ways))), "ticktext": list(ways), "range": [len(ways) - 0.5, -0.5]}
        for key, entry in grid.axes(i, x, y):
            axes[key] = {**entry, "showticklabels": key[0] == "x" or grid.is_leftmost(i)}
    titles = [title(i, names[field], TEXT.of(theme)) for i, field in enumerate(("dead", "accuracy"))]
    return go.Figure({"data": data, "layout": layout(theme, **grid.frame, **axes, annotations=titles)})


def _whiskers(found: Sequence[Outcome], field: str, tone: str) -> list[dict[str, Any]]:
    x: list[float] = []
    y: list[float] = []
    dots: list[float] = []
    rows: list[float] = []
    for row, outcome in enumerate(found):
        values = getattr(outcome, field)
        dots += values.tolist()
        rows += (row + np.linspace(-2 * WOBBLE, 2 * WOBBLE, len(values))).tolist()
        if len(values):
            x += [*np.quantile(values, (0.25, 0.5, 0.75)), np.nan]
            y += [row, row, row, np.nan]
    return [
        {"mode": "markers", "x": dots, "y": rows, "hovertemplate": "%{x:.0%}<extra></extra>",
         "marker": {"symbol": "circle-open", "size": 7, "color": tone}},
        {"mode": "lines+markers", "x": x, "y": y, "hoverinfo": "skip", "line": {"color": tone, "width": 5},
         "marker": {"symbol": "line-ns", "size": [0, 15, 0, 0] * (len(x) // 4),
                    "line": {"width": 3, "color": tone}}},
    ]  # fmt: skip


def born_dead(
    found: Sequence[BornDead], others: Sequence[BornDead], theme: Theme, names: Mapping[str, str]
) -> go.Figure:
    """Draw the chance of a constant over depth: a line for each width of ReLU, and one for all others.

    Returns:
        Traces: the lines of `found`, one for `others`, the most frequent of them at every depth, and Lu et
        al.'s points.
    """
    tone = colour("relu", theme)
    depths = np.arange(1, len(found[0].shares) + 1)
    dashes = ("solid", "dash", "dot", "dashdot")
    lines: list[dict[str, Any]] = [
        {"type": "scatter", "mode": "lines", "x": depths, "y": each.shares,
         "name": f"{names['relu']} {each.width}",
         "line": {"color": tone, "width": LINE_WIDTH, "dash": dash}, "hovertemplate": "%{y:.1%}"}
        for each, dash in zip(found, dashes, strict=True)
    ]  # fmt: skip
    lines.append(
        {"type": "scatter", "mode": "lines", "x": depths, "y": np.max([o.shares for o in others], axis=0),
         "name": names["others"], "line": {"color": MUTED.of(theme), "width": LINE_WIDTH},
         "hovertemplate": "%{y:.1%}"}
    )  # fmt: skip
    lines.append(
        {"type": "scatter", "mode": "markers+text", "x": [LU_DEPTH] * len(LU_SHARES),
         "y": list(LU_SHARES.values()),
         "text": [names[f"lu{width}"] for width in LU_SHARES], "textposition": "top left",
         "name": names["lu"], "hoverinfo": "skip",
         "marker": {"symbol": "diamond", "size": 11, "color": TEXT.of(theme)}}
    )  # fmt: skip
    drawn = layout(
        theme,
        **BORN_FRAME,
        xaxis={"title": {"text": names["depth"]}, "range": [0.5, len(depths) + 0.5], "dtick": 2, "tick0": 1},
        yaxis={"title": {"text": names["chance"]}, "range": [-0.03, 1.03], "tickformat": ".0%"},
        showlegend=True,
        legend={"orientation": "h", "x": 0, "y": 1.02, "yanchor": "bottom"},
    )
    return go.Figure({"data": lines, "layout": drawn})
