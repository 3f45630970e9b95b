"""The functions as the notes, or papers, write them, with their numerical failures: shown, never trained."""

import math
from collections.abc import Mapping
from types import MappingProxyType

import torch
from torch import Tensor

from activations import functions
from activations.base import ActivationFunction


class Sigmoid(ActivationFunction):
    """The notes' sigmoid; its slope is NaN from x = −89 down, where exp(−x) overflows."""

    def forward(self, x: Tensor) -> Tensor:
        return 1 / (1 + torch.exp(-x))


class Tanh(ActivationFunction):
    """The notes' tanh; value and slope are NaN from |x| = 89 on, and x = 1e-8 becomes 0."""

    def forward(self, x: Tensor) -> Tensor:
        x_exp, neg_x_exp = torch.exp(x), torch.exp(-x)
        return (x_exp - neg_x_exp) / (x_exp + neg_x_exp)


class ReLU(ActivationFunction):
    """The notes' ReLU; at x = −∞ it is −∞ · 0, which is NaN."""

    def forward(self, x: Tensor) -> Tensor:
        return x * (x > 0).float()  # or x.clamp(min=0); max(x, 0) raises for more than one element


class LeakyReLU(ActivationFunction):
    """The notes' LeakyReLU; with α = 0 it is 0 · (−∞) at x = −∞, which is NaN."""

    hyperparameters = functions.LeakyReLU.hyperparameters

    def __init__(self, alpha: float = 0.01) -> None:
        super().__init__()
        self.config["alpha"] = alpha

    def forward(self, x: Tensor) -> Tensor:
        return torch.where(x > 0, x, x * self.config["alpha"])


class ELU(ActivationFunction):
    """The notes' ELU, with α = 1; its slope is NaN from x = 89 on, and x = −1e-8 becomes 0."""

    def forward(self, x: Tensor) -> Tensor:
        return torch.where(x > 0, x, torch.exp(x) - 1)


class Swish(ActivationFunction):
    """The notes' Swish, with β = 1; at x = −∞ it is −∞ · 0, which is NaN."""

    def forward(self, x: Tensor) -> Tensor:
        return x * torch.sigmoid(x)


class GELU(ActivationFunction):
    """The paper's GELU; 1 + erf cancels to 0 from x = −5.5 down, and at x = −∞ it is −∞ · 0, which is NaN."""

    def forward(self, x: Tensor) -> Tensor:
        return x * (1 + torch.erf(x / math.sqrt(2))) / 2


class SELU(ActivationFunction):
    """The paper's SELU; its slope is NaN from x = 89 on, and x = −1e-8 becomes 0."""

    def forward(self, x: Tensor) -> Tensor:
        alpha, scale = functions.SELU.ALPHA, functions.SELU.LAMBDA
        return scale * torch.where(x > 0, x, alpha * (torch.exp(x) - 1))


class Softplus(ActivationFunction):
    """The textbooks' softplus; infinite from x = 89 on, its slope NaN there, and 0 from x = −17 down."""

    def forward(self, x: Tensor) -> Tensor:
        return torch.log(1 + torch.exp(x))


class Mish(ActivationFunction):
    """The paper's Mish; its slope is NaN from x = 89 on, and its value 0 from x = −17 down."""

    def forward(self, x: Tensor) -> Tensor:
        return x * torch.tanh(torch.log(1 + torch.exp(x)))


AS_WRITTEN: Mapping[str, type[ActivationFunction]] = MappingProxyType(
    {
        "sigmoid": Sigmoid,
        "tanh": Tanh,
        "relu": ReLU,
        "leaky-relu": LeakyReLU,
        "elu": ELU,
        "swish": Swish,
        "gelu": GELU,
        "selu": SELU,
        "softplus": Softplus,
        "mish": Mish,
    }
)
