"""LeCun."""

import math

import torch
from torch import Tensor


def draw_layer(fan_in: int, fan_out: int, source: torch.Generator) -> tuple[Tensor, Tensor]:
    """LeCun (1998): weights even between −a and a, of variance 1 / inputs; biases 0."""
    variance = 1 / fan_in
    bound = math.sqrt(3 * variance)  # U(−a, a) has the variance a² / 3
    weight = (2 * torch.rand(fan_in, fan_out, generator=source, dtype=torch.float64) - 1) * bound
    return weight, torch.zeros(fan_out, dtype=torch.float64)
