"""The picture beside a claim: what was measured, no more and no less."""

import math

import pytest

from experiments.claims.verdict import Chart, Line, Spread
from figures.notes.verdicts import MOST_MARKED, verdict_chart
from figures.theme import COLOURS, THEMES, Theme

NUMBERS = Chart((Line("relu", (1.0, 2.0), (Spread(3, 2, 5), Spread(4, 4, math.inf))),), log_y=True)
NAMES = Chart(
    (
        Line("start", ("a", "b"), (Spread(1, 0, 2), Spread(math.inf, 1, math.inf))),
        Line("end", ("a", "b"), (Spread(1, 1, 1), Spread(0, 0, 0))),
    )
)
AXES = ("across", "up")


def test_a_line_stands_at_its_medians_with_bars_to_the_lowest_and_the_highest() -> None:
    (line,) = verdict_chart(NUMBERS, "light", {"relu": "ReLU"}, AXES).data
    assert (line.name, tuple(line.x), tuple(line.y)) == ("ReLU", (1, 2), (3, 4))
    assert (tuple(line.error_y.array), tuple(line.error_y.arrayminus)) == ((2, 0), (1, 0))


def test_places_with_names_keep_lines_apart_and_leave_out_what_is_infinite() -> None:
    figure = verdict_chart(NAMES, "dark", {"a": "first", "start": "at the start"}, AXES)
    start, end = figure.data
    assert list(figure.layout.xaxis.ticktext) == ["first", "b"]
    assert start.x[0] < 0 < end.x[0]
    assert tuple(start.y) == (1, None)
    assert start.marker.symbol != end.marker.symbol


@pytest.mark.parametrize("theme", THEMES)
def test_a_function_wears_its_colour_and_a_log_axis_says_so(theme: Theme) -> None:
    figure = verdict_chart(NUMBERS, theme, {}, AXES)
    assert figure.data[0].line.color == COLOURS["relu"].of(theme)
    assert figure.layout.yaxis.type == "log"
    assert (figure.layout.xaxis.title.text, figure.layout.yaxis.title.text) == AXES


def test_a_line_of_many_points_is_a_curve_without_bars() -> None:
    many = tuple(float(i) for i in range(MOST_MARKED + 1))
    (line,) = verdict_chart(
        Chart((Line("tanh", many, tuple(Spread(x, x, x) for x in many)),)), "light", {}, AXES
    ).data
    assert line.mode == "lines"
    assert not line.error_y.visible
