"""Swish: the class that runs, the form that is written, the derivative by hand, PyTorch's kernel."""

import torch
import torch.nn.functional as F
from torch import Tensor

from activations.base import ActivationFunction, Hyperparameter, magnitude
from activations.entry import Entry, Kernel
from activations.exact import Arithmetic, Form, Number, logistic


class Swish(ActivationFunction):
    """Swish: a number times its own sigmoid, so that it gates itself; SiLU when β is 1.

    Definition: f(x) = x / (1 + exp(−β x)).
    Numerics: ReLU minus a bump is finite up to ±∞; in double, for rounding β x alone would cost 60 ulp.
    Source: Elfwing, Uchibe, Doya (2018); Ramachandran, Zoph, Le (2017).
    """

    hyperparameters = (
        Hyperparameter(
            "beta", "β", low=0.1, high=10.0, step=0.1, default=1.0, meaning="sharpness of the gate"
        ),
    )

    def forward(self, x: Tensor) -> Tensor:
        size = magnitude(x).double().clamp(max=1e6)  # far beyond the bump; ∞ · 0 would be NaN
        e = torch.exp(-self.config["beta"] * size)
        # f(x) = x σ(βx) = max(x, 0) − |x| e / (1 + e),   e = exp(−β|x|)
        return torch.where(x >= 0, x, 0.0) - (size * e / (1 + e)).to(x.dtype)


def as_written() -> type[ActivationFunction]:
    """Make the function as the notes write it, with its numerical failures: shown, never trained."""

    class Swish(ActivationFunction):
        """The notes' Swish, with β = 1; at x = −∞ it is −∞ · 0, which is NaN."""

        def forward(self, x: Tensor) -> Tensor:
            return x * torch.sigmoid(x)

    return Swish


def slope(x: Number, m: Arithmetic, beta: float) -> Number:
    """By hand: f′ = σ(βx) (1 + βx σ(−βx))."""
    return logistic(beta * x, m) * (1 + beta * x * logistic(-beta * x, m))


def kernel(beta: float) -> Kernel:
    """PyTorch's SiLU, stretched where β is not 1."""
    return F.silu if beta == 1 else lambda z: F.silu(beta * z) / beta


ENTRY = Entry(
    "swish",
    Swish,
    as_written(),
    Form(lambda x, m, beta: x * logistic(beta * x, m), slope),
    kernel,
)
