"""The chart of a function's page: what is drawn where, in which dash and colour, on axes that stand still."""

import json
import re
from functools import cache
from pathlib import Path

import numpy as np
import plotly.graph_objects as go
import pytest

from activations.catalogue import CATALOGUE
from activations.sweep import HIGHEST, LOWEST, Sweep, sweep
from figures.functions.curve import TANGENT_REACH, TRACES, function_curve
from figures.theme import COLOURS, MUTED, SHADE, TEXT, THEMES, Theme

SCRIPT = Path(__file__).parents[3] / "ui" / "components" / "live_curve.js"
swept = cache(sweep)
NAMES = {"value": "f", "slope": "f′", "saturated": "saturated", "x": "x"}
ENDS = ((-6.0, 6.0), (-np.inf, 5.0), (-np.inf, np.inf))  # of what is not saturated, for each setting


def parabolas() -> Sweep:
    """x² / 16 · a for a of 1, 2 and 3; their slope is a x / 8."""
    x = np.linspace(-8, 8, 321).round(2).astype(np.float32)
    settings = np.array([1.0, 2.0, 3.0])
    value = np.outer(settings, x**2 / 16).astype(np.float32)
    slope = np.outer(settings, x / 8).astype(np.float32)
    return Sweep(x, settings, value, slope, np.array(ENDS))


def drawn(setting: float | None = 2.0, probe: float = 1.0, theme: Theme = "light") -> go.Figure:
    return function_curve(parabolas(), "elu", setting, probe, theme, NAMES)


def drawn_of(key: str, setting: float | None, theme: Theme = "light") -> go.Figure:
    return function_curve(swept(key), key, setting, 1.0, theme, NAMES)


def trace(figure: go.Figure, name: str) -> go.Scatter:
    return figure.data[TRACES.index(name)]


def test_the_browser_redraws_the_traces_in_the_order_in_which_they_are_drawn() -> None:
    listed = re.search(r"^const TRACES = (\[.*\]);$", SCRIPT.read_text(encoding="utf-8"), re.MULTILINE)
    assert listed is not None
    assert tuple(json.loads(listed[1])) == TRACES
    assert len(drawn().data) == len(TRACES)


def test_the_function_is_solid_and_its_derivative_dashed_in_one_colour() -> None:
    value, slope = trace(drawn(), "value"), trace(drawn(), "slope")
    x = np.linspace(-8, 8, 321)
    assert value.y == pytest.approx(x**2 / 8, abs=1e-6)
    assert slope.y == pytest.approx(x / 4, abs=1e-6)
    assert (value.line.dash, slope.line.dash) == ("solid", "dash")
    assert value.line.color == slope.line.color
    assert value.line.width > slope.line.width
    assert (value.name, slope.name) == ("f", "f′")


@pytest.mark.parametrize(("setting", "index"), [(1.0, 0), (3.0, 2)])
def test_the_setting_chooses_the_curve(setting: float, index: int) -> None:
    figure = drawn(setting)
    assert np.array_equal(trace(figure, "value").y, parabolas().value[index])
    assert np.array_equal(trace(figure, "slope").y, parabolas().slope[index])


@pytest.mark.parametrize("probe", [-8.0, -3.35, 0.0, 1.0, 8.0])
def test_the_tangent_touches_the_function_at_the_probe_with_its_slope(probe: float) -> None:
    tangent = trace(drawn(probe=probe), "tangent")
    assert tangent.x == pytest.approx([probe - TANGENT_REACH, probe + TANGENT_REACH], abs=1e-6)
    assert np.diff(tangent.y) / np.diff(tangent.x) == pytest.approx([probe / 4], abs=1e-6)
    assert np.mean(tangent.y) == pytest.approx(probe**2 / 8, abs=1e-6)


@pytest.mark.parametrize("probe", [-8.0, -3.35, 0.0, 1.0, 8.0])
def test_the_probe_marks_both_lines_with_markers_of_two_shapes(probe: float) -> None:
    marks = trace(drawn(probe=probe), "probe")
    assert marks.mode == "markers"
    assert marks.x == pytest.approx([probe, probe], abs=1e-6)
    assert marks.y == pytest.approx([probe**2 / 8, probe / 4], abs=1e-6)
    assert len(set(marks.marker.symbol)) == 2


def test_a_probe_between_two_points_stands_on_the_nearer_one() -> None:
    assert trace(drawn(probe=1.02), "probe").x == pytest.approx([1.0, 1.0])
    assert trace(drawn(probe=1.03), "probe").x == pytest.approx([1.05, 1.05])


