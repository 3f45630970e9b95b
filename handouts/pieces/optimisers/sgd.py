"""SGD."""

from torch import nn, optim

from handouts.pieces.settings import LEARNING_RATE, WEIGHT_DECAY


def make_optimiser(weights: nn.ParameterList, biases: nn.ParameterList) -> optim.Optimizer:
    """SGD: a step against the gradient of the batch, nothing more."""
    groups = [{"params": [*weights]}, {"params": [*biases]}]
    optimiser = optim.SGD(groups, lr=LEARNING_RATE, fused=True)
    optimiser.param_groups[0]["weight_decay"] = WEIGHT_DECAY  # if WEIGHT_DECAY
    return optimiser
