"""The networks of a run as they are before the first update."""

from collections.abc import Sequence
from itertools import pairwise

import torch
from torch import Tensor

from experiments.networks.initialisations import draw
from experiments.networks.stack import Stack, generator
from experiments.training.specification import TrainingSpec


def of_run(spec: TrainingSpec, points: Tensor, dtype: torch.dtype) -> Stack:
    """Draw the weights of each seed once and give them to every function, ready for autograd.

    Args:
        spec: the run.
        points: [N, D], those to train on: where a layer is to be dead from the start, it is so at these.
        dtype: of the weights.
    """
    seeds = [_of_seed(spec, spec.seed + index) for index in range(spec.seeds)]
    repeats = len(spec.functions)
    weights, biases = [], []
    for layer in zip(*seeds, strict=True):
        weight = torch.stack([weight for weight, _ in layer])  # [S, fan in, fan out]
        bias = torch.stack([bias for _, bias in layer]).unsqueeze(1)  # [S, 1, fan out]
        weights.append(weight.repeat(repeats, 1, 1).to(dtype))
        biases.append(bias.repeat(repeats, 1, 1).to(dtype))
    stack = Stack.of(spec, [*weights, *biases])
    if spec.dead_margin > 0:
        stack.lower_second_layer(points.expand(len(spec.networks), -1, -1), spec.dead_margin)
    return stack


@torch.no_grad()
def of_runs(specs: Sequence[TrainingSpec], points: Tensor, dtype: torch.dtype) -> list[Tensor]:
    """Draw those of several runs, one after the other in each tensor: all weights, then all biases."""
    stacks = [of_run(spec, points, dtype) for spec in specs]
    return [
        torch.cat(layer) for layer in zip(*([*each.weights, *each.biases] for each in stacks), strict=True)
    ]


def _of_seed(spec: TrainingSpec, seed: int) -> list[tuple[Tensor, Tensor]]:
    """Draw weight [fan in, fan out] and bias [fan out] of every layer; no function has a say in it."""
    source = generator(seed, "weights")
    layers = [
        draw(spec.initialisation, spec.weight_scale, fan_in, fan_out, source)
        for fan_in, fan_out in pairwise(spec.layer_widths)
    ]
    *hidden, output = layers
    return [*((weight, bias + spec.starting_bias) for weight, bias in hidden), output]
