"""The forecast for wide networks: closed forms, a table of the literature, networks of width 1,000."""

import math
from dataclasses import replace

import numpy as np
import pytest
import torch
from torch import nn

from activations.catalogue import CATALOGUE, FunctionSpec
from activations.kernels import kernel
from experiments.networks.limits import Limit
from experiments.signal_flow.flow import LIMITS, SignalFlowSpec, sizes
from experiments.signal_flow.mean_field import change, flat_scales, forecast, mean_squares, pytorch_gain
from tests.experiments.functions import parsed

# E[f(z)²] and E[f′(z)²] for z ~ N(0, 1), from an independent computation with 22 digits.
STANDARD_NORMAL = {
    "sigmoid": (0.29337903586, 0.044836241350),
    "tanh": (0.39429449040, 0.46440290245),
    "relu": (0.5, 0.5),
    "leaky-relu": (0.50005, 0.50005),
    "leaky-relu:alpha=0.2": (0.52, 0.52),
    "elu": (0.64494541749, 0.66810200122),
    "swish": (0.35577551982, 0.37948235163),
    "gelu": (0.42522148257, 0.45585086565),
    "selu": (1.0, 1.0715749925),
    "softplus": (0.92124590886, 0.29337903586),
    "mish": (0.45234219238, 0.47908375837),
}
WIDE = 1000


@pytest.mark.parametrize("text", STANDARD_NORMAL)
def test_mean_squares_are_those_of_the_table(text: str) -> None:
    value, slope = mean_squares(kernel(FunctionSpec.parse(text)), np.array([1.0]))
    assert (value[0], slope[0]) == pytest.approx(STANDARD_NORMAL[text], rel=1e-9)


def test_every_function_has_its_row_in_the_table() -> None:
    assert set(CATALOGUE) <= set(STANDARD_NORMAL)


@pytest.mark.parametrize("q", [1e-4, 0.01, 1.0, 10.0, 140.0])
def test_a_narrow_slope_is_resolved_at_every_size(q: float) -> None:
    """∫ tanh′(√q z)² φ(z) dz by the midpoint rule on a fine grid."""
    step = 1e-4
    z = np.arange(-10 + step / 2, 10, step)
    slopes = (1 - np.tanh(math.sqrt(q) * z) ** 2) ** 2
    expected = float((slopes * np.exp(-(z**2) / 2)).sum() * step / math.sqrt(2 * math.pi))
    assert mean_squares(torch.tanh, np.array([q]))[1][0] == pytest.approx(expected, rel=1e-6)


def test_gauss_hermite_misses_what_the_docstring_says_it_misses() -> None:
    nodes, weights = np.polynomial.hermite_e.hermegauss(128)
    shares = weights / weights.sum()
    elu = float(np.where(nodes > 0, 1, np.exp(2 * nodes)) @ shares)
    assert 1 - elu / STANDARD_NORMAL["elu"][1] == pytest.approx(0.004, abs=0.0005)
    tanh = float((1 - np.tanh(math.sqrt(140) * nodes) ** 2) ** 2 @ shares)
    exact = mean_squares(torch.tanh, np.array([140.0]))[1][0]
    assert 1 - tanh / exact == pytest.approx(0.9, abs=0.05)


@pytest.mark.parametrize("scale", [0.5, 1.0, math.sqrt(2), 3.0])
def test_relu_has_its_closed_forms(scale: float) -> None:
    spec = SignalFlowSpec(functions=parsed("relu"), depth=8)
    found = forecast(spec, [scale])
    inputs = float(np.square(spec.dataset_points().points, dtype=float).mean())
    expected = inputs * scale**2 * (scale**2 / 2) ** np.arange(8)
    np.testing.assert_allclose(found.q[0, 0], expected, rtol=1e-9)
    np.testing.assert_allclose(found.chi[0, 0, :-1], scale**2 / 2, rtol=1e-9)
    ratios = found.error_signal[0, 0, :-1] / found.error_signal[0, 0, 1:]
    np.testing.assert_allclose(ratios[:-1], math.sqrt(scale**2 / 2), rtol=1e-9)


