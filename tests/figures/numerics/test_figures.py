"""The three charts about floating point: what is drawn where, and that the browser moves the right traces."""

from dataclasses import replace

import numpy as np
import plotly.graph_objects as go
import pytest

from activations.catalogue import CATALOGUE, FunctionSpec
from experiments.numerics.gradient_check import GradientCheck, testify
from experiments.numerics.kink import magnify
from experiments.numerics.rounding import ErrorCourse, error_course, place_of
from figures.numerics import gradient_check, kink, rounding
from figures.theme import COLOURS, THEMES, Theme

testify.__test__ = False  # type: ignore[attr-defined]
NAMES = dict.fromkeys(("forward", "central", "autograd", "formula", "h", "error"), "word")
WORDS = dict.fromkeys(("value", "slope", "written", "runs", "left", "right", "x", "y", "error"), "word")


def seen() -> GradientCheck:
    return testify(FunctionSpec("sigmoid"), 1.0, "float64")


def v_chart(found: GradientCheck, position: int = 150, theme: Theme = "light") -> go.Figure:
    return gradient_check.witness_errors(found, "sigmoid", position, theme, NAMES)


def trace(figure: go.Figure, name: str) -> go.Scatter:
    return figure.data[gradient_check.TRACES.index(name)]


def test_the_v_is_drawn_over_two_logarithmic_axes_with_everything_inside() -> None:
    found = seen()
    figure = v_chart(found)
    assert (figure.layout.xaxis.type, figure.layout.yaxis.type) == ("log", "log")
    assert trace(figure, "forward").y == pytest.approx(found.forward_error)
    assert trace(figure, "central").y == pytest.approx(found.central_error)
    low, high = 10.0 ** np.array(figure.layout.yaxis.range)
    for each in figure.data:
        assert low < min(each.y)
        assert max(each.y) <= high


def test_an_error_of_nothing_is_drawn_where_the_axis_says_zero() -> None:
    figure = v_chart(replace(seen(), autograd_error=0.0))
    assert set(trace(figure, "autograd").y) == {gradient_check.FLOOR}
    names = dict(zip(figure.layout.yaxis.tickvals, figure.layout.yaxis.ticktext, strict=True))
    assert names[gradient_check.FLOOR] == "0"


@pytest.mark.parametrize("position", [0, 80, 160])
def test_cursor_and_marks_stand_at_the_step_and_move_to_where_the_lines_are(position: int) -> None:
    found = seen()
    figure, (cursor, here) = v_chart(found, position), gradient_check.moving(found)
    step = found.steps[position]
    assert set(trace(figure, "cursor").x) == set(trace(figure, "here").x) == {step}
    assert trace(figure, "here").y == pytest.approx(
        [found.forward_error[position], found.central_error[position]]
    )
    assert here[1][position] == pytest.approx(trace(figure, "here").y)
    assert cursor[0][position] == pytest.approx([step, step])


def test_lines_are_told_apart_without_colour() -> None:
    figure = v_chart(seen())
    assert len({trace(figure, name).line.dash for name in ("autograd", "formula", "forward")}) == 3
    assert len(set(trace(figure, "here").marker.symbol)) == 2


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("key", CATALOGUE)
def test_all_three_wear_the_functions_colour(key: str, theme: Theme) -> None:
    tone = COLOURS[key].of(theme)
    around = kink.around_zero(magnify(FunctionSpec(key)), key, 40, theme, WORDS)
    assert around.data[kink.TRACES.index("value")].line.color == tone
    course = rounding.error_course(made_up(), key, "float32", theme, WORDS)
    assert [each.line.color for each in course.data if each.mode == "lines"].count(tone) == 2


@pytest.mark.parametrize("position", [0, 80])
def test_the_microscope_shows_the_window_asked_for_between_the_slopes_of_both_sides(position: int) -> None:
    found = magnify(FunctionSpec("selu"))
    figure = kink.around_zero(found, "selu", position, "light", WORDS)
    left, right, value, zero = figure.data
    assert value.y == pytest.approx(found.height[position])
    assert np.diff(left.y) / np.diff(left.x) == pytest.approx([found.left])
    assert np.diff(right.y) / np.diff(right.x) == pytest.approx([found.right])
    assert left.line.dash != right.line.dash
    assert (zero.x, zero.y) == ((0,), (0,))
    low, high = figure.layout.yaxis.range
    assert low < found.height.min() < found.height.max() < high


def made_up() -> ErrorCourse:
    x = np.array([-1e3, -1.0, 1.0, 1e3])
    errors = {"value": np.array([0.0, 1e-8, 1.0, np.inf]), "slope": np.array([np.nan, 1e-8, 1e-7, np.inf])}
    fine = {"value": np.full(4, 1e-8), "slope": np.full(4, 1e-8)}
    return ErrorCourse(x, place_of(x, "float32"), written=errors, runs=fine)  # type: ignore[arg-type]


def test_results_that_are_no_number_are_crosses_and_an_error_of_nothing_lies_on_the_floor() -> None:
    figure = rounding.error_course(made_up(), "elu", "float32", "light", WORDS)
    lines = [each for each in figure.data if each.mode == "lines"]
    crosses = [each for each in figure.data if each.mode == "markers"]
    assert lines[1].y[:3] == pytest.approx([rounding.FLOOR, 1e-8, 1.0])
    assert np.isnan(lines[1].y[3])
    assert [len(each.x) for each in crosses] == [0, 1, 0, 1]
    assert set(crosses[1].y) == {rounding.BROKEN}


def test_the_upper_panel_has_the_value_and_the_lower_the_slope() -> None:
    figure = rounding.error_course(made_up(), "elu", "float32", "light", WORDS)
    assert [each.yaxis for each in figure.data] == ["y"] * 4 + ["y2"] * 4
    assert figure.layout.yaxis.domain[0] > figure.layout.yaxis2.domain[1]


@pytest.mark.parametrize("narrow", [False, True])
def test_the_axis_names_powers_of_ten_where_they_stand(narrow: bool) -> None:
    course = error_course(FunctionSpec("relu"), "float32")
    axis = rounding.error_course(course, "relu", "float32", "light", WORDS, narrow).layout.xaxis
    names = dict(zip(axis.ticktext, axis.tickvals, strict=True))
    assert names["0"] == 0
    assert names["1"] == -names["−1"] == place_of(np.array([1.0]), "float32")[0]
    assert list(axis.tickvals) == sorted(axis.tickvals)
    assert len(names) == (7 if narrow else 11)
