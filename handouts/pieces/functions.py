"""The activation functions, each in PyTorch's own fast form; a handout has those that take part."""

import torch
from torch import Tensor, nn


class Sigmoid(nn.Module):
    """Squeezes every number between 0 and 1: f(x) = 1 / (1 + exp(−x))."""

    def forward(self, x: Tensor) -> Tensor:
        return torch.sigmoid(x)


class Tanh(nn.Module):
    """Squeezes every number between −1 and 1: f(x) = (exp(x) − exp(−x)) / (exp(x) + exp(−x))."""

    def forward(self, x: Tensor) -> Tensor:
        return torch.tanh(x)


class ReLU(nn.Module):
    """Positive numbers pass, all others become 0: f(x) = max(x, 0)."""

    def forward(self, x: Tensor) -> Tensor:
        return torch.relu(x)


class LeakyReLU(nn.Module):
    """Positive numbers pass, a share α of the others too: f(x) = x for x > 0, α x otherwise."""

    def __init__(self, alpha: float = 0.01) -> None:
        super().__init__()
        self.alpha = alpha

    def forward(self, x: Tensor) -> Tensor:
        return nn.functional.leaky_relu(x, self.alpha)


class ELU(nn.Module):
    """Linear above 0, a soft floor at −α below: f(x) = x for x > 0, α (exp(x) − 1) otherwise."""

    def __init__(self, alpha: float = 1.0) -> None:
        super().__init__()
        self.alpha = alpha

    def forward(self, x: Tensor) -> Tensor:
        return nn.functional.elu(x, self.alpha)


class Swish(nn.Module):
    """A number times its own sigmoid: f(x) = x / (1 + exp(−β x))."""

    def __init__(self, beta: float = 1.0) -> None:
        super().__init__()
        self.beta = beta

    def forward(self, x: Tensor) -> Tensor:
        return nn.functional.silu(self.beta * x) / self.beta


class GELU(nn.Module):
    """A number times the chance that a standard normal one is smaller: f(x) = x (1 + erf(x / √2)) / 2."""

    def forward(self, x: Tensor) -> Tensor:
        return nn.functional.gelu(x)


class SELU(nn.Module):
    """An ELU that leaves mean 0 and variance 1 as they are: λ x for x > 0, λ α (exp(x) − 1) otherwise."""

    def forward(self, x: Tensor) -> Tensor:
        return nn.functional.selu(x)


class Softplus(nn.Module):
    """A ReLU without a corner: f(x) = log(1 + exp(x))."""

    def forward(self, x: Tensor) -> Tensor:
        return nn.functional.softplus(x, threshold=40)  # from there on f(x) = x


class Mish(nn.Module):
    """A number times the tanh of its softplus: f(x) = x tanh(log(1 + exp(x)))."""

    def forward(self, x: Tensor) -> Tensor:
        return nn.functional.mish(x)


FUNCTIONS = {"Sigmoid": Sigmoid(), "ReLU": ReLU()}
FUNCTION = Sigmoid()
