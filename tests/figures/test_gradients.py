"""The gradient by layer, and its profile over the layers."""

from dataclasses import replace

import numpy as np
import pytest

from figures.gradients import by_layer, describe
from figures.profile import profile, profile_values
from figures.theme import COLOURS, MARKERS, THEMES, Theme, layer_colours
from tests.figures.histories import KEYS, failing, history


@pytest.mark.parametrize("theme", THEMES)
def test_trace_f_times_l_plus_layer_is_that_layer_in_that_functions_panel(theme: Theme) -> None:
    run = history()
    traces = by_layer(run, theme).data
    colours = layer_colours(7, theme)
    assert len(traces) == 6 * 7
    for index, trace in enumerate(traces):
        function, layer = divmod(index, 7)
        number = "" if function == 0 else str(function + 1)
        assert (trace["xaxis"], trace["yaxis"]) == (f"x{number}", f"y{number}")
        assert trace["line"]["color"] == colours[layer]
        assert trace["y"] == pytest.approx(run.error_signal[0, function, layer])


@pytest.mark.parametrize("count", range(1, 7))
@pytest.mark.parametrize("columns", [1, 2, 3])
def test_shape_i_is_the_cursor_of_panel_i_and_panels_do_not_overlap(count: int, columns: int) -> None:
    layout = by_layer(history(KEYS[:count]), "light", columns=columns).layout.to_plotly_json()
    assert len(layout["shapes"]) == count
    spans = []
    for index, shape in enumerate(layout["shapes"]):
        number = "" if index == 0 else str(index + 1)
        assert (shape["xref"], shape["yref"]) == (f"x{number}", f"y{number} domain")
        assert (shape["x0"], shape["x1"]) == (0, 0)
        across, up = layout[f"xaxis{number}"]["domain"], layout[f"yaxis{number}"]["domain"]
        assert all(0 <= low < high <= 1 for low, high in (across, up))
        spans.append((*across, *up))
    for i, (left, right, low, high) in enumerate(spans):
        for other_left, other_right, other_low, other_high in spans[i + 1 :]:
            assert other_left >= right or left >= other_right or other_low >= high or low >= other_high


def test_all_panels_share_their_axes_and_the_vertical_one_is_logarithmic() -> None:
    layout = by_layer(history(), "dark").layout.to_plotly_json()
    axes = [layout[name] for name in layout if name.startswith("yaxis")]
    steps = [layout[name] for name in layout if name.startswith("xaxis")]
    assert {axis["type"] for axis in axes} == {"log"}
    assert len({tuple(axis["range"]) for axis in axes}) == 1
    assert {tuple(axis["range"]) for axis in steps} == {(0, 300)}


def test_numbers_stand_at_the_left_and_below_only() -> None:
    layout = by_layer(history(KEYS[:5]), "light", columns=3).layout.to_plotly_json()
    bare = [
        name
        for name in layout
        if layout[name] and "axis" in name and layout[name].get("showticklabels") is False
    ]
    assert set(bare) == {"xaxis", "xaxis2", "yaxis2", "yaxis3", "yaxis5"}


@pytest.mark.parametrize("theme", THEMES)
def test_each_panel_is_titled_with_its_functions_name_in_its_colour(theme: Theme) -> None:
    titles = by_layer(history(), theme).layout.to_plotly_json()["annotations"][:6]
    assert [each["text"] for each in titles] == [
        f"<b>{name}</b>" for name in ("Sigmoid", "Tanh", "ReLU", "LeakyReLU", "ELU", "Swish")
    ]
    assert [each["font"]["color"] for each in titles] == [tone.of(theme) for tone in COLOURS.values()]


def test_the_key_names_every_layer_in_its_colour_and_says_that_the_scale_is_logarithmic() -> None:
    key = by_layer(history(), "light").layout.to_plotly_json()["annotations"][6]["text"]
    assert "log scale" in key
    assert [key.index(colour) for colour in layer_colours(7, "light")] == sorted(
        key.index(colour) for colour in layer_colours(7, "light")
    )
    assert "1 (input side)" in key
    assert "output" in key


