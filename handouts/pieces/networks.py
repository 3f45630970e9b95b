"""The networks, all side by side."""

from collections.abc import Sequence
from itertools import pairwise

import torch
from torch import Tensor, nn

from handouts.pieces.data import points
from handouts.pieces.functions import FUNCTIONS
from handouts.pieces.initialisations.lecun import draw_layer
from handouts.pieces.random_numbers import source_of
from handouts.pieces.settings import DEPTH, OUTPUTS, SEEDS, STARTING_BIAS, WIDTH


def draw_network(seed: int) -> list[tuple[Tensor, Tensor]]:
    """The initial weight and bias of every layer; the function has no say in them."""
    source = source_of(seed, "weights")
    widths = [points.shape[1], *[WIDTH] * DEPTH, OUTPUTS]
    layers = [draw_layer(fan_in, fan_out, source) for fan_in, fan_out in pairwise(widths)]
    for _, bias in layers[:-1]:  # if STARTING_BIAS
        bias.add_(STARTING_BIAS)  # if STARTING_BIAS
    return layers


def for_every_function(drawn: Sequence[Tensor]) -> nn.Parameter:
    """A tensor for each seed in; all of them for every function out, one network after the other."""
    return nn.Parameter(torch.stack([*drawn]).repeat(len(FUNCTIONS), 1, 1).float())


class Networks(nn.Module):
    """K networks: all their weights of a layer lie in one tensor [K, inputs, outputs]."""

    def __init__(self) -> None:
        super().__init__()
        layers = list(zip(*map(draw_network, SEEDS), strict=True))  # for each layer a start of every seed
        self.weights = nn.ParameterList([for_every_function([w for w, _ in layer]) for layer in layers])
        self.biases = nn.ParameterList([for_every_function([b[None] for _, b in layer]) for layer in layers])

    def layer(self, number: int, h: Tensor) -> Tensor:
        """z = h W + b in every network, from [K, B, inputs] to [K, B, outputs]."""
        weight, bias = self.weights[number], self.biases[number]
        if weight.shape[-1] > 1:
            return torch.baddbmm(bias, h, weight)
        return torch.baddbmm(bias, weight.mT, h.mT).mT  # the same, faster where only one number comes out

    def forward(self, x: Tensor) -> Tensor:
        z = self.layer(0, x)
        self.inside = [z]  # if ERROR_SIGNAL
        self.inside = []  # if ACTIVATION_GRADIENT
        for number in range(1, len(self.weights)):
            parts = z.chunk(len(FUNCTIONS))  # the networks of each function
            h = torch.cat([f(part) for f, part in zip(FUNCTIONS.values(), parts, strict=True)])
            z = self.layer(number, h)
            self.inside.append(h)  # if ACTIVATION_GRADIENT
            self.inside.append(z)  # if ERROR_SIGNAL
        return z
