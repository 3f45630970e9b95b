"""Softplus: the class that runs, the form that is written, the derivative by hand, PyTorch's kernel."""

from functools import partial

import torch
import torch.nn.functional as F
from torch import Tensor

from activations.base import ActivationFunction, magnitude
from activations.entry import Entry
from activations.exact import Arithmetic, Form, Number, logistic


class Softplus(ActivationFunction):
    """Softplus: a ReLU without a corner, whose slope is the sigmoid.

    Definition: f(x) = log(1 + exp(x)).
    Numerics: exp(−|x|) never overflows, and `log1p` keeps what 1 + exp would round away.
    Source: Dugas, Bengio, Bélisle, Nadeau, Garcia (2001).
    """

    def forward(self, x: Tensor) -> Tensor:
        # f(x) = ln(1 + eˣ) = max(x, 0) + ln(1 + e⁻ˡˣˡ)
        return torch.where(x >= 0, x, 0.0) + torch.log1p(torch.exp(-magnitude(x)))


def as_written() -> type[ActivationFunction]:
    """Make the function as it was published, with its numerical failures: shown, never trained."""

    class Softplus(ActivationFunction):
        """The textbooks' softplus; infinite from x = 89 on, its slope NaN there, and 0 from x = −17 down."""

        def forward(self, x: Tensor) -> Tensor:
            return torch.log(1 + torch.exp(x))

    return Softplus


def value(x: Number, m: Arithmetic) -> Number:
    """By hand: f = max(x, 0) + ln(1 + e⁻ˡˣˡ)."""
    return x + m.log1p(m.exp(-x)) if x > 0 else m.log1p(m.exp(x))


ENTRY = Entry(
    "softplus",
    Softplus,
    as_written(),
    Form(value, logistic),
    lambda: partial(F.softplus, threshold=40),  # from there on f(x) = x, also in double
    from_the_notes=False,
)
