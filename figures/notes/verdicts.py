"""The small picture beside a claim: medians over the seeds, with bars from the lowest to the highest."""

import math
from collections.abc import Mapping, Sequence
from typing import Any

import plotly.graph_objects as go

from experiments.claims.verdict import Chart, Line, Spread
from figures.decades import ticks
from figures.theme import COLOURS, LINE_WIDTH, MARKERS, Theme, colour, layer_colours, layout

HEIGHT = 300
DODGE = 0.07  # of the distance between two places on an axis of names
SHAPES = tuple(dict.fromkeys(MARKERS.values()))
MOST_MARKED = 20  # points; a line of more is a curve


def verdict_chart(chart: Chart, theme: Theme, names: Mapping[str, str], axes: tuple[str, str]) -> go.Figure:
    """Draw a verdict's chart: one trace a line, in the chart's order.

    Args:
        chart: what was measured; infinite numbers are left out.
        theme: light or dark.
        names: what each line, and each place on an axis of names, is called.
        axes: the titles of the x and the y axis.
    """
    traces = [_trace(chart, index, theme, names) for index in range(len(chart.lines))]
    x_axis: dict[str, Any] = {"title": {"text": axes[0]}, "type": "log" if chart.log_x else "linear"}
    places = chart.lines[0].x
    if isinstance(places[0], str):
        texts = [names.get(str(place), str(place)) for place in places]
        x_axis |= {"tickmode": "array", "tickvals": list(range(len(places))), "ticktext": texts}
    elif len(places) <= MOST_MARKED and not chart.log_x:
        x_axis |= {"tickmode": "array", "tickvals": list(places)}
    elif chart.log_x:
        x_axis |= ticks(place for line in chart.lines for place in _places(line, 0))
    y_axis: dict[str, Any] = {"title": {"text": axes[1]}, "type": "log" if chart.log_y else "linear"}
    if chart.log_y:
        spreads = [spread for line in chart.lines for spread in line.spreads]
        y_axis |= ticks(end for spread in spreads for end in (spread.low, spread.median, spread.high))
    figure_layout = layout(
        theme,
        height=HEIGHT,
        xaxis=x_axis,
        yaxis=y_axis,
        showlegend=len(chart.lines) > 1,
        legend={"orientation": "h", "y": 1.02, "yanchor": "bottom", "x": 0, "xanchor": "left"},
        hovermode="closest",
    )
    return go.Figure({"data": traces, "layout": figure_layout})


def _trace(chart: Chart, index: int, theme: Theme, names: Mapping[str, str]) -> dict[str, Any]:
    line, count = chart.lines[index], len(chart.lines)
    own = line.name in COLOURS
    hue = colour(line.name, theme) if own else layer_colours(max(2, count), theme)[index]
    is_curve = len(line.x) > MOST_MARKED
    medians = [_drawn(spread.median, chart.log_y) for spread in line.spreads]
    return {
        "type": "scatter",
        "mode": "lines" if is_curve else "markers" if isinstance(line.x[0], str) else "lines+markers",
        "name": names.get(line.name, line.name),
        "x": _places(line, (index - (count - 1) / 2) * DODGE),
        "y": medians,
        "error_y": _bars(line.spreads, medians) | {"visible": not is_curve},
        "line": {"color": hue, "width": LINE_WIDTH},
        "marker": {
            "color": hue,
            "size": 9,
            "symbol": MARKERS[line.name] if own else SHAPES[index % len(SHAPES)],
        },
        "hovertemplate": "%{y:.3g}",
    }


def _places(line: Line, shift: float) -> Sequence[float]:
    """Where a line's points stand; on an axis of names beside those of the other lines."""
    if isinstance(line.x[0], str):
        return [place + shift for place in range(len(line.x))]
    return [float(place) for place in line.x]


def _bars(spreads: Sequence[Spread], medians: Sequence[float | None]) -> dict[str, Any]:
    """Bars from the lowest to the highest; one whose end is infinite stops at the median."""
    ups = [_length(spread.high, middle) for spread, middle in zip(spreads, medians, strict=True)]
    downs = [_length(middle, spread.low) for spread, middle in zip(spreads, medians, strict=True)]
    return {
        "type": "data",
        "symmetric": False,
        "array": ups,
        "arrayminus": downs,
        "thickness": 1.5,
        "width": 3,
    }


def _length(high: float | None, low: float | None) -> float:
    if high is None or low is None or not math.isfinite(high - low):
        return 0.0
    return max(0.0, high - low)


def _drawn(value: float, log: bool) -> float | None:
    return value if math.isfinite(value) and (value > 0 or not log) else None
