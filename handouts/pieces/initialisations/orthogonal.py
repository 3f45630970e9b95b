"""Orthogonal."""

import torch
from torch import Tensor


def draw_layer(fan_in: int, fan_out: int, source: torch.Generator) -> tuple[Tensor, Tensor]:
    """Saxe, McClelland, Ganguli (2014): rows or columns of length 1 at right angles; biases 0."""
    long, short = max(fan_in, fan_out), min(fan_in, fan_out)
    columns, triangle = torch.linalg.qr(torch.randn(long, short, generator=source, dtype=torch.float64))
    even = columns * triangle.diagonal().sign()  # without the signs, QR's habits would show in the draw
    weight = even if fan_in >= fan_out else even.T
    return weight, torch.zeros(fan_out, dtype=torch.float64)
