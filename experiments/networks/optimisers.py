"""The rules that turn gradients into steps: PyTorch's own, in their fused form."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from torch import Tensor
from torch.optim import SGD, Adam, Optimizer

Groups = list[dict[str, Any]]

# Each rule: (groups of parameters, learning rate, momentum) to an optimiser.
OPTIMISERS: Mapping[str, Callable[[Groups, float, float], Optimizer]] = MappingProxyType(
    {
        "sgd": lambda groups, rate, momentum: SGD(groups, rate, fused=True),
        "momentum": lambda groups, rate, momentum: SGD(groups, rate, momentum=momentum, fused=True),
        "adam": lambda groups, rate, momentum: Adam(groups, rate, fused=True),
    }
)


def create(
    name: str,
    weights: list[Tensor],
    biases: list[Tensor],
    learning_rate: float,
    momentum: float,
    weight_decay: float,
) -> Optimizer:
    """Make the optimiser; every rule works entry by entry, so networks side by side stay strangers.

    Args:
        name: a key of `OPTIMISERS`.
        weights: the tensors to update, float32 or float64, to which the weight decay applies.
        biases: those to which it does not.
        learning_rate: the size of a step.
        momentum: share of the previous step that is kept; only "momentum" reads it.
        weight_decay: λ; λ · w is added to the gradient of each weight.
    """
    groups: Groups = [{"params": [*weights, *biases]}]
    if weight_decay > 0:
        groups = [{"params": weights, "weight_decay": weight_decay}, {"params": biases}]
    return OPTIMISERS[name](groups, learning_rate, momentum)
