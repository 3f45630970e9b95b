"""Xavier."""

import math

import torch
from torch import Tensor


def draw_layer(fan_in: int, fan_out: int, source: torch.Generator) -> tuple[Tensor, Tensor]:
    """Xavier (Glorot and Bengio 2010): of variance 2 / (inputs + outputs); biases 0."""
    variance = 2 / (fan_in + fan_out)
    bound = math.sqrt(3 * variance)  # U(−a, a) has the variance a² / 3
    weight = (2 * torch.rand(fan_in, fan_out, generator=source, dtype=torch.float64) - 1) * bound
    return weight, torch.zeros(fan_out, dtype=torch.float64)
