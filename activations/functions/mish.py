"""Mish: the class that runs, the form that is written, the derivative by hand, PyTorch's kernel."""

import torch
import torch.nn.functional as F
from torch import Tensor

from activations.base import ActivationFunction, magnitude
from activations.entry import Entry
from activations.exact import Arithmetic, Form, Number


class Mish(ActivationFunction):
    """Mish: a number times the tanh of its softplus; a gate like Swish's, a little steeper.

    Definition: f(x) = x tanh(log(1 + exp(x))).
    Numerics: ReLU minus a bump, as Swish; tanh and log cancel to a fraction of exponentials.
    Source: Misra (2020).
    """

    def forward(self, x: Tensor) -> Tensor:
        size = magnitude(x).double().clamp(max=1e6)  # far beyond the bump; ∞ · 0 would be NaN
        e = torch.exp(-size)
        # tanh ln(1 + eˣ) = 1 − 2e² / (1 + 2e + 2e²),  x ≥ 0;   (2e + e²) / (2 + 2e + e²),  x < 0
        bump = torch.where(x >= 0, 2 * e * e / (1 + 2 * e + 2 * e * e), e * (2 + e) / (2 + 2 * e + e * e))
        # f(x) = max(x, 0) − |x| · bump
        return torch.where(x >= 0, x, 0.0) - (size * bump).to(x.dtype)


def as_written() -> type[ActivationFunction]:
    """Make the function as it was published, with its numerical failures: shown, never trained."""

    class Mish(ActivationFunction):
        """The paper's Mish; its slope is NaN from x = 89 on, and its value 0 from x = −17 down."""

        def forward(self, x: Tensor) -> Tensor:
            return x * torch.tanh(torch.log(1 + torch.exp(x)))

    return Mish


def value(x: Number, m: Arithmetic) -> Number:
    """By hand: tanh(ln(1 + e)) = n / (n + 2), n = e (e + 2), e = eˣ."""
    e = m.exp(x)
    return x * (e * (e + 2)) / (e * (e + 2) + 2)


def slope(x: Number, m: Arithmetic) -> Number:
    """By hand: f′ = n / (n + 2) + 4 x e (1 + e) / (n + 2)²."""
    e = m.exp(x)
    n = e * (e + 2)
    return n / (n + 2) + 4 * x * (e / (n + 2)) * ((1 + e) / (n + 2))


ENTRY = Entry(
    "mish",
    Mish,
    as_written(),
    Form(value, slope),
    lambda: F.mish,
    from_the_notes=False,
)
