"""The gradient by layer, and its profile over the layers."""

from dataclasses import replace

import numpy as np
import pytest

from figures.theme import COLOURS, MARKERS, THEMES, Theme, layer_colours
from figures.train.gradients import Measure, Statistic, by_layer, recording
from figures.train.profile import profile, profile_values
from tests.figures.train.histories import KEYS, failing, history


@pytest.mark.parametrize("theme", THEMES)
def test_trace_f_times_l_plus_layer_is_that_layer_in_that_functions_panel(theme: Theme) -> None:
    run = history()
    traces = by_layer(recording(run), theme).data
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
    layout = by_layer(recording(history(KEYS[:count])), "light", columns=columns).layout.to_plotly_json()
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
    layout = by_layer(recording(history()), "dark").layout.to_plotly_json()
    axes = [layout[name] for name in layout if name.startswith("yaxis")]
    steps = [layout[name] for name in layout if name.startswith("xaxis")]
    assert {axis["type"] for axis in axes} == {"log"}
    assert len({tuple(axis["range"]) for axis in axes}) == 1
    assert {tuple(axis["range"]) for axis in steps} == {(0, 300)}


def test_numbers_stand_at_the_left_and_below_only() -> None:
    layout = by_layer(recording(history(KEYS[:5])), "light", columns=3).layout.to_plotly_json()
    bare = [
        name
        for name in layout
        if layout[name] and "axis" in name and layout[name].get("showticklabels") is False
    ]
    assert set(bare) == {"xaxis", "xaxis2", "yaxis2", "yaxis3", "yaxis5"}


@pytest.mark.parametrize("theme", THEMES)
def test_each_panel_is_titled_with_its_functions_name_in_its_colour(theme: Theme) -> None:
    titles = by_layer(recording(history()), theme).layout.to_plotly_json()["annotations"][:6]
    assert [each["text"] for each in titles] == [
        f"<b>{name}</b>" for name in ("Sigmoid", "Tanh", "ReLU", "LeakyReLU", "ELU", "Swish")
    ]
    assert [each["font"]["color"] for each in titles] == [COLOURS[key].of(theme) for key in KEYS]


def test_the_key_names_every_layer_in_its_colour_and_says_that_the_scale_is_logarithmic() -> None:
    key = by_layer(recording(history()), "light").layout.to_plotly_json()["annotations"][6]["text"]
    assert "log scale" in key
    assert [key.index(colour) for colour in layer_colours(7, "light")] == sorted(
        key.index(colour) for colour in layer_colours(7, "light")
    )
    assert "1 (input side)" in key
    assert "output" in key


def test_a_failed_network_ends_in_crosses_and_leaves_the_others_alone() -> None:
    run = failing(history(), network=2, step=40)
    traces = by_layer(recording(run), "light").data
    whole = by_layer(recording(history()), "light").data
    crosses = traces[42]
    assert len(traces) == 43
    assert all(trace["x"].max() == 39 for trace in traces[14:21])
    assert (crosses["xaxis"], set(crosses["x"].tolist()), len(crosses["y"])) == ("x3", {39}, 7)
    for index in (0, 13, 21, 41):
        assert np.array_equal(traces[index]["y"], whole[index]["y"])


def test_a_run_in_which_nothing_was_ever_finite_can_be_drawn() -> None:
    run = failing(history(("relu",)), network=0, step=0)
    assert all(len(trace["x"]) == 0 for trace in by_layer(recording(run), "light").data)
    assert np.isnan(profile_values(recording(run))).all()


def test_zeros_are_drawn_on_the_floor_and_hovering_tells_that_they_are_zero() -> None:
    run = history(("relu", "tanh"))
    signal = run.error_signal.copy()
    signal[100:, 0, :3] = 0
    drawn = by_layer(recording(replace(run, error_signal=signal)), "light")
    line, ticks = drawn.data[0], drawn.layout.yaxis
    floor = ticks["tickvals"][ticks["ticktext"].index("0")]
    assert line["y"][-1] == pytest.approx(floor)
    assert line["customdata"][-1] == 0
    assert "customdata" in line["hovertemplate"]


