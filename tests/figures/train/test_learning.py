"""Loss and accuracy during training."""

from dataclasses import replace

import numpy as np
import plotly.graph_objects as go
import pytest

from figures.theme import COLOURS, MARKERS, THEMES, Theme
from figures.train.learning import learning
from tests.figures.train.histories import KEYS, failing, history


def names(drawn: go.Figure, panel: str) -> list[go.layout.Annotation]:
    known = {"Sigmoid", "Tanh", "ReLU", "LeakyReLU", "ELU", "Swish"}
    return [a for a in drawn.layout.annotations if a.xref == panel and a.text.removesuffix(" ✕") in known]


@pytest.mark.parametrize("theme", THEMES)
def test_trace_i_is_the_loss_and_trace_f_plus_i_the_accuracy_of_function_i(theme: Theme) -> None:
    run = history()
    data = learning(run, theme).data
    assert len(data) == 12
    for index, trace in enumerate(data):
        panel, function = divmod(index, 6)
        recorded = getattr(run, ("loss", "accuracy")[panel])[:, function]
        assert trace.yaxis == ("y", "y2")[panel]
        assert trace.line.color == COLOURS[KEYS[function]].of(theme)
        assert trace.line.dash is None
        assert trace.marker.symbol == MARKERS[KEYS[function]]
        assert np.array_equal(trace.y, recorded[trace.x])


@pytest.mark.parametrize("columns", [1, 2])
def test_the_first_two_shapes_are_the_cursors(columns: int) -> None:
    shapes = learning(history(), "light", columns=columns).layout.shapes
    assert [(shape.xref, shape.x0, shape.x1) for shape in shapes[:2]] == [("x", 0, 0), ("x2", 0, 0)]
    assert [shape.y0 for shape in shapes[2:]] == pytest.approx([np.log(2), 0.5])


def test_every_line_has_its_name_at_its_end_and_names_do_not_touch() -> None:
    drawn = learning(history(), "light")
    for panel in ("x", "x2"):
        places = sorted(each.y for each in names(drawn, panel))
        assert len(places) == 6
        assert (np.diff(places) * 300 >= 18.99).all()


def test_one_start_has_no_bands_and_several_have_one_for_each_function_and_panel() -> None:
    assert len(learning(history(("relu", "tanh")), "light").data) == 4
    data = learning(history(("relu", "tanh"), seeds=5), "light").data
    assert len(data) == 4 + 8
    assert [trace.fill for trace in data[4:]] == [None, "tonexty"] * 4


def test_lines_are_medians_and_bands_quartiles_over_the_starts() -> None:
    run = history(("relu", "tanh"), seeds=5)
    run.loss[:, 5:] = [0.1, 0.5, 0.2, 0.4, 0.3]
    drawn = learning(run, "light").data
    assert drawn[1].y == pytest.approx(0.3)
    lower, upper = drawn[6:8]  # after the four lines, and ReLU's band of the loss
    assert (lower.y, upper.y) == (pytest.approx(0.2), pytest.approx(0.4))


def test_failed_networks_count_as_the_worst() -> None:
    run = history(("relu",), seeds=5)
    for network in range(3):
        run = failing(run, network, step=50)
    drawn = learning(run, "light")
    assert drawn.data[0].x.max() == 49
    assert names(drawn, "x")[0].text == "ReLU ✕"
    assert all(np.isfinite(trace.y).all() for trace in drawn.data)


def test_a_run_in_which_nothing_was_ever_finite_can_be_drawn() -> None:
    run = failing(history(("relu",)), network=0, step=0)
    drawn = learning(run, "dark")
    assert all(len(trace.x) == 0 for trace in drawn.data)
    assert names(drawn, "x") == []


def test_a_diverging_network_does_not_squeeze_the_others() -> None:
    run = history(("relu", "tanh"))
    run.loss[100, 0] = 1e6
    assert learning(run, "light").layout.yaxis.range[1] < 1.2


def test_no_step_is_written_where_the_names_stand() -> None:
    axis = learning(history(steps=300), "light").layout.xaxis
    assert max(axis.tickvals) <= 300 < axis.range[1]


def test_points_to_test_on_get_a_dashed_line_for_each_function() -> None:
    run = history(("relu", "tanh"))
    run = replace(
        run,
        dataset=replace(run.dataset, training=200),
        test_loss=run.loss + 0.1,
        test_accuracy=run.accuracy - 0.1,
    )
    dashed = [trace for trace in learning(run, "light").data if trace.line.dash == "dash"]
    assert [trace.name for trace in dashed] == ["ReLU, test", "Tanh, test"] * 2
    assert dashed[0].y[0] == pytest.approx(0.8)
    assert dashed[3].y[-1] == pytest.approx(0.9)


def test_chance_among_ten_classes_is_one_in_ten() -> None:
    run = history(("relu",))
    run = replace(run, dataset=replace(run.dataset, classes=10))
    levels = [shape.y0 for shape in learning(run, "light").layout.shapes[2:]]
    assert levels == pytest.approx([np.log(10), 0.1])


@pytest.mark.parametrize("count", range(1, 7))
@pytest.mark.parametrize("steps", [1, 2000])
def test_any_number_of_functions_and_steps_can_be_drawn(count: int, steps: int) -> None:
    run = history(KEYS[:count], steps=steps)
    assert all(len(trace.x) <= 300 for trace in learning(run, "light").data)


def test_below_the_names_lines_reach_the_panels_edge_and_their_marks_tell_them_apart() -> None:
    run = history()
    below = learning(run, "light", is_below_names=True)
    assert {each.text for each in below.layout.annotations} == {"<b>Loss</b>", "<b>Accuracy</b>", "chance"}
    assert below.layout.xaxis.range[1] == run.completed_steps
    marks = [trace.marker.symbol for trace in below.data[: len(run.spec.functions)]]
    assert len(set(marks)) == len(run.spec.functions)