@pytest.mark.parametrize(("setting", "left", "right"), [(1.0, -6, 6), (2.0, -8, 5), (3.0, -8, 8)])
def test_zones_reach_from_the_edges_to_where_saturation_begins(
    setting: float, left: float, right: float
) -> None:
    figure = drawn(setting)
    low, high = figure.layout.yaxis.range
    for name, inner, outer in (("saturated_left", left, -8), ("saturated_right", right, 8)):
        zone = trace(figure, name)
        assert (min(zone.x), max(zone.x)) == (min(inner, outer), max(inner, outer))
        assert (min(zone.y), max(zone.y)) == (low, high)
        assert zone.fill == "toself"


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("key", CATALOGUE)
def test_colours_are_the_functions_and_the_themes(key: str, theme: Theme) -> None:
    figure = function_curve(parabolas(), key, 1.0, 1.0, theme, NAMES)
    function = COLOURS[key].of(theme)
    assert {trace(figure, name).line.color for name in ("value", "slope")} == {function}
    assert trace(figure, "probe").marker.color == function
    assert trace(figure, "tangent").line.color == TEXT.of(theme)
    assert {trace(figure, name).fillcolor for name in TRACES[:2]} == {SHADE.of(theme)}
    assert legend_of(figure) == [
        ("━━", "f", function),
        ("╍╍", "f′", function),
        ("■", "saturated", MUTED.of(theme)),
    ]
    assert figure.layout.template.layout.font.color == TEXT.of(theme)


def test_both_axes_are_the_same_for_every_setting_and_probe() -> None:
    ranges = {
        (figure.layout.xaxis.range, figure.layout.yaxis.range)
        for setting in (1.0, 2.0, 3.0)
        for probe in (-8.0, 8.0)
        for figure in [drawn(setting, probe)]
    }
    assert len(ranges) == 1
    ((x_range, _),) = ranges
    assert x_range == (-8, 8)


@pytest.mark.parametrize("key", CATALOGUE)
def test_the_heights_leave_room_around_every_setting_from_the_lowest_to_the_highest_shown(key: str) -> None:
    curves = swept(key)
    low, high = drawn_of(key, curves.settings[0]).layout.yaxis.range
    everything = np.concatenate([curves.value.ravel(), curves.slope.ravel()])
    bottom, top = max(everything.min(), LOWEST), min(everything.max(), HIGHEST)
    assert high > top
    assert low < bottom
    assert high - low < 1.2 * (top - bottom)


@pytest.mark.parametrize("key", CATALOGUE)
def test_only_arms_that_go_straight_on_leave_the_picture(key: str) -> None:
    curves = swept(key)
    low, high = curves.heights
    parameter = next(iter(CATALOGUE[key].function_class.hyperparameters), None)
    frame = curves.nearest(parameter.default if parameter else None)
    value, slope = curves.value[frame], curves.slope[frame]
    assert low < slope.min()
    assert slope.max() < high
    for arm in (slope[value > high], slope[value < low]):
        assert arm.size == 0 or np.ptp(arm) < 0.03


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("alpha", "zone"), [(0.0, (-8, 0)), (1.0, (-8, -8))])
def test_leaky_relu_is_drawn_at_both_ends_of_alpha(
    alpha: float, zone: tuple[float, float], theme: Theme
) -> None:
    figure = drawn_of("leaky-relu", alpha, theme)
    value, slope, left = (trace(figure, name) for name in ("value", "slope", "saturated_left"))
    x = np.linspace(-8, 8, 321)
    assert value.y == pytest.approx(np.where(x > 0, x, alpha * x), abs=1e-6)
    left_of_gap, right_of_gap = slope.y[:161], slope.y[-161:]
    assert left_of_gap == pytest.approx(np.full(161, alpha), abs=1e-6)
    assert right_of_gap == pytest.approx(np.ones(161), abs=1e-6)
    assert (min(left.x), max(left.x)) == zone


def test_a_function_without_a_parameter_needs_no_setting() -> None:
    value = trace(drawn_of("tanh", None), "value")
    assert value.y == pytest.approx(np.tanh(value.x), abs=1e-6)


def legend_of(figure: go.Figure) -> list[tuple[str, ...]]:
    """The strokes of the legend, their names and their colours."""
    (legend,) = figure.layout.annotations
    found = re.findall(r'<span style="color:(.*?)"><b>(.*?)</b> (.*?)</span>', legend.text)
    return [(stroke, name, colour) for colour, stroke, name in found]


def test_the_legend_names_both_lines_and_the_zone() -> None:
    assert [name for _, name, _ in legend_of(drawn())] == ["f", "f′", "saturated"]


def test_a_legend_has_no_zone_when_no_setting_saturates_and_keeps_it_when_one_does() -> None:
    curves = parabolas()
    never = Sweep(curves.x, curves.settings, curves.value, curves.slope, np.array([(-np.inf, np.inf)] * 3))
    figure = function_curve(never, "elu", 1.0, 1.0, "light", NAMES)
    assert [name for _, name, _ in legend_of(figure)] == ["f", "f′"]
    assert len(legend_of(drawn(3.0))) == 3


def test_the_legend_stands_above_the_chart_where_no_line_goes() -> None:
    figure = drawn()
    (legend,) = figure.layout.annotations
    assert (legend.yref, legend.y, legend.yanchor) == ("paper", 1, "bottom")
    assert figure.layout.margin.t >= 20
