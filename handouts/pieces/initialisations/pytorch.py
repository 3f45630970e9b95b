"""PyTorch's default."""

import math

import torch
from torch import Tensor


def draw_layer(fan_in: int, fan_out: int, source: torch.Generator) -> tuple[Tensor, Tensor]:
    """As `nn.Linear` does: weights and biases even between ±1 / √inputs."""
    bound = math.sqrt(3 * (1 / (3 * fan_in)))
    weight = 2 * torch.rand(fan_in, fan_out, generator=source, dtype=torch.float64) - 1
    bias = 2 * torch.rand(fan_out, generator=source, dtype=torch.float64) - 1
    return weight * bound, bias * bound
