"""The drawn weights have the variance, the shape and the bounds that the rules promise."""

import math

import pytest
import torch
from torch import nn

from experiments.networks.initialisations import INITIALISATIONS, bias_variance, draw, variance

FAN_IN, FAN_OUT = 300, 200
VARIANCES = {
    "lecun": 1 / FAN_IN,
    "xavier": 2 / (FAN_IN + FAN_OUT),
    "he": 2 / FAN_IN,
    "pytorch": 1 / (3 * FAN_IN),
    "orthogonal": 1 / FAN_IN,
    "normal": 0.7**2,
}


def layer(name: str, seed: int = 0) -> tuple[torch.Tensor, torch.Tensor]:
    return draw(name, 0.7, FAN_IN, FAN_OUT, torch.Generator().manual_seed(seed))


def test_every_rule_has_its_variance_here() -> None:
    assert set(VARIANCES) == set(INITIALISATIONS)


@pytest.mark.parametrize("name", INITIALISATIONS)
def test_weights_have_mean_zero_and_the_promised_variance(name: str) -> None:
    weight, bias = layer(name)
    assert weight.shape == (FAN_IN, FAN_OUT)
    assert bias.shape == (FAN_OUT,)
    assert weight.var().item() == pytest.approx(VARIANCES[name], rel=0.02)
    assert abs(weight.mean().item()) < 5 * math.sqrt(VARIANCES[name] / weight.numel())


@pytest.mark.parametrize("name", ["lecun", "xavier", "he", "pytorch"])
def test_uniform_rules_stay_within_their_bound_and_reach_it(name: str) -> None:
    bound = math.sqrt(3 * VARIANCES[name])
    assert 0.99 * bound < layer(name)[0].abs().max().item() <= bound


@pytest.mark.parametrize("name", ["lecun", "xavier", "he", "pytorch"])
def test_uniform_rules_draw_what_they_always_drew_so_that_old_links_stay_true(name: str) -> None:
    source = torch.Generator().manual_seed(5)
    bound = math.sqrt(3 * VARIANCES[name])
    expected = (2 * torch.rand((FAN_IN, FAN_OUT), generator=source, dtype=torch.float64) - 1) * bound
    assert torch.equal(layer(name, seed=5)[0], expected)


def test_the_normal_rule_draws_what_it_always_drew() -> None:
    source = torch.Generator().manual_seed(5)
    expected = 0.7 * torch.randn((FAN_IN, FAN_OUT), generator=source, dtype=torch.float64)
    assert torch.equal(layer("normal", seed=5)[0], expected)


@pytest.mark.parametrize(("fan_in", "fan_out"), [(40, 40), (64, 10), (2, 16), (7, 1)])
def test_orthogonal_weights_have_orthonormal_rows_or_columns(fan_in: int, fan_out: int) -> None:
    weight, _ = draw("orthogonal", 1.0, fan_in, fan_out, torch.Generator().manual_seed(0))
    assert weight.shape == (fan_in, fan_out)
    product = weight.T @ weight if fan_in >= fan_out else weight @ weight.T
    assert torch.allclose(product, torch.eye(min(fan_in, fan_out), dtype=torch.float64), atol=1e-12)


def test_orthogonal_weights_prefer_no_sign() -> None:
    corners = [
        draw("orthogonal", 1.0, 3, 3, torch.Generator().manual_seed(seed))[0][0, 0] for seed in range(200)
    ]
    assert 70 < sum(corner.item() > 0 for corner in corners) < 130


@pytest.mark.parametrize("name", INITIALISATIONS)
@pytest.mark.parametrize(("fan_in", "fan_out"), [(FAN_IN, FAN_OUT), (100, 300)])
def test_the_stated_variances_are_those_of_the_draw(name: str, fan_in: int, fan_out: int) -> None:
    weight, bias = draw(name, 0.7, fan_in, fan_out, torch.Generator().manual_seed(0))
    assert variance(name, 0.7, fan_in, fan_out) == pytest.approx(weight.square().mean().item(), rel=0.03)
    assert bias_variance(name, fan_in) == pytest.approx(bias.square().mean().item(), rel=0.15)


def test_biases_are_zero_except_for_pytorchs_rule() -> None:
    assert {name for name in INITIALISATIONS if layer(name)[1].any()} == {"pytorch"}


def test_pytorchs_rule_spreads_as_a_linear_layer_of_pytorch_does() -> None:
    weight, bias = layer("pytorch")
    linear = nn.Linear(FAN_IN, FAN_OUT)
    assert weight.std().item() == pytest.approx(linear.weight.std().item(), rel=0.03)
    assert bias.std().item() == pytest.approx(linear.bias.std().item(), rel=0.2)


@pytest.mark.parametrize("name", INITIALISATIONS)
def test_the_generator_decides_the_draw(name: str) -> None:
    assert torch.equal(layer(name)[0], layer(name)[0])
    assert not torch.equal(layer(name)[0], layer(name, seed=1)[0])
