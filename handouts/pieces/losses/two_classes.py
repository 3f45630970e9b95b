"""Two classes."""

import torch
from torch import Tensor, nn


def losses(logits: Tensor, labels: Tensor) -> Tensor:
    """The cross entropy of every point, from one logit each."""
    return nn.functional.binary_cross_entropy_with_logits(logits.squeeze(-1), labels, reduction="none")


def predictions(logits: Tensor) -> Tensor:
    """The class that a logit speaks for."""
    return (logits.squeeze(-1) > 0).to(torch.float32)