def test_leaky_relu_keeps_its_signal_at_its_gain() -> None:
    spec = SignalFlowSpec(functions=parsed("leaky-relu:alpha=0.2"), depth=6)
    found = forecast(spec, [math.sqrt(2 / 1.04)])
    assert found.chi[0, 0, :-1] == pytest.approx(1.0, rel=1e-9)
    assert change(found)[0, 0] == pytest.approx(0.0, abs=1e-8)


def test_biases_add_their_variance_to_that_of_the_pre_activations() -> None:
    spec = SignalFlowSpec(functions=parsed("relu"), depth=3, bias_scale=0.5)
    found, bare = forecast(spec, [1.0]), forecast(replace(spec, bias_scale=0.0), [1.0])
    assert found.q[0, 0, 0] == pytest.approx(bare.q[0, 0, 0] + 0.25)
    assert found.q[0, 0, 1] == pytest.approx(found.q[0, 0, 0] / 2 + 0.25)


def test_the_scale_that_keeps_relus_signal_is_that_of_he() -> None:
    spec = SignalFlowSpec(functions=parsed("relu"), depth=10)
    scales = np.geomspace(0.5, 4, 30).tolist()
    low, at, high = flat_scales(scales, change(forecast(spec, scales))[:, 0])
    assert at == pytest.approx(math.sqrt(2), rel=1e-9)
    assert low == pytest.approx(math.sqrt(2) / 2 ** (1 / 9), rel=1e-6)
    assert high == pytest.approx(math.sqrt(2) * 2 ** (1 / 9), rel=1e-6)


def test_a_scale_outside_the_given_ones_is_not_made_up() -> None:
    assert flat_scales([1.0, 2.0], np.array([-3.0, -2.0])) == (None, None, None)
    assert flat_scales([1.0, 2.0], np.array([1.0, 2.0])) == (None, None, None)


def test_the_gains_of_pytorch_are_known_where_pytorch_knows_them() -> None:
    assert pytorch_gain(FunctionSpec("relu")) == pytest.approx(math.sqrt(2))
    assert pytorch_gain(FunctionSpec.parse("leaky-relu:alpha=0.2")) == pytest.approx(math.sqrt(2 / 1.04))
    assert pytorch_gain(FunctionSpec("tanh")) == pytest.approx(5 / 3)
    for key in CATALOGUE:
        if pytorch_gain(FunctionSpec(key)) is None:
            with pytest.raises(ValueError, match="nonlinearity"):
                nn.init.calculate_gain(key)  # type: ignore[arg-type]


@pytest.mark.slow
@pytest.mark.parametrize(("dataset", "scale"), [("noise", 0.577), ("noise", 2.0), ("digits", 1.0)])
def test_networks_of_width_a_thousand_agree_within_five_percent(
    dataset: str, scale: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Three layers, because what a network owes to chance adds up with its depth."""
    monkeypatch.setattr("experiments.signal_flow.specification.LIMITS", {**LIMITS, "width": Limit(4, WIDE)})
    spec = SignalFlowSpec(depth=3, width=WIDE, dataset=dataset, seeds=10)
    measured = np.sqrt(np.square(sizes(spec, [scale])[0]).mean(axis=2))
    wide = forecast(spec, [scale])
    np.testing.assert_allclose(measured[0] ** 2, wide.q[0], rtol=0.05)
    np.testing.assert_allclose(measured[1], wide.activation[0], rtol=0.05)
    chi = (measured[2][:, :-1] / measured[2][:, 1:]) ** 2
    np.testing.assert_allclose(chi, wide.chi[0][:, :-1], rtol=0.05)
    np.testing.assert_allclose(measured[2], wide.error_signal[0], rtol=0.15)  # few points know the loss well
