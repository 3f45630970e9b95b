"""SELU: the class that runs, the form that is written, the derivative by hand, PyTorch's kernel."""

import torch
import torch.nn.functional as F
from torch import Tensor

from activations.base import ActivationFunction
from activations.entry import Entry
from activations.exact import Arithmetic, Form, Number


class SELU(ActivationFunction):
    """Scaled exponential linear unit: the ELU that leaves mean 0 and variance 1 as they are.

    Definition: f(x) = λ x for x > 0, λ α (exp(x) − 1) otherwise.
    Numerics: as ELU, clamped, with `expm1` for tiny x and exp − 1 for tiny slopes.
    Source: Klambauer, Unterthiner, Mayr, Hochreiter (2017).
    """

    ALPHA = 1.6732632423543772  # makes E[f(z)] = 0 for a standard normal z
    LAMBDA = 1.0507009873554805  # makes E[f(z)²] = 1

    def forward(self, x: Tensor) -> Tensor:
        below = x.clamp(max=0)
        growth = torch.where(below > -1, torch.expm1(below), torch.exp(below) - 1)
        # f(x) = λ x,  x > 0;   λ α (eˣ − 1),  x ≤ 0
        return torch.where(x > 0, self.LAMBDA * x, self.LAMBDA * self.ALPHA * growth)


ALPHA, LAMBDA = SELU.ALPHA, SELU.LAMBDA


def as_written() -> type[ActivationFunction]:
    """Make the function as it was published, with its numerical failures: shown, never trained."""

    class SELU(ActivationFunction):
        """The paper's SELU; its slope is NaN from x = 89 on, and x = −1e-8 becomes 0."""

        def forward(self, x: Tensor) -> Tensor:
            return LAMBDA * torch.where(x > 0, x, ALPHA * (torch.exp(x) - 1))

    return SELU


def value(x: Number, m: Arithmetic) -> Number:
    """By hand: f = λ x for x > 0, λ α (eˣ − 1) otherwise."""
    return LAMBDA * (x if x > 0 else ALPHA * m.expm1(x))


def slope(x: Number, m: Arithmetic) -> Number:
    """By hand: f′ = λ for x > 0, λ α eˣ otherwise."""
    return LAMBDA * (1 + 0 * x if x > 0 else ALPHA * m.exp(x))


ENTRY = Entry(
    "selu",
    SELU,
    as_written(),
    Form(value, slope),
    lambda: F.selu,
    from_the_notes=False,
)
