"""Functions over one another: the right derivative, each line named at its end, nothing important cut off."""

import numpy as np
import plotly.graph_objects as go
import pytest

from activations.catalogue import CATALOGUE, FunctionSpec
from activations.derivatives import Curve, curve
from figures.functions.comparison import HEIGHT, HIGHEST, RANGES, Order, curves
from figures.theme import COLOURS, FONT_SIZE, THEMES, Theme

ORDERS: tuple[Order, ...] = ("value", "slope", "curvature")
ALL = tuple(FunctionSpec(key) for key in CATALOGUE)
SIX = ALL[:6]
X = np.linspace(-6, 6, 481)
each_order = pytest.mark.parametrize("order", ORDERS)


def level(value: float) -> Curve:
    """Three horizontal lines, so that each derivative is told from the others by its height."""
    flat = np.ones_like(X)
    return Curve(X, value * flat, (value + 0.1) * flat, (value + 0.2) * flat)


def drawn(
    functions: tuple[FunctionSpec, ...], data: list[Curve], order: Order = "value", theme: Theme = "light"
) -> go.Figure:
    return curves(functions, data, order, theme, ("x", "height"))


def measured(functions: tuple[FunctionSpec, ...] = ALL) -> list[Curve]:
    return [curve(function.create(), X, 2) for function in functions]


@pytest.mark.parametrize(
    ("order", "dash", "height"), [("value", "solid", 0.5), ("slope", "dash", 0.6), ("curvature", "dot", 0.7)]
)
def test_the_order_chooses_what_is_drawn_and_its_dash(order: Order, dash: str, height: float) -> None:
    (line,) = drawn(ALL[:1], [level(0.5)], order).data
    assert line.line.dash == dash
    assert line.y == pytest.approx(np.full(481, height))
    assert np.array_equal(line.x, X)


@each_order
@pytest.mark.parametrize("count", range(1, 11))
def test_one_to_ten_functions_each_have_a_line_and_a_label(count: int, order: Order) -> None:
    chosen = ALL[:count]
    figure = drawn(chosen, measured(chosen), order)
    six = ["Sigmoid", "Tanh", "ReLU", "LeakyReLU", "ELU", "Swish"]
    titles = [*six, "GELU", "SELU", "Softplus", "Mish"][:count]
    assert [line.name for line in figure.data] == titles
    assert [label.text for label in figure.layout.annotations] == [f"<b>{title}</b>" for title in titles]


@each_order
@pytest.mark.parametrize("theme", THEMES)
def test_lines_and_labels_wear_their_functions_colour(theme: Theme, order: Order) -> None:
    figure = drawn(ALL, measured(), order, theme)
    expected = [COLOURS[key].of(theme) for key in CATALOGUE]
    assert [line.line.color for line in figure.data] == expected
    assert [label.font.color for label in figure.layout.annotations] == expected


@each_order
def test_labels_stand_right_of_the_lines_in_their_order_and_do_not_touch(order: Order) -> None:
    figure = drawn(ALL, measured(), order)
    labels = figure.layout.annotations
    ends = np.clip([line.y[-1] for line in figure.data], *figure.layout.yaxis.range)
    places = np.array([label.y for label in labels])
    by_height = np.argsort(places)
    assert (np.diff(ends[by_height]) >= 0).all()
    assert (np.diff(places[by_height]) * HEIGHT > FONT_SIZE).all()
    assert places.min() >= 0
    assert places.max() <= 1
    assert all(label.x > 1 and label.xanchor == "left" for label in labels)


def test_a_label_that_stands_alone_is_at_the_height_of_its_lines_end() -> None:
    low, high = drawn(ALL[:2], [level(-1), level(3)]).layout.yaxis.range
    labels = drawn(ALL[:2], [level(-1), level(3)]).layout.annotations
    assert [label.y for label in labels] == pytest.approx(
        [(-1 - low) / (high - low), (3 - low) / (high - low)]
    )


@pytest.mark.parametrize(("value", "place"), [(6.0, 1.0), (-50.0, 0.0)])
def test_the_label_of_a_line_that_leaves_the_picture_stays_at_its_edge(value: float, place: float) -> None:
    (label,) = drawn(ALL[:1], [level(value)]).layout.annotations
    assert label.y == place


def test_a_parameter_is_named_in_the_label_and_keeps_the_functions_colour() -> None:
    functions = (FunctionSpec("elu"), FunctionSpec.parse("elu:alpha=2"))
    figure = drawn(functions, measured(functions))
    assert [label.text for label in figure.layout.annotations] == ["<b>ELU</b>", "<b>ELU α = 2</b>"]
    assert figure.data[0].line.color == figure.data[1].line.color


@pytest.mark.parametrize(
    ("order", "seen"),
    [
        # bounded functions whole, ELU's floor, Swish's minimum, and the straight lines rising above all these
        ("value", (-1.0, -0.2785, 0.0, 1.0, 3.0)),
        # ReLU's 0 and 1, Swish's overshoot and its negative slope
        ("slope", (-0.0998, 0.0, 0.25, 1.0, 1.0998)),
        # tanh's ±4/√27, Swish's 1/2 at 0, ELU's 1 at the kink
        ("curvature", (-4 / 27**0.5, 0.0, 0.5, 4 / 27**0.5, 1.0)),
    ],
)
def test_the_range_contains_what_must_be_seen_and_is_not_much_larger(
    order: Order, seen: tuple[float, ...]
) -> None:
    low, high = drawn(SIX, measured(SIX), order).layout.yaxis.range
    assert low < min(seen)
    assert max(seen) < high
    assert high - low < 1.6 * (max(seen) - min(seen))


@pytest.mark.parametrize("order", ["slope", "curvature"])
def test_slopes_and_curvatures_are_inside_the_range_everywhere(order: Order) -> None:
    figure = drawn(ALL, measured(), order)
    low, high = figure.layout.yaxis.range
    everything = np.concatenate([line.y for line in figure.data])
    assert low < everything.min()
    assert everything.max() < high


@each_order
def test_the_range_is_the_same_whatever_is_chosen_of_the_six(order: Order) -> None:
    ranges = {drawn((function,), measured((function,)), order).layout.yaxis.range for function in SIX}
    assert ranges == {RANGES[order]}


@pytest.mark.parametrize(("order", "top"), [("value", 4.0), ("slope", 1.858), ("curvature", 1.858)])
def test_selu_stretches_the_axis_of_slopes_up_to_its_own(order: Order, top: float) -> None:
    selu = (FunctionSpec("selu"),)
    assert drawn(selu, measured(selu), order).layout.yaxis.range[1] == pytest.approx(top, abs=1e-3)


def test_a_spike_leaves_the_picture() -> None:
    (low, high) = drawn(ALL[:1], [Curve(X, X, 1e6 * X, X)], "slope").layout.yaxis.range
    assert (low, high) == (RANGES["slope"][0], HIGHEST)


def test_only_the_functions_beyond_the_notes_carry_markers_and_each_its_own() -> None:
    lines = drawn(ALL, measured()).data
    assert [line.mode for line in lines] == ["lines"] * 6 + ["lines+markers"] * 4
    assert len({line.marker.symbol for line in lines[6:]}) == 4


def test_axes_have_names_and_hovering_reads_all_lines_at_one_x() -> None:
    layout = drawn(ALL, measured()).layout
    assert (layout.xaxis.title.text, layout.yaxis.title.text) == ("x", "height")
    assert layout.hovermode == "x unified"


def test_functions_without_their_curves_are_refused() -> None:
    with pytest.raises(ValueError, match="zip"):
        drawn(ALL, measured()[:5])
