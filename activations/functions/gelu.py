"""GELU: the class that runs, the form that is written, the derivative by hand, PyTorch's kernel."""

import math

import torch
import torch.nn.functional as F
from torch import Tensor

from activations.base import ActivationFunction, magnitude
from activations.entry import Entry
from activations.exact import Arithmetic, Form, Number


class GELU(ActivationFunction):
    """Gaussian error linear unit: a number times the chance that a standard normal one is smaller.

    Definition: f(x) = x (1 + erf(x / sqrt(2))) / 2.
    Numerics: ReLU minus a bump, as Swish; `erfc` keeps the small tail that 1 + erf rounds to 0.
    Source: Hendrycks, Gimpel (2016).
    """

    def forward(self, x: Tensor) -> Tensor:
        size = magnitude(x).double().clamp(max=1e6)  # far beyond the bump; ∞ · 0 would be NaN
        tail = torch.erfc(size / 2**0.5) / 2
        # f(x) = x Φ(x) = max(x, 0) − |x| Φ(−|x|)
        return torch.where(x >= 0, x, 0.0) - (size * tail).to(x.dtype)


def as_written() -> type[ActivationFunction]:
    """Make the function as it was published, with its numerical failures: shown, never trained."""

    class GELU(ActivationFunction):
        """The paper's GELU; 1 + erf cancels to 0 from x = −5.5 down; at x = −∞ it is −∞ · 0, which is NaN."""

        def forward(self, x: Tensor) -> Tensor:
            return x * (1 + torch.erf(x / math.sqrt(2))) / 2

    return GELU


def normal_below(x: Number, m: Arithmetic) -> Number:
    """Φ(x): how likely a standard normal number is smaller."""
    return m.erfc(-x / m.root_of_two) / 2


def slope(x: Number, m: Arithmetic) -> Number:
    """By hand: f′ = Φ(x) + x φ(x)."""
    return normal_below(x, m) + x * m.exp(-x * x / 2) / (m.root_of_two * m.root_of_pi)


ENTRY = Entry(
    "gelu",
    GELU,
    as_written(),
    Form(lambda x, m: x * normal_below(x, m), slope),
    lambda: F.gelu,
    from_the_notes=False,
)
