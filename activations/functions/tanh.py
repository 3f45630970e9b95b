"""Tanh: the class that runs, the form that is written, the derivative by hand, PyTorch's kernel."""

import numpy as np
import torch
from torch import Tensor

from activations.base import ActivationFunction, magnitude
from activations.entry import Entry
from activations.exact import Arithmetic, Form, Number


class Tanh(ActivationFunction):
    """Hyperbolic tangent: squeezes every number between −1 and 1, and keeps its sign.

    Definition: f(x) = (exp(x) − exp(−x)) / (exp(x) + exp(−x)).
    Numerics: exp(−2|x|) never overflows; `expm1` keeps tiny x, the plain difference keeps tiny slopes.
    Source: LeCun, Bottou, Orr, Müller (1998).
    """

    def forward(self, x: Tensor) -> Tensor:
        size = magnitude(x)
        e = torch.exp(-2 * size)
        difference = torch.where(size < 1, -torch.expm1(-2 * size), 1 - e)
        # f(|x|) = (1 − e⁻²ˡˣˡ) / (1 + e⁻²ˡˣˡ),   f(−x) = −f(x)
        height = difference / (1 + e)
        return torch.where(x >= 0, height, -height)


def as_written() -> type[ActivationFunction]:
    """Make the function as the notes write it, with its numerical failures: shown, never trained."""

    class Tanh(ActivationFunction):
        """The notes' tanh; value and slope are NaN from |x| = 89 on, and x = 1e-8 becomes 0."""

        def forward(self, x: Tensor) -> Tensor:
            x_exp, neg_x_exp = torch.exp(x), torch.exp(-x)
            return (x_exp - neg_x_exp) / (x_exp + neg_x_exp)

    return Tanh


def slope(x: Number, m: Arithmetic) -> Number:
    """By hand: f′ = 4 / (eˣ + e⁻ˣ)²."""
    sum_of_both = m.exp(x) + m.exp(-x)
    return 4 / sum_of_both / sum_of_both


def kernel(z: Tensor) -> Tensor:
    """PyTorch's, or where nobody differentiates NumPy's, which takes a tenth of the time."""
    return torch.tanh(z) if z.requires_grad else torch.from_numpy(np.tanh(z.numpy()))


ENTRY = Entry(
    "tanh",
    Tanh,
    as_written(),
    Form(lambda x, m: m.tanh(x), slope),
    lambda: kernel,
)
