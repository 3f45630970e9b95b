"""Normal."""

import torch
from torch import Tensor

from handouts.pieces.settings import WEIGHT_SCALE


def draw_layer(fan_in: int, fan_out: int, source: torch.Generator) -> tuple[Tensor, Tensor]:
    """Normal weights of a standard deviation of our own; biases 0."""
    weight = WEIGHT_SCALE * torch.randn(fan_in, fan_out, generator=source, dtype=torch.float64)
    return weight, torch.zeros(fan_out, dtype=torch.float64)
