"""ELU: the class that runs, the form that is written, the derivative by hand, PyTorch's kernel."""

from functools import partial

import torch
import torch.nn.functional as F
from torch import Tensor

from activations.base import ActivationFunction, Hyperparameter
from activations.entry import Entry
from activations.exact import Form


class ELU(ActivationFunction):
    """Exponential linear unit: linear above zero, a soft floor at −α below.

    Definition: f(x) = x for x > 0, α (exp(x) − 1) otherwise.
    Numerics: clamped, so that the side not taken stays finite; `expm1` keeps tiny x, exp − 1 tiny slopes.
    Source: Clevert, Unterthiner, Hochreiter (2016).
    """

    hyperparameters = (
        Hyperparameter("alpha", "α", low=0.1, high=3.0, step=0.1, default=1.0, meaning="depth of the floor"),
    )

    def forward(self, x: Tensor) -> Tensor:
        below = x.clamp(max=0)
        growth = torch.where(below > -1, torch.expm1(below), torch.exp(below) - 1)
        # f(x) = x,  x > 0;   α (eˣ − 1),  x ≤ 0
        return torch.where(x > 0, x, self.config["alpha"] * growth)


def as_written() -> type[ActivationFunction]:
    """Make the function as the notes write it, with its numerical failures: shown, never trained."""

    class ELU(ActivationFunction):
        """The notes' ELU, with α = 1; its slope is NaN from x = 89 on, and x = −1e-8 becomes 0."""

        def forward(self, x: Tensor) -> Tensor:
            return torch.where(x > 0, x, torch.exp(x) - 1)

    return ELU


ENTRY = Entry(
    "elu",
    ELU,
    as_written(),
    Form(
        lambda x, m, alpha: x if x > 0 else alpha * m.expm1(x),
        lambda x, m, alpha: 1 + 0 * x if x > 0 else alpha * m.exp(x),
    ),
    lambda alpha: partial(F.elu, alpha=alpha),
)
