"""Five claims once more, in plain PyTorch that shares nothing with the experiments: the verdicts agree."""

import json
import math
from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np
import pytest
import torch
from torch import Tensor, nn

from content.evidence import VERDICTS

pytestmark = pytest.mark.slow

SEEDS = (101, 102)
VERDICTS_OF: dict[str, Any] = json.loads(VERDICTS.read_text(encoding="utf-8"))["claims"]


def moons(seed: int, samples: int = 300) -> tuple[Tensor, Tensor]:
    """Two half circles that interleave, with noise 0.15, standardised."""
    random = np.random.default_rng(seed)
    angle = np.linspace(0, math.pi, samples // 2)
    upper = np.stack([np.cos(angle), np.sin(angle)], axis=1)
    points = np.concatenate([upper, [1, 0.5] - upper]) + 0.15 * random.standard_normal((samples, 2))
    points = (points - points.mean(axis=0)) / points.std(axis=0)
    labels = np.repeat([0.0, 1.0], samples // 2)
    return torch.tensor(points, dtype=torch.float32), torch.tensor(labels, dtype=torch.float32)


def he(weight: Tensor) -> None:
    """He's start."""
    nn.init.kaiming_uniform_(weight, nonlinearity="relu")


def network(depth: int, function: Callable[[], nn.Module], start: Callable[[Tensor], Any]) -> nn.Sequential:
    """Hidden layers of 16 units, biases 0."""
    layers: list[nn.Module] = []
    for n_in, n_out in [(2, 16), *[(16, 16)] * (depth - 1), (16, 1)]:
        linear = nn.Linear(n_in, n_out)
        start(linear.weight)
        nn.init.zeros_(linear.bias)
        layers += [linear, function()]
    return nn.Sequential(*layers[:-1])


def fit(net: nn.Sequential, x: Tensor, y: Tensor, rate: float = 0.05, steps: int = 600) -> float:
    """Train with momentum on batches of 64; return the accuracy."""
    optimiser = torch.optim.SGD(net.parameters(), rate, momentum=0.9)
    order = torch.randperm(len(x))
    for step in range(steps):
        begin = 64 * step % (len(x) - 64)
        batch = order[begin : begin + 64]
        optimiser.zero_grad()
        loss = nn.functional.binary_cross_entropy_with_logits(net(x[batch]).squeeze(1), y[batch])
        loss.backward()  # type: ignore[no-untyped-call]
        optimiser.step()
    return float(((net(x).squeeze(1) > 0) == y).float().mean())


def activations(net: nn.Sequential, x: Tensor) -> list[Tensor]:
    """The output of every activation function."""
    found = []
    for layer in net:
        x = layer(x)
        if not isinstance(layer, nn.Linear):
            found.append(x)
    return found


def test_sigmoid_hidden_learns_nothing_with_six_layers_and_tanh_does() -> None:
    ends: dict[type[nn.Module], list[float]] = {nn.Sigmoid: [], nn.Tanh: []}
    for seed in SEEDS:
        for function, found in ends.items():
            torch.manual_seed(seed)
            found.append(fit(network(6, function, nn.init.xavier_uniform_), *moons(seed), steps=300))
    assert max(ends[nn.Sigmoid]) <= 0.75
    assert min(ends[nn.Tanh]) >= 0.95
    deep = [case for case in VERDICTS_OF["sigmoid-hidden"]["cases"] if case["setting"]["depth"] == 6]
    assert {case["outcome"] for case in deep} == {"holds"}


def test_sigmoid_small_gradients_are_a_thousand_times_smaller_at_the_first_layer() -> None:
    ratios = []
    for seed in SEEDS:
        torch.manual_seed(seed)
        net, (x, y) = network(6, nn.Sigmoid, nn.init.xavier_uniform_), moons(seed)
        signals = []
        for layer in net:
            x = layer(x)
            if isinstance(layer, nn.Linear):
                x.retain_grad()
                signals.append(x)
        loss = nn.functional.binary_cross_entropy_with_logits(x.squeeze(1), y)
        loss.backward()  # type: ignore[no-untyped-call]
        sizes = [float(z.grad.square().mean().sqrt()) for z in signals if z.grad is not None]
        ratios.append(sizes[-2] / sizes[0])
    stored = VERDICTS_OF["sigmoid-small-gradients"]
    assert stored["outcome"] == "holds"
    (case,) = (case for case in stored["cases"] if case["setting"]["initialisation"] == "xavier")
    assert min(ratios) > 100
    assert np.median(ratios) == pytest.approx(case["measured"][0], rel=0.6)


def test_relu_dead_units_are_as_frequent_at_each_depth() -> None:
    for depth in (2, 4, 8):
        shares = []
        for seed in range(60):
            torch.manual_seed(1000 + seed)
            net = network(depth, nn.ReLU, he)
            off = [(h == 0).all(dim=0) for h in activations(net, moons(seed)[0])]
            shares.append(float(torch.cat(off).float().mean()))
        stored = VERDICTS_OF["relu-dead"]["numbers"][f"share({depth})"][0]
        assert np.mean(shares) == pytest.approx(stored, rel=0.35)


def test_relu_remedy_rate_a_fifty_times_higher_rate_kills_more_units() -> None:
    shares: dict[float, list[float]] = {0.01: [], 0.5: []}
    for seed in SEEDS:
        for rate, found in shares.items():
            torch.manual_seed(seed)
            net, (x, y) = (
                network(4, nn.ReLU, he),
                moons(seed),
            )
            fit(net, x, y, rate, steps=200)
            found.append(float(torch.cat([(h == 0).all(dim=0) for h in activations(net, x)]).float().mean()))
    assert np.mean(shares[0.5]) > 2 * np.mean(shares[0.01])
    assert VERDICTS_OF["relu-remedy-rate"]["outcome"] == "does not hold"


def test_leaky_rescue_a_killed_layer_comes_back_with_a_leak_and_stays_dead_without() -> None:
    ends: dict[float, list[float]] = {0.0: [], 0.1: []}
    for seed in SEEDS:
        for slope, found in ends.items():
            torch.manual_seed(seed)
            net, (x, y) = network(3, partial(nn.LeakyReLU, slope), he), moons(seed)
            with torch.no_grad():
                net[2].bias -= net[2](torch.relu(net[0](x))).amax(dim=0) + 1
            found.append(fit(net, x, y, steps=400))
    assert max(ends[0.0]) <= 0.55
    assert min(ends[0.1]) >= 0.95
    assert VERDICTS_OF["leaky-rescue"]["outcome"] == "holds"
