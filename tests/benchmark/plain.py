"""What a user writes first: one `nn.Sequential` a network, trained in a loop, numbers read with `.item()`.

It records at every step what the stack records; the stack also keeps a copy of the networks now and then.
"""

import math
from dataclasses import dataclass, field
from itertools import pairwise

import torch
import torch.nn.functional as F
from torch import Tensor, nn

MODULES = (nn.Sigmoid, nn.Tanh, nn.ReLU, nn.LeakyReLU, nn.ELU, nn.SiLU)


@dataclass
class Record:
    """What one network shows, a row a step."""

    loss: list[float] = field(default_factory=list)
    accuracy: list[float] = field(default_factory=list)
    gradient_magnitude: list[list[float]] = field(default_factory=list)
    error_signal: list[list[float]] = field(default_factory=list)
    dead_fraction: list[list[float]] = field(default_factory=list)
    activation_gradient: list[list[float]] = field(default_factory=list)
    mean_gradient_magnitude: list[list[float]] = field(default_factory=list)
    mean_error_signal: list[list[float]] = field(default_factory=list)
    mean_activation_gradient: list[list[float]] = field(default_factory=list)


def root_mean_square(values: Tensor) -> float:
    return values.square().mean().sqrt().item()


def mean_magnitude(values: Tensor) -> float:
    return values.abs().mean().item()


class PlainNetwork:
    """One network with its optimiser and its record."""

    def __init__(self, activation: type[nn.Module], depth: int, width: int) -> None:
        widths = [2, *([width] * depth)]
        layers: list[nn.Module] = []
        for fan_in, fan_out in pairwise(widths):
            layers += [nn.Linear(fan_in, fan_out), activation()]
        self.network = nn.Sequential(*layers, nn.Linear(width, 1))
        self.linears = [layer for layer in self.network if isinstance(layer, nn.Linear)]
        for linear in self.linears:
            nn.init.uniform_(
                linear.weight, -math.sqrt(3 / linear.in_features), math.sqrt(3 / linear.in_features)
            )
            nn.init.zeros_(linear.bias)
        self.optimiser = torch.optim.SGD(self.network.parameters(), lr=0.05, momentum=0.9)
        self.record = Record()

    def forward(self, x: Tensor) -> tuple[list[Tensor], list[Tensor]]:
        """Return the pre-activations and the hidden activations of every layer."""
        pre_activations: list[Tensor] = []
        activations: list[Tensor] = []
        for layer in self.network:
            x = layer(x)
            (pre_activations if isinstance(layer, nn.Linear) else activations).append(x)
        return pre_activations, activations

    def step(self, x: Tensor, y: Tensor, points: Tensor, labels: Tensor) -> None:
        """Record the state and make one update."""
        pre_activations, hidden = self.forward(x)
        for values in (*pre_activations, *hidden):
            values.retain_grad()
        self.optimiser.zero_grad()
        loss = F.binary_cross_entropy_with_logits(pre_activations[-1].squeeze(1), y)
        loss.backward()  # type: ignore[no-untyped-call]
        signals = [len(x) * z.grad for z in pre_activations if z.grad is not None]
        gradients = [linear.weight.grad for linear in self.linears if linear.weight.grad is not None]
        carried = [len(x) * h.grad for h in hidden if h.grad is not None]
        self.record.error_signal.append([root_mean_square(each) for each in signals])
        self.record.mean_error_signal.append([mean_magnitude(each) for each in signals])
        self.record.activation_gradient.append([root_mean_square(each) for each in carried])
        self.record.mean_activation_gradient.append([mean_magnitude(each) for each in carried])
        self.record.gradient_magnitude.append([root_mean_square(each) for each in gradients])
        self.record.mean_gradient_magnitude.append([mean_magnitude(each) for each in gradients])
        with torch.no_grad():
            whole, activations = self.forward(points)
            logits = whole[-1].squeeze(1)
            self.record.loss.append(F.binary_cross_entropy_with_logits(logits, labels).item())
            self.record.accuracy.append(((logits > 0) == (labels > 0)).float().mean().item())
            dead = [(h == 0).all(dim=0).float().mean().item() for h in activations]
            self.record.dead_fraction.append(dead)
        self.optimiser.step()


class PlainLoop:
    """Networks trained one after another in each step: every function with `seeds` starts."""

    def __init__(self, points: Tensor, labels: Tensor, batch_size: int, seeds: int) -> None:
        self.points, self.labels, self.batch_size = points, labels, batch_size
        self.networks = [PlainNetwork(module, depth=4, width=16) for module in MODULES for _ in range(seeds)]

    def step(self) -> None:
        index = torch.randperm(len(self.points))[: self.batch_size]
        x, y = self.points[index], self.labels[index]
        for network in self.networks:
            network.step(x, y, self.points, self.labels)
