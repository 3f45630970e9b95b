"""ReLU: the class that runs, the form that is written, the derivative by hand, PyTorch's kernel."""

import torch
from torch import Tensor

from activations.base import ActivationFunction
from activations.entry import Entry
from activations.exact import Form


class ReLU(ActivationFunction):
    """Rectified linear unit: positive numbers pass, all others become 0.

    Definition: f(x) = x for x > 0, 0 otherwise.
    Numerics: a choice instead of a product, because −∞ · 0 is NaN; the slope at 0 is 0, as in PyTorch.
    Source: Nair, Hinton (2010).
    """

    def forward(self, x: Tensor) -> Tensor:
        # f(x) = 0,  x ≤ 0;   x,  x > 0
        return torch.where(x <= 0, 0.0, x)


def as_written() -> type[ActivationFunction]:
    """Make the function as the notes write it, with its numerical failures: shown, never trained."""

    class ReLU(ActivationFunction):
        """The notes' ReLU; at x = −∞ it is −∞ · 0, which is NaN."""

        def forward(self, x: Tensor) -> Tensor:
            return x * (x > 0).float()  # or x.clamp(min=0); max(x, 0) raises for more than one element

    return ReLU


ENTRY = Entry(
    "relu",
    ReLU,
    as_written(),
    Form(lambda x, m: x if x > 0 else 0 * x, lambda x, m: (1 if x > 0 else 0) + 0 * x),
    lambda: torch.relu,
)
