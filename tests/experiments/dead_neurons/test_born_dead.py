"""The chance to be born dead: against the closed form for one direction, and plain networks."""

import numpy as np
import pytest
import torch
from torch import nn

from activations.catalogue import FunctionSpec
from experiments.dead_neurons.born_dead import DEEPEST, NETWORKS, born_dead, line

RELU = FunctionSpec("relu")


@pytest.mark.parametrize("width", [2, 3, 5])
def test_for_inputs_in_one_direction_the_chance_is_the_exact_one(width: int) -> None:
    # A unit is off with chance ½ whatever it is given, so a layer of W lives with 1 − 2^−W.
    inputs = np.array([[1.0, 0.5], [2.0, 1.0]])
    exact = 1 - (1 - 0.5**width) ** np.arange(1, DEEPEST + 1)
    error = np.sqrt(exact * (1 - exact) / NETWORKS)
    assert (np.abs(born_dead(RELU, width, inputs).shares - exact) < 4 * error).all()


def test_inputs_of_both_signs_live_longer_and_depth_only_kills() -> None:
    found = born_dead(RELU, 3, line())
    exact = 1 - (1 - 0.5**3) ** np.arange(1, DEEPEST + 1)
    assert (found.shares <= exact + 0.05).all()
    assert found.shares[4] < exact[4] - 0.1
    assert (np.diff(found.shares) >= 0).all()


@pytest.mark.parametrize("key", ["tanh", "leaky-relu", "elu", "swish"])
def test_a_function_without_a_flat_side_gives_no_constant(key: str) -> None:
    assert born_dead(FunctionSpec(key), 2, line()).shares.max() == 0


def test_the_share_is_that_of_plain_networks() -> None:
    torch.manual_seed(1)
    points, dead = torch.from_numpy(line()).double(), []
    for _ in range(NETWORKS):
        layers: list[nn.Module] = []
        for fan_in in (1, 2, 2, 2):
            linear = nn.Linear(fan_in, 2, bias=False, dtype=torch.float64)
            nn.init.kaiming_uniform_(linear.weight, nonlinearity="relu")
            layers += [linear, nn.ReLU()]
        with torch.no_grad():
            outputs = nn.Sequential(*layers)(points)
        dead.append(bool((outputs == outputs[0]).all()))
    assert born_dead(RELU, 2, line()).shares[3] == pytest.approx(np.mean(dead), abs=0.14)
