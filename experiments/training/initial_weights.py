"""The networks of runs as they are before the first update."""

from collections.abc import Sequence

import torch
from torch import Tensor

from experiments.networks.initialisations import draw_networks
from experiments.networks.kernels import kernel
from experiments.networks.stack import Stack
from experiments.training.specification import TrainingSpec


def of_runs(runs: Sequence[TrainingSpec], points: Tensor) -> list[Tensor]:
    """Draw those of several runs, one after the other in each tensor: all weights, then all biases.

    Args:
        runs: of one shape.
        points: [N, D], those to train on, of the weights' type: where a layer is to be dead from the start,
            it is so at these.
    """
    return [torch.cat(parts) for parts in zip(*(_of_run(run, points) for run in runs), strict=True)]


def _of_run(spec: TrainingSpec, points: Tensor) -> list[Tensor]:
    """Draw the weights of each seed once and give them to every function."""
    seeds = range(spec.seed, spec.seed + spec.seeds)
    layers = draw_networks(spec.initialisation, spec.weight_scale, spec.layer_widths, seeds)
    for _, bias in layers[:-1]:
        bias.add_(spec.starting_bias)
    weights, biases = zip(*layers, strict=True)
    repeats = len(spec.functions)
    parameters = [part.repeat(repeats, 1, 1).to(points.dtype) for part in (*weights, *biases)]
    if spec.dead_margin > 0:
        functions = [kernel(function) for function in spec.functions]
        stack = Stack.of(functions, parameters, is_normalised=spec.batch_normalisation)
        stack.lower_second_layer(points.expand(len(spec.networks), -1, -1), spec.dead_margin)
    return parameters
