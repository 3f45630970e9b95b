"""Ten classes."""

import torch
from torch import Tensor, nn


def losses(logits: Tensor, labels: Tensor) -> Tensor:
    """The cross entropy of every point, from a logit for each class."""
    each = nn.functional.cross_entropy(logits.flatten(0, 1), labels.flatten().long(), reduction="none")
    return each.reshape(labels.shape)


def predictions(logits: Tensor) -> Tensor:
    """The class whose logit is the largest."""
    return logits.argmax(dim=-1).to(torch.float32)
