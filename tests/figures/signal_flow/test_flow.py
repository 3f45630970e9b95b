"""The figures of untrained networks: sizes over the layers, ridges, and splits side by side."""

from dataclasses import replace

import numpy as np
import pytest

from activations.catalogue import FunctionSpec
from experiments.signal_flow.distributions import distributions
from experiments.signal_flow.flow import MEASURES, SignalFlowSpec
from experiments.train_results.decomposition import decompose_start
from figures.decades import Decades
from figures.signal_flow.flow import Sizes, decades_of, heights, signal_flow
from figures.theme import COLOURS, THEMES, Theme
from figures.train import decomposition
from figures.train.ridges import ridges
from tests.experiments.functions import parsed

NAMES = {"measure": "size", "layer": "layer", "guess": "your guess"}
SPLIT = {name: name for name in ("weights", "slopes", "signal", "output", "layer", "decades")}
SPEC = SignalFlowSpec(functions=parsed("tanh", "relu"), depth=4, width=8, seeds=2)


def shown() -> Sizes:
    """Two functions at three scales in four layers; every number differs from every other."""
    forecast = 10.0 ** -np.linspace(0.1, 2, 24).reshape(3, 2, 4)
    networks = np.stack([forecast * factor for factor in (0.5, 0.9, 1.5)])
    return Sizes(SPEC.functions, forecast, networks, Decades(-4, 1, None))


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("position", range(3))
def test_each_functions_four_traces_are_its_frame_of_the_film(theme: Theme, position: int) -> None:
    sizes = shown()
    traces = signal_flow(sizes, theme, NAMES, position).data
    assert len(traces) == 2 * 4
    film = heights(sizes)[position]
    for f, key in enumerate(("tanh", "relu")):
        low, high, line, marks = traces[4 * f : 4 * f + 4]
        assert line["y"] == pytest.approx(sizes.forecast[position, f], rel=1e-6)
        assert marks["y"] == pytest.approx(sizes.networks[1, position, f], rel=1e-6)
        assert (np.array(low["y"]) < np.array(high["y"])).all()
        assert line["line"]["color"] == marks["marker"]["color"] == COLOURS[key].of(theme)
        assert [list(trace["y"]) for trace in (low, high, line, marks)] == film[4 * f : 4 * f + 4].tolist()


def test_what_is_not_measured_is_not_drawn_and_the_forecast_takes_the_legend() -> None:
    sizes = replace(shown(), networks=np.full((3, 3, 2, 4), np.nan))
    _, _, line, marks = signal_flow(sizes, "light", NAMES, 0).data[:4]
    assert np.isnan(np.array(marks["y"])).all()
    assert (line["showlegend"], marks["showlegend"]) == (True, False)


def test_a_guess_is_the_last_trace() -> None:
    guess = signal_flow(shown(), "light", NAMES, 0, guess=(-1.0, -2.0, 0.0, -3.0)).data[-1]
    assert guess["name"] == "your guess"
    assert guess["y"] == pytest.approx([0.1, 0.01, 1.0, 0.001])


@pytest.mark.parametrize("measure", MEASURES)
@pytest.mark.parametrize("depth", [1, 10, 30])
def test_the_axis_depends_on_measure_and_depth_alone(measure: str, depth: int) -> None:
    decades = decades_of(measure, depth)
    assert -16 <= decades.low < decades.high <= 6
    assert decades.place(np.array([1e-30, 1e30])).tolist() == pytest.approx(
        [10.0**decades.bottom, 10.0**decades.high], rel=1e-6
    )


@pytest.mark.parametrize("depth", [1, 4, 30])
def test_a_panel_has_a_ridge_for_each_of_at_most_ten_layers_the_outermost_among_them(depth: int) -> None:
    found = distributions(replace(SPEC, depth=depth), 1)
    figure = ridges(found, "light", {name: name for name in (*MEASURES, "layer", "value", "magnitude")})
    names = [trace["name"] for trace in figure.data if trace["xaxis"] == "x2"]
    assert len(names) == min(depth, 10)
    assert {names[-1], names[0]} == {"layer 1", f"layer {depth}"}


def test_ridges_stand_on_their_layers_place_and_are_equally_tall() -> None:
    figure = ridges(
        distributions(SPEC, 0), "dark", {n: n for n in (*MEASURES, "layer", "value", "magnitude")}
    )
    bottoms, tops = zip(*((min(trace["y"]), max(trace["y"])) for trace in figure.data[:4]), strict=True)
    assert bottoms == (3, 2, 1, 0)
    assert {round(float(top - bottom), 5) for bottom, top in zip(bottoms, tops, strict=True)} == {1.6}


def test_splits_side_by_side_show_each_functions_own_factors_on_one_scale() -> None:
    found = decompose_start(SPEC)
    figure = decomposition.side_by_side(SPEC.functions, found, "light", SPLIT)
    assert len(figure.data) == 2 * 3
    for f, each in enumerate(found):
        weights, slopes, signal = figure.data[3 * f : 3 * f + 3]
        assert weights["y"][1:] == pytest.approx(each.weights[0, ::-1], abs=1e-6)
        assert slopes["y"][1:] == pytest.approx(each.slopes[0, ::-1], abs=1e-6)
        assert signal["y"][-1] == pytest.approx(each.measured[0, 0] - each.measured[0, -1], abs=1e-6)
        assert weights["xaxis"] == ("x" if f == 0 else "x2")
    assert figure.layout.yaxis.range == figure.layout.yaxis2.range
    assert [trace["showlegend"] for trace in figure.data] == [True] * 3 + [False] * 3


def test_splits_add_up_to_what_autograd_measured() -> None:
    for each in decompose_start(SignalFlowSpec(functions=tuple(map(FunctionSpec, ("sigmoid", "elu"))))):
        assert each.discrepancy(0) < 1e-12
