"""A line that jumps is drawn in pieces with an open and a closed end; a smooth one through all its points."""

from collections.abc import Callable

import numpy as np
import plotly.graph_objects as go
import pytest

from activations.catalogue import NOTES, FunctionSpec
from activations.derivatives import curve
from activations.measured.gaps import Gap, gaps_of
from activations.sweep import sweep
from figures.functions import comparison, overview
from figures.functions.curve import TRACES, function_curve
from figures.pieces import closed_ends, in_pieces, open_ends
from figures.theme import THEMES, Theme

Drawn = Callable[[str, Theme], list[go.Scatter]]  # value, slope, and the open and closed ends, if any
NAN = float("nan")
X = np.array([-1.0, 0.0, 1.0, 2.0])
Y = np.array([5.0, 6.0, 7.0, 8.0])
NAMES = {"value": "f", "slope": "f′", "saturated": "saturated", "x": "x"}


@pytest.mark.parametrize(
    ("gaps", "x", "y"),
    [
        ((), [-1, 0, 1, 2], [5, 6, 7, 8]),
        ((Gap(0, 1, 3, 1),), [-1, 0, 0, 0, 1, 2], [5, 1, NAN, 3, 7, 8]),  # at a point of the line
        ((Gap(0.5, 1, 3, 1),), [-1, 0, 0.5, 0.5, 0.5, 1, 2], [5, 6, 1, NAN, 3, 7, 8]),  # between two
        (
            (Gap(0, 1, 2, 1), Gap(1.5, 3, 4, 3)),
            [-1, 0, 0, 0, 1, 1.5, 1.5, 1.5, 2],
            [5, 1, NAN, 2, 7, 3, NAN, 4, 8],
        ),
    ],
)
def test_a_line_ends_at_its_gap_and_goes_on_after_it(
    gaps: tuple[Gap, ...], x: list[float], y: list[float]
) -> None:
    drawn = in_pieces(X, Y, gaps)
    np.testing.assert_array_equal(drawn[0], x)
    np.testing.assert_array_equal(drawn[1], y)


@pytest.mark.parametrize(
    ("gap", "opened", "closed"),
    [
        (Gap(0, 0, 1, 0), [1], [0]),  # ReLU's slope
        (Gap(0, 0, 1, 1), [0], [1]),
        (Gap(0, -1, 1, 0), [-1, 1], [0]),  # a point of its own
        (Gap(0, -1, 1, NAN), [-1, 1], []),  # no value there
    ],
)
def test_the_closed_end_is_where_the_value_is(gap: Gap, opened: list[float], closed: list[float]) -> None:
    assert open_ends([gap]) == ([0] * len(opened), opened)
    assert closed_ends([gap]) == ([0] * len(closed), closed)


def on_the_page_of(key: str, theme: Theme) -> list[go.Scatter]:
    drawn = function_curve(sweep(key), key, None, 1.0, theme, NAMES).data
    return [drawn[TRACES.index(name)] for name in ("value", "slope", "open_ends", "closed_ends")]


def on_a_card_of(key: str, theme: Theme) -> list[go.Scatter]:
    x, function = np.linspace(-3, 3, 121), FunctionSpec(key).create()
    return list(overview.card(curve(function, x), key, theme, gaps_of(function, x)).data)


def compared(key: str, theme: Theme) -> list[go.Scatter]:
    x, function = np.linspace(-6, 6, 481), FunctionSpec(key).create()
    gaps, found = gaps_of(function, x), curve(function, x, 2)
    orders: tuple[tuple[comparison.Order, tuple[Gap, ...]], ...] = (
        ("value", gaps.value),
        ("slope", gaps.slope),
    )
    value, slope = (
        comparison.curves([FunctionSpec(key)], [found], order, theme, ("x", "y"), [jumps]).data
        for order, jumps in orders
    )
    return [value[0], *slope]


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("drawn", [on_the_page_of, on_a_card_of, compared])
def test_relus_slope_steps_from_0_to_1_without_a_stroke_and_is_0_at_0(drawn: Drawn, theme: Theme) -> None:
    value, slope, opened, closed = drawn("relu", theme)
    assert np.isfinite(value.y).all()
    (gap,) = np.flatnonzero(np.isnan(slope.y))
    assert slope.x[gap - 1 : gap + 2] == pytest.approx([0, 0, 0])
    assert (slope.y[:gap] == 0).all()
    assert (slope.y[gap + 1 :] == 1).all()
    assert [(opened.x, opened.y), (closed.x, closed.y)] == [((0,), (1,)), ((0,), (0,))]
    assert opened.marker.color != closed.marker.color == opened.marker.line.color


@pytest.mark.parametrize("drawn", [on_the_page_of, on_a_card_of, compared])
@pytest.mark.parametrize("key", NOTES)
def test_smooth_lines_are_drawn_through_all_their_points(drawn: Drawn, key: str) -> None:
    lines = [trace for trace in drawn(key, "light") if trace.mode == "lines"]
    assert len(lines) == 2
    assert all(line.line.simplify is False for line in lines)


def test_a_function_without_gaps_brings_no_ends() -> None:
    assert [len(trace.x or ()) for trace in on_the_page_of("tanh", "light")[2:]] == [0, 0]
    assert len(on_a_card_of("tanh", "light")) == 2
    assert len(compared("tanh", "light")) == 2
