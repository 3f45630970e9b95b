"""The rules that turn gradients into steps: PyTorch's own, in their fused form."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

import torch
from torch import Tensor
from torch.optim import Optimizer

OPTIMISERS: Mapping[str, Callable[[list[Tensor], float, float], Optimizer]] = MappingProxyType(
    {
        "sgd": lambda parameters, rate, momentum: torch.optim.SGD(parameters, rate, fused=True),
        "momentum": lambda parameters, rate, momentum: torch.optim.SGD(
            parameters, rate, momentum=momentum, fused=True
        ),
        "adam": lambda parameters, rate, momentum: torch.optim.Adam(parameters, rate, fused=True),
    }
)


def create(name: str, parameters: list[Tensor], learning_rate: float, momentum: float) -> Optimizer:
    """Make the optimiser; every rule works entry by entry, so networks side by side stay strangers.

    Args:
        name: a key of `OPTIMISERS`.
        parameters: the tensors to update, float32 or float64.
        learning_rate: the size of a step.
        momentum: share of the previous step that is kept; only "momentum" reads it.
    """
    return OPTIMISERS[name](parameters, learning_rate, momentum)