@pytest.mark.parametrize("measure", ["error_signal", "activation_gradient", "gradient_magnitude"])
@pytest.mark.parametrize("statistic", ["rms", "mean"])
def test_the_chosen_gradient_is_drawn_and_named(measure: Measure, statistic: Statistic) -> None:
    run = history(("relu", "tanh"))
    drawn = by_layer(recording(run, measure, statistic), "light")
    recorded = getattr(run, measure if statistic == "rms" else f"mean_{measure}")
    layers = recorded.shape[2]
    assert len(drawn.data) == 2 * layers
    assert drawn.data[layers]["y"] == pytest.approx(recorded[0, 1, 0])  # tanh, layer 1
    key = drawn.layout.annotations[2].text
    assert ("RMS" in key, "mean size" in key) == (statistic == "rms", statistic == "mean")
    assert ("output" in key) == (measure != "activation_gradient")


def test_lines_are_medians_over_the_starts_and_the_outermost_layers_have_bands() -> None:
    run = history(("relu", "tanh"), seeds=4, depth=2, steps=20)
    run.error_signal[:, 4:, 0] = [1e-2, 3e-2, 2e-2, 8e-2]  # tanh, layer 1
    drawn = by_layer(recording(run), "light").data
    assert drawn[3]["y"] == pytest.approx(2e-2)
    bands = drawn[6:]
    assert [trace["fill"] for trace in bands] == [None, "tonexty"] * 4
    assert bands[4]["y"] == pytest.approx(1e-2)
    assert bands[5]["y"] == pytest.approx(3e-2)
    assert {trace["xaxis"] for trace in bands[4:]} == {"x2"}


def test_a_line_goes_on_while_most_of_its_networks_are_finite() -> None:
    run = failing(failing(history(("relu",), seeds=3, steps=20), network=0, step=5), network=1, step=9)
    drawn = by_layer(recording(run), "light").data
    assert drawn[0]["x"].max() == 8


def test_a_profile_has_a_line_for_each_function_that_is_known_without_its_colour() -> None:
    run = history()
    drawn = profile(recording(run), "dark", step_index=7)
    assert [trace["line"]["color"] for trace in drawn.data] == [COLOURS[key].dark for key in KEYS]
    assert [trace["marker"]["symbol"] for trace in drawn.data] == [MARKERS[key] for key in KEYS]
    assert [trace["name"] for trace in drawn.data][3] == "LeakyReLU"
    assert np.allclose([trace["y"] for trace in drawn.data], run.error_signal[7])
    assert list(drawn.layout.xaxis.ticktext) == ["1", "2", "3", "4", "5", "6", "out"]


def test_profiles_of_all_steps_share_one_axis() -> None:
    run = history(("relu",), depth=2, steps=4)
    run.error_signal[3] *= 1e-3
    ranges = {tuple(profile(recording(run), "light", step).layout.yaxis.range) for step in range(5)}
    assert len(ranges) == 1
    assert profile_values(recording(run)).shape == (5, 1, 3)


@pytest.mark.parametrize(("depth", "steps"), [(1, 1), (10, 2000)])
def test_the_smallest_and_the_longest_run_can_be_drawn(depth: int, steps: int) -> None:
    run = history(depth=depth, steps=steps)
    traces = by_layer(recording(run), "light").data
    assert len(traces) == 6 * (depth + 1)
    assert all(len(trace["x"]) <= 80 for trace in traces)
    assert len(profile(recording(run), "light", -1).data) == 6


def test_below_the_names_there_are_none_and_the_layers_stand_behind_what_the_lines_show() -> None:
    shown = recording(history())
    alone, below = by_layer(shown, "light", 6), by_layer(shown, "light", 6, is_below_names=True)
    names = {f"<b>{function.label}</b>" for function in shown.history.spec.functions}
    assert names <= {each.text for each in alone.layout.annotations}
    assert not names & {each.text for each in below.layout.annotations}
    (key,) = (each.text for each in below.layout.annotations if shown.name in each.text)
    assert "layer" in key
    assert "<br>" not in key
    assert below.layout.margin.t < alone.layout.margin.t
    assert below.layout.xaxis.title.text is None
