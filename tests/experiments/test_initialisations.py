"""The drawn weights have the variance, the shape and the bounds that the rules promise."""

import math

import pytest
import torch
from torch import nn

from experiments.initialisations import INITIALISATIONS, draw

FAN_IN, FAN_OUT = 300, 200
VARIANCES = {
    "lecun": 1 / FAN_IN,
    "xavier": 2 / (FAN_IN + FAN_OUT),
    "he": 2 / FAN_IN,
    "pytorch": 1 / (3 * FAN_IN),
    "normal": 0.7**2,
}


def layer(name: str, seed: int = 0) -> tuple[torch.Tensor, torch.Tensor]:
    return draw(name, 0.7, FAN_IN, FAN_OUT, torch.Generator().manual_seed(seed))


def test_every_rule_has_its_variance_here() -> None:
    assert VARIANCES.keys() == INITIALISATIONS.keys()


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
