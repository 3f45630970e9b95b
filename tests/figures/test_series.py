"""What is done to recorded numbers before they are drawn."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from activations.catalogue import FunctionSpec
from figures.decades import Decades, spanning, ticks
from figures.series import looks, medians, spread, steps_per_median, thin, until_failure


def test_thinning_keeps_the_spike_and_the_ends_and_invents_nothing() -> None:
    steps = np.arange(2001)
    values = np.sin(steps / 50)
    values[1234] = 40.0
    values[777] = -40.0
    x, y = thin(steps, values)
    assert len(x) <= 300
    assert {0, 777, 1234, 2000} <= set(x.tolist())
    assert np.array_equal(y, values[x].astype(np.float32))
    assert (np.diff(x) > 0).all()


def test_a_short_line_is_left_alone() -> None:
    steps, values = np.arange(50), np.linspace(0, 1, 50)
    for reduce in (thin, medians):
        x, y = reduce(steps, values)
        assert np.array_equal(x, steps)
        assert np.array_equal(y, values.astype(np.float32))


@pytest.mark.parametrize("length", [81, 150, 300, 301, 1999, 2001])
def test_medians_are_those_of_equal_stretches_between_the_recorded_ends(length: int) -> None:
    values = np.random.default_rng(0).normal(size=length)
    x, y = medians(np.arange(length), values)
    size = steps_per_median(length)
    expected = [
        np.median(values[start : min(start + size, length - 1)]) for start in range(1, length - 1, size)
    ]
    assert len(x) == len(y) <= 80
    assert y == pytest.approx([values[0], *expected, values[-1]], rel=1e-6)
    assert (np.diff(x) > 0).all()
    assert (x[0], x[-1]) == (0, length - 1)


def test_a_line_ends_before_its_first_value_that_is_not_finite() -> None:
    steps, values = until_failure(np.arange(5), np.array([1.0, 2.0, np.nan, 4.0, 5.0]))
    assert (steps.tolist(), values.tolist()) == ([0, 1], [1.0, 2.0])
    steps, _ = until_failure(np.arange(2), np.array([np.inf, 1.0]))
    assert steps.size == 0


@given(st.lists(st.floats(0, 1), min_size=1, max_size=12))
def test_labels_stand_apart_in_the_order_of_their_lines_and_inside_the_panel(places: list[float]) -> None:
    gap = 0.06
    placed = np.array(spread(places, gap))
    order = np.argsort(places, kind="stable")
    assert (np.diff(placed[order]) >= gap - 1e-9).all()
    assert placed.min() >= -1e-9
    assert placed.max() <= 1 + 1e-9


def test_labels_that_do_not_touch_stay_where_their_lines_end() -> None:
    assert spread([0.9, 0.1, 0.5], 0.1) == pytest.approx([0.9, 0.1, 0.5])


def test_a_function_that_comes_twice_has_one_colour_and_two_markers() -> None:
    first, second = looks([FunctionSpec.parse("elu"), FunctionSpec.parse("elu:alpha=2")], "light")
    assert first.colour == second.colour
    assert (first.marker, second.marker) == ("triangle-down", "triangle-down-open")
    assert second.label == "ELU α = 2"


def test_the_axis_spans_the_decades_of_the_finite_values() -> None:
    decades = spanning(np.array([3e-5, 0.2, np.nan, np.inf]))
    assert decades == Decades(-5, 0, None)
    assert decades.axis()["type"] == "log"


def test_zeros_stand_one_decade_below_the_smallest_value_on_a_tick_that_says_zero() -> None:
    decades = spanning(np.array([0.0, 2e-3, 0.5]))
    axis = decades.axis()
    assert decades.place(np.array([0.0, 2e-3])) == pytest.approx([1e-4, 2e-3])
    assert (axis["tickvals"][-1], axis["ticktext"][-1]) == (1e-4, "0")


def test_what_is_too_small_for_the_axis_is_not_called_zero() -> None:
    assert spanning(np.array([0.0, 1e-30, 1.0])).axis()["ticktext"][-1] == "<10⁻¹⁶"


def test_an_explosion_stays_at_the_axis_upper_end() -> None:
    decades = spanning(np.array([1e-3, 1e30]))
    assert decades.high == 6
    assert decades.place(np.array([1e30])) == pytest.approx([1e6])


@pytest.mark.parametrize("values", [[np.nan, np.nan], [0.0, 0.0], [1.0, 1.0], [1e30, 1e30], [0.0, np.nan]])
def test_degenerate_values_still_have_an_axis(values: list[float]) -> None:
    decades = spanning(np.array(values))
    low, high = decades.range
    placed = decades.place(np.array(values))
    assert low < high
    assert np.array_equal(np.isnan(placed), np.isnan(values))


def test_ticks_of_a_logarithmic_axis_are_powers_or_few_numbers_between_them() -> None:
    assert ticks([2e-9, 0.0, float("inf"), 30.0])["ticktext"] == ["10⁻⁹", "10⁻⁶", "0.001", "1"]
    assert ticks([2.0, 9.0]) == {
        "tickvals": [1, 2, 5, 10, 20, 50],
        "ticktext": ["1", "2", "5", "10", "20", "50"],
    }
    assert ticks([2e-5, 3e-5])["ticktext"] == ["10⁻⁵", "2·10⁻⁵", "5·10⁻⁵", "10⁻⁴", "2·10⁻⁴", "5·10⁻⁴"]