def test_a_failed_network_ends_in_crosses_and_leaves_the_others_alone() -> None:
    run = failing(history(), network=2, step=40)
    traces = by_layer(run, "light").data
    whole = by_layer(history(), "light").data
    crosses = traces[42]
    assert len(traces) == 43
    assert all(trace["x"].max() == 39 for trace in traces[14:21])
    assert (crosses["xaxis"], set(crosses["x"].tolist()), len(crosses["y"])) == ("x3", {39}, 7)
    for index in (0, 13, 21, 41):
        assert np.array_equal(traces[index]["y"], whole[index]["y"])


def test_a_run_in_which_nothing_was_ever_finite_can_be_drawn() -> None:
    run = failing(history(("relu",)), network=0, step=0)
    assert all(len(trace["x"]) == 0 for trace in by_layer(run, "light").data)
    assert np.isnan(profile_values(run)).all()
    assert describe(run)["steepest"] == "ReLU"


def test_zeros_are_drawn_on_the_floor_and_hovering_tells_that_they_are_zero() -> None:
    run = history(("relu", "tanh"))
    signal = run.error_signal.copy()
    signal[100:, 0, :3] = 0
    drawn = by_layer(replace(run, error_signal=signal), "light")
    line, ticks = drawn.data[0], drawn.layout.yaxis
    floor = ticks["tickvals"][ticks["ticktext"].index("0")]
    assert line["y"][-1] == pytest.approx(floor)
    assert line["customdata"][-1] == 0
    assert "customdata" in line["hovertemplate"]


def test_the_chosen_start_and_measure_are_drawn() -> None:
    run = history(("relu", "tanh"), seeds=3)
    trace = by_layer(run, "light", "gradient_magnitude", seed_index=2).data[7]  # tanh, layer 1: network 5
    assert trace["y"] == pytest.approx(run.gradient_magnitude[0, 5, 0])


def test_a_profile_has_a_line_for_each_function_that_is_known_without_its_colour() -> None:
    run = history()
    drawn = profile(run, "dark", step_index=7)
    assert [trace["line"]["color"] for trace in drawn.data] == [tone.dark for tone in COLOURS.values()]
    assert [trace["marker"]["symbol"] for trace in drawn.data] == list(MARKERS.values())
    assert [trace["name"] for trace in drawn.data][3] == "LeakyReLU"
    assert np.allclose([trace["y"] for trace in drawn.data], run.error_signal[7])
    assert list(drawn.layout.xaxis.ticktext) == ["1", "2", "3", "4", "5", "6", "out"]


def test_profiles_of_all_steps_share_one_axis() -> None:
    run = history(("relu",), depth=2, steps=4)
    run.error_signal[3] *= 1e-3
    ranges = {tuple(profile(run, "light", step).layout.yaxis.range) for step in range(5)}
    assert len(ranges) == 1
    assert profile_values(run).shape == (5, 1, 3)


def test_the_description_tells_how_steep_the_steepest_and_the_flattest_start() -> None:
    run = history(("relu", "tanh"), depth=3)
    run.error_signal[:, 1] = 0.25
    run.error_signal[-1, 0, 0] = 0
    facts = describe(run)
    assert (facts["steepest"], facts["flattest"]) == ("ReLU", "Tanh")
    assert facts["steepest_start"] == pytest.approx(100)
    assert facts["steepest_end"] == np.inf
    assert (facts["flattest_start"], facts["flattest_end"]) == (1, 1)
    assert (facts["functions"], facts["layers"], facts["steps"], facts["steps_per_point"]) == (2, 4, 300, 4)


@pytest.mark.parametrize(("depth", "steps"), [(1, 1), (10, 2000)])
def test_the_smallest_and_the_longest_run_can_be_drawn(depth: int, steps: int) -> None:
    run = history(depth=depth, steps=steps)
    traces = by_layer(run, "light").data
    assert len(traces) == 6 * (depth + 1)
    assert all(len(trace["x"]) <= 80 for trace in traces)
    assert len(profile(run, "light", -1).data) == 6
