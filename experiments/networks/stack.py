"""K networks side by side as one: every layer's weights in one tensor, every layer one operation."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Protocol, Self

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from activations.catalogue import FunctionSpec
from activations.kernels import Kernel, kernel

NORMALISATION_FLOOR = 1e-5  # of a variance: PyTorch's own


class Networks(Protocol):
    """What a specification says of the networks themselves."""

    @property
    def functions(self) -> tuple[FunctionSpec, ...]:
        """The activation functions, each of which has a network for every seed."""

    @property
    def layer_widths(self) -> tuple[int, ...]:
        """The numbers of inputs, of units in each hidden layer and of outputs."""


@dataclass(frozen=True, slots=True, eq=False)
class Pass:
    """What one pass leaves behind: the pre-activations z of all L layers and the hidden activations h."""

    pre_activations: list[Tensor]  # hidden layers [K, B, W], then the logits [K, B, C]
    activations: list[Tensor]  # [K, B, W] each

    @property
    def logits(self) -> Tensor:
        """The output of every network, [K, B, C]: one logit for two classes, or one for each class."""
        return self.pre_activations[-1]


@dataclass(frozen=True, slots=True, eq=False)
class Stack:
    """F functions × S seeds = K networks of the same shape; network f · S + s has function f and seed s."""

    functions: list[Kernel]  # F
    seeds: int  # S
    weights: list[Tensor]  # [K, fan in, fan out] for each layer
    biases: list[Tensor]  # [K, 1, fan out] for each layer
    is_normalised: bool = False  # whether each hidden layer normalises h W over the points before it adds b

    @classmethod
    def of(
        cls, functions: list[Kernel], parameters: Sequence[Tensor], *, is_normalised: bool = False
    ) -> Self:
        """Make networks out of all weights and all biases, ready for autograd."""
        ready, layers = [part.detach().requires_grad_() for part in parameters], len(parameters) // 2
        seeds = len(ready[0]) // len(functions)
        return cls(functions, seeds, ready[:layers], ready[layers:], is_normalised)

    @property
    def parameters(self) -> list[Tensor]:
        """All that training moves: the weights of every layer, then the biases."""
        return [*self.weights, *self.biases]

    def pre_activation(self, layer: int, h: Tensor) -> Tensor:
        """Return z = b + h W of one layer [K, B, fan out], from the activations before it [K, B, fan in]."""
        weight, bias = self.weights[layer], self.biases[layer]
        if self.is_normalised and layer < len(self.weights) - 1:
            z = torch.bmm(h, weight)
            mean, deviation = _moments(z)
            return (z - mean) / deviation + bias
        if weight.shape[-1] > 1:
            return torch.baddbmm(bias, h, weight)
        # zᵀ = b + Wᵀ hᵀ: a product with a single row is several times as fast as one with a single column
        return torch.baddbmm(bias, weight.mT, h.mT).mT

    def activate(self, z: Tensor) -> Tensor:
        """Apply to each network [B, W] of z [K, B, W] its own function."""
        if len(self.functions) == 1:  # nothing to cut up and to put together again
            return self.functions[0](z)
        parts = z.chunk(len(self.functions))  # F parts of [S, B, W]
        return torch.cat([f(part) for f, part in zip(self.functions, parts, strict=True)])

    def activate_in_place(self, z: Tensor) -> Tensor:
        """As `activate`, in the memory of z: cheaper, for passes that nobody differentiates."""
        parts = z.chunk(len(self.functions))
        return torch.cat([f(part) for f, part in zip(self.functions, parts, strict=True)], out=z)

    def forward(self, x: Tensor) -> Pass:
        """Send inputs [K, B, D] through all networks at once."""
        pre_activations, activations = [self.pre_activation(0, x)], []
        for layer in range(1, len(self.weights)):
            activations.append(self.activate(pre_activations[-1]))
            pre_activations.append(self.pre_activation(layer, activations[-1]))
        return Pass(pre_activations, activations)

    @classmethod
    def of_parameters(
        cls, spec: Networks, parameters: NDArray[np.floating], function: int | None = None
    ) -> Self:
        """Rebuild one network of each function, or of a single one, from rows [F, P] as in `flat`."""
        chosen = spec.functions if function is None else spec.functions[function : function + 1]
        rows = torch.from_numpy(parameters)
        weights, biases, begin = [], [], 0
        for fan_in, fan_out in pairwise(spec.layer_widths):
            weights.append(rows[:, begin : begin + fan_in * fan_out].reshape(-1, fan_in, fan_out))
            begin += fan_in * fan_out
            biases.append(rows[:, begin : begin + fan_out].reshape(-1, 1, fan_out))
            begin += fan_out
        return cls([kernel(each) for each in chosen], 1, weights, biases)

    @torch.no_grad()
    def lower_second_layer(self, x: Tensor, margin: float) -> None:
        """Lower the second layer's biases until no unit of it comes nearer to 0 than the margin at any input.

        The layer before it counts as ReLU whatever the functions, so that all of them get the same start.
        """
        z = self.pre_activation(1, torch.relu(self.pre_activation(0, x)))  # [K, N, W]
        self.biases[1] -= z.amax(dim=1, keepdim=True) + margin

    @torch.no_grad()
    def folded(self, x: Tensor) -> "Stack":
        """Return the plain networks that these normalised ones equal on inputs [K, N, D].

        Definition: (h W − μ) / σ + b = h (W / σ) + (b − μ / σ), with each unit's μ and σ over the N inputs.
        """
        weights, biases = [], []
        for layer in range(len(self.weights) - 1):
            mean, deviation = _moments(torch.bmm(x, self.weights[layer]))
            weights.append(self.weights[layer] / deviation)
            biases.append(self.biases[layer] - mean / deviation)
            x = self.activate(self.pre_activation(layer, x))
        plain = [*weights, self.weights[-1]], [*biases, self.biases[-1]]
        return Stack(self.functions, self.seeds, *plain)

    def flat(self) -> NDArray[np.floating]:
        """Copy all P parameters of every network into a row of [K, P]: layer by layer weights, biases."""
        layers = zip(self.weights, self.biases, strict=True)
        parts = [part.detach().flatten(1) for layer in layers for part in layer]
        row: NDArray[np.floating] = torch.cat(parts, dim=1).numpy()
        return row


def generator(seed: int, purpose: str) -> torch.Generator:
    """Make a source of random numbers for one seed and one purpose, so that none disturbs another."""
    state = np.random.SeedSequence([seed, *purpose.encode()]).generate_state(1, np.uint64)
    return torch.Generator().manual_seed(int(state[0]) >> 1)


def _moments(z: Tensor) -> tuple[Tensor, Tensor]:
    """Mean and standard deviation [K, 1, W] over the points of z [K, B, W], as in Ioffe, Szegedy (2015)."""
    variance, mean = torch.var_mean(z, dim=1, correction=0, keepdim=True)
    return mean, (variance + NORMALISATION_FLOOR).sqrt()
