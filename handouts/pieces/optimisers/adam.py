"""Adam."""

from torch import nn, optim

from handouts.pieces.settings import LEARNING_RATE, WEIGHT_DECAY


def make_optimiser(weights: nn.ParameterList, biases: nn.ParameterList) -> optim.Optimizer:
    """Adam: every weight has a step size of its own."""
    groups = [{"params": [*weights]}, {"params": [*biases]}]
    optimiser = optim.Adam(groups, lr=LEARNING_RATE, fused=True)
    optimiser.param_groups[0]["weight_decay"] = WEIGHT_DECAY  # if WEIGHT_DECAY
    return optimiser
