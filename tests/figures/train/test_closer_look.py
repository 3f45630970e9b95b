"""The living curve, the decomposition and the table of mix-ups: what is drawn is what was found."""

from functools import cache

import numpy as np
import pytest

from activations.derivatives import Curve, curve
from experiments.train_results.decision_maps import confusions
from experiments.train_results.decomposition import Decomposition, decompose
from experiments.train_results.pre_activations import REACH, PreActivationHistogram, pre_activation_histogram
from experiments.training.train import TrainingHistory, TrainingSpec, train
from figures.theme import DASHES, THEMES, Theme, colour
from figures.train import confusion as table
from figures.train import decomposition as bars
from figures.train import pre_activations as mountains

NAMES = {name: name for name in (*bars.ROWS, "output", "layer", "decades")}


@cache
def run() -> TrainingHistory:
    return train(TrainingSpec(depth=3, width=8, samples=60, batch_size=20, steps=20))


def living() -> tuple[PreActivationHistogram, Curve]:
    function = run().spec.functions[1]
    return pre_activation_histogram(run(), 1), curve(function.create(), np.linspace(-REACH, REACH, 101))


@pytest.mark.parametrize("theme", THEMES)
def test_trace_3l_is_the_mountain_of_layer_l_under_the_function_and_its_derivative(theme: Theme) -> None:
    shares, line = living()
    drawn = mountains.pre_activation_histogram(run().spec.functions[1], shares, line, theme, frame=2)
    outlines = mountains.heights(shares, line)
    assert len(drawn.data) == 3 * 3
    for layer in range(3):
        mountain, value, slope = drawn.data[3 * layer : 3 * layer + 3]
        assert {mountain.xaxis, value.xaxis, slope.xaxis} == {"x" if layer == 0 else f"x{layer + 1}"}
        assert np.array_equal(mountain.y, outlines[2, layer])
        assert mountain.fill == "toself"
        assert np.allclose(value.y, line.value)
        assert np.allclose(slope.y, line.slope)
        assert (value.line.dash, slope.line.dash) == (None, DASHES["slope"])
        assert value.line.color == colour("tanh", theme)


def test_mountains_stand_on_the_floor_and_their_heights_are_the_shares_on_one_scale() -> None:
    shares, line = living()
    outlines = mountains.heights(shares, line)
    floor = outlines[..., 0].min()
    assert (outlines[..., [0, -1]] == floor).all()
    risen = outlines[..., 1:-1] - floor
    np.testing.assert_allclose(risen / risen.max(), shares.shares / shares.shares.max(), atol=1e-5)
    assert outlines.shape[2] == len(mountains.places(shares)) == 66


@pytest.mark.parametrize("theme", THEMES)
def test_bars_go_from_the_output_to_layer_1_and_with_the_line_add_up(theme: Theme) -> None:
    found = decompose(run(), 0)
    drawn = bars.decomposition(found, theme, NAMES, frame=1)
    weights, slopes, signal, _ = (np.asarray(trace.y, dtype=float) for trace in drawn.data)
    assert [trace.name for trace in drawn.data[:3]] == list(bars.ROWS[:3])
    assert list(drawn.layout.xaxis.ticktext) == ["output", "3", "2", "1"]
    np.testing.assert_allclose(np.cumsum((weights + slopes)[1:]), signal[1:], atol=1e-5)
    assert signal[0] == 0
    assert drawn.data[0].marker.color != drawn.data[1].marker.color
    assert drawn.data[1].marker.pattern.shape == "/"


def test_closed_layers_are_named_where_nothing_is_left() -> None:
    found = Decomposition(
        measured=np.array([[-np.inf, -np.inf, 0.5, 1.0]]),
        weights=np.array([[np.nan, 0.2, 0.1]]),
        slopes=np.array([[np.nan, -np.inf, -0.6]]),
        points=10,
    )
    closed = bars.values(found)[0, 3]
    assert np.array_equal(np.isfinite(closed), [False, False, True, True])
    assert np.isfinite(bars.values(found)[0, 0]).tolist() == [False, True, True, False]
    assert bars.decomposition(found, "light", NAMES).data[3].text[0] == "closed"


def test_all_frames_share_one_axis() -> None:
    found = decompose(run(), 0)
    ranges = {
        tuple(bars.decomposition(found, "light", NAMES, frame).layout.yaxis.range) for frame in range(3)
    }
    assert len(ranges) == 1


@pytest.mark.parametrize("theme", THEMES)
def test_a_table_holds_each_rows_shares_with_class_0_at_the_top(theme: Theme) -> None:
    history = train(
        TrainingSpec(dataset="digits", samples=100, test_share=0.3, depth=1, steps=30, batch_size=20)
    )
    counts = confusions(history)
    drawn = table.confusion(history, counts, theme)
    assert len(drawn.data) == 6
    for function, trace in enumerate(drawn.data):
        assert np.array_equal(trace.customdata, counts[-1, function])
        assert np.allclose(np.sum(trace.z, axis=1), counts[-1, function].sum(axis=1) > 0)
    assert drawn.layout.yaxis.range[0] > drawn.layout.yaxis.range[1]
    accuracies = [each.text for each in drawn.layout.annotations[6:]]
    assert accuracies == [f"{share:.1%}" for share in history.test_accuracy[-1]]
