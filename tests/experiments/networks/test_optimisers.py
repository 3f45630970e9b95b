"""Rules with rates of the networks' own are PyTorch's; each network and layer goes at its rate."""

import pytest
import torch
from torch import Tensor

from experiments.networks.optimisers import OPTIMISERS, OwnRates, SharedRate
from experiments.networks.stack import Stack

RATES = (0.02, 0.3, 0.02, 0.3)  # of four networks


def drawn(networks: int = 4) -> Stack:
    """Networks of 2, 3 and 1 units in float64, all of them different."""
    source = torch.Generator().manual_seed(7)
    shapes = [(2, 3), (3, 1), (1, 3), (1, 1)]
    parts = [torch.randn(networks, *shape, generator=source, dtype=torch.float64) for shape in shapes]
    return Stack([torch.tanh], networks, parts[:2], parts[2:])


def gradients(stack: Stack, step: int) -> list[Tensor]:
    """Something that changes from step to step and follows from the parameters."""
    return [parameter.cos() * (step + 1) ** -0.5 for parameter in stack.parameters]


@pytest.mark.parametrize("name", OPTIMISERS)
def test_rates_of_their_own_move_networks_as_pytorch_does_at_each_rate(name: str) -> None:
    stack, plain = drawn(), {rate: drawn() for rate in set(RATES)}
    own = OwnRates(stack, name, [torch.tensor(RATES).double()] * 2)
    shared = {rate: SharedRate(plain[rate], name, lambda _, r=rate: r, 0.9, 0.0) for rate in plain}  # type: ignore[misc]
    for step in range(20):
        own.step(step, gradients(stack, step))
        for rate, optimiser in shared.items():
            optimiser.step(step, gradients(plain[rate], step))
    for network, rate in enumerate(RATES):
        for found, expected in zip(stack.parameters, plain[rate].parameters, strict=True):
            torch.testing.assert_close(found[network], expected[network], rtol=1e-6, atol=1e-7)


@pytest.mark.parametrize("name", OPTIMISERS)
def test_networks_that_are_kept_go_on_as_if_none_had_been_dropped(name: str) -> None:
    whole, kept = drawn(), torch.tensor([True, False, False, True])
    rates = [torch.tensor(RATES).double(), 2 * torch.tensor(RATES).double()]
    optimiser = OwnRates(whole, name, rates)
    for step in range(5):
        optimiser.step(step, gradients(whole, step))
    part = Stack([torch.tanh], 2, [w[kept] for w in whole.weights], [b[kept] for b in whole.biases])
    after = optimiser.of(part, kept)
    for step in range(5, 10):
        optimiser.step(step, gradients(whole, step))
        after.step(step, gradients(part, step))
    for found, expected in zip(part.parameters, whole.parameters, strict=True):
        assert torch.equal(found, expected[kept])


def test_an_optimiser_moves_no_network_but_its_own() -> None:
    stack, before = drawn(), drawn()
    SharedRate(stack, "sgd", lambda _: 0.1, 0.9, 0.0, slice(1, 3)).step(0, gradients(stack, 0))
    for found, expected in zip(stack.parameters, before.parameters, strict=True):
        moved = (found != expected).flatten(1).any(dim=1)
        assert moved.tolist() == [False, True, True, False]


def test_weight_decay_pulls_at_weights_and_not_at_biases() -> None:
    stack, before = drawn(), drawn()
    nothing = [torch.zeros_like(parameter) for parameter in stack.parameters]
    SharedRate(stack, "sgd", lambda _: 0.1, 0.9, 0.5).step(0, nothing)
    for found, expected in zip(stack.weights, before.weights, strict=True):
        torch.testing.assert_close(found, 0.95 * expected)
    assert all(torch.equal(*pair) for pair in zip(stack.biases, before.biases, strict=True))
