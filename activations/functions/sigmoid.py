"""Sigmoid: the class that runs, the form that is written, the derivative by hand, PyTorch's kernel."""

import torch
from torch import Tensor

from activations.base import ActivationFunction, magnitude
from activations.entry import Entry
from activations.exact import Arithmetic, Form, Number, logistic


class Sigmoid(ActivationFunction):
    """Logistic sigmoid: squeezes every number between 0 and 1.

    Definition: f(x) = 1 / (1 + exp(−x)).
    Numerics: exp(−|x|) never overflows; each side of 0 takes the fraction that does not cancel.
    Source: LeCun, Bottou, Orr, Müller (1998).
    """

    def forward(self, x: Tensor) -> Tensor:
        e = torch.exp(-magnitude(x))
        # f(x) = 1 / (1 + e⁻ˣ),  x ≥ 0;   eˣ / (1 + eˣ),  x < 0
        return torch.where(x >= 0, 1 / (1 + e), e / (1 + e))


def as_written() -> type[ActivationFunction]:
    """Make the function as the notes write it, with its numerical failures: shown, never trained."""

    class Sigmoid(ActivationFunction):
        """The notes' sigmoid; its slope is NaN from x = −89 down, where exp(−x) overflows."""

        def forward(self, x: Tensor) -> Tensor:
            return 1 / (1 + torch.exp(-x))

    return Sigmoid


def slope(x: Number, m: Arithmetic) -> Number:
    """By hand: f′ = σ(x) σ(−x)."""
    return logistic(x, m) * logistic(-x, m)


ENTRY = Entry(
    "sigmoid",
    Sigmoid,
    as_written(),
    Form(logistic, slope),
    lambda: torch.sigmoid,
)
