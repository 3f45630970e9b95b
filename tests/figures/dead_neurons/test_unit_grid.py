"""The lamp board shows each unit once, in the mark of its state, and its counts over the steps."""

import numpy as np
import pytest

from experiments.dead_neurons.unit_activity import UnitActivity
from figures.dead_neurons.unit_grid import STATES, SYMBOLS, course, lamp_board, narrowed, places, values
from figures.dead_neurons.unit_view import unit_view
from figures.dead_neurons.unit_view import values as dots
from figures.theme import THEMES, Theme

NAMES = {name: name for name in (*STATES, "layer", "unit", "step", "count")}
ACTIVE = np.array([[[3, 0, 5], [0, 0, 1]], [[3, 2, 0], [0, 0, 0]]])  # 2 snapshots, 2 layers of 3 units
FOUND = UnitActivity(np.array([0, 4]), 10, ACTIVE, np.zeros(ACTIVE.shape))
ON = np.array([[[1, 0, 0], [0, 0, 1]], [[0, 1, 0], [0, 0, 0]]], dtype=bool)


def states(frame: int) -> list[str]:
    """The state that is drawn at each place, unit by unit and layer by layer."""
    shown = ~np.isnan(values(FOUND, ON)[frame])
    assert (shown.sum(axis=0) == 1).all()
    return [STATES[index] for index in shown.argmax(axis=0)]


def test_every_lamp_shows_in_exactly_the_trace_of_its_state() -> None:
    assert states(0) == ["on", "dead", "off", "dead", "dead", "on"]
    assert states(1) == ["off", "on", "dead", "dead", "dead", "dead"]
    assert places(FOUND).tolist() == [1, 2, 3, 1, 2, 3]
    assert np.nanmax(values(FOUND, ON), axis=(0, 1)).tolist() == [1, 1, 1, 2, 2, 2]


@pytest.mark.parametrize("theme", THEMES)
def test_states_differ_in_shape_and_the_ring_is_around_the_chosen_unit(theme: Theme) -> None:
    figure = lamp_board(FOUND, ON, "relu", theme, NAMES, frame=1, selected=(1, 2))
    assert [trace.marker.symbol for trace in figure.data[:3]] == list(SYMBOLS)
    assert len(set(SYMBOLS)) == 3
    assert [trace.name for trace in figure.data[:3]] == list(STATES)
    np.testing.assert_array_equal(np.stack([trace.y for trace in figure.data[:3]]), values(FOUND, ON)[1])
    assert (list(figure.data[3].x), list(figure.data[3].y)) == ([3], [2])


def test_lamps_on_a_phone_are_smaller_and_look_the_same() -> None:
    wide = lamp_board(FOUND, ON, "relu", "light", NAMES, frame=1, selected=(1, 2))
    small = narrowed(lamp_board(FOUND, ON, "relu", "light", NAMES, frame=1, selected=(1, 2)))
    for before, after in zip(wide.data, small.data, strict=True):
        assert after.marker.size < 0.7 * before.marker.size
        after.marker.size = before.marker.size
    assert small == wide


def test_the_course_counts_the_dead_of_every_layer() -> None:
    figure = course(FOUND, "light", NAMES, frame=1)
    assert [list(line.y) for line in figure.data] == [[1, 1], [2, 3]]
    assert figure.layout.shapes[0].x0 == 4


def test_a_units_dots_stand_above_the_line_exactly_when_they_turn_it_on() -> None:
    z = np.array([[0.5, -2.0, 30.0], [-1.0, -2.0, -1e6]])
    drawn = dots(z, np.array([2, 0, 1]))
    assert (drawn[0, 0] > 0).tolist() == [True, True, False]
    names = {name: name for name in ("points", "pre_activation", "off", "input")}
    figure = unit_view(drawn, np.array([0, 1, 1]), 1, "dark", names, frame=1)
    low, high = figure.layout.yaxis.range
    assert low < drawn.min() < 0 < drawn.max() < high
    assert figure.layout.shapes[2].x0 == 2
    assert len(set(figure.data[0].marker.symbol)) == 2
