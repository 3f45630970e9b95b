"""SGD with momentum."""

from torch import nn, optim

from handouts.pieces.settings import LEARNING_RATE, MOMENTUM, WEIGHT_DECAY


def make_optimiser(weights: nn.ParameterList, biases: nn.ParameterList) -> optim.Optimizer:
    """SGD with momentum: each step keeps a share of the one before."""
    groups = [{"params": [*weights]}, {"params": [*biases]}]
    optimiser = optim.SGD(groups, lr=LEARNING_RATE, momentum=MOMENTUM, fused=True)
    optimiser.param_groups[0]["weight_decay"] = WEIGHT_DECAY  # if WEIGHT_DECAY
    return optimiser
