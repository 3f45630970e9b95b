"""LeakyReLU: the class that runs, the form that is written, the derivative by hand, PyTorch's kernel."""

from functools import partial

import torch
import torch.nn.functional as F
from torch import Tensor

from activations.base import ActivationFunction, Hyperparameter
from activations.entry import Entry
from activations.exact import Form


class LeakyReLU(ActivationFunction):
    """Leaky rectified linear unit: positive numbers pass, a share α of the others too.

    Definition: f(x) = x for x > 0, α x otherwise.
    Numerics: α = 0 is a case of its own, because 0 · −∞ is NaN; the slope at 0 is α, as in PyTorch.
    Source: Maas, Hannun, Ng (2013).
    """

    hyperparameters = (
        Hyperparameter("alpha", "α", low=0.0, high=1.0, step=0.01, default=0.01, meaning="slope below zero"),
    )

    def forward(self, x: Tensor) -> Tensor:
        alpha = self.config["alpha"]
        # f(x) = α x,  x ≤ 0;   x,  x > 0
        return torch.where(x <= 0, alpha * x if alpha > 0 else 0.0, x)


HYPERPARAMETERS = LeakyReLU.hyperparameters


def as_written() -> type[ActivationFunction]:
    """Make the function as the notes write it, with its numerical failures: shown, never trained."""

    class LeakyReLU(ActivationFunction):
        """The notes' LeakyReLU; with α = 0 it is 0 · (−∞) at x = −∞, which is NaN."""

        hyperparameters = HYPERPARAMETERS

        def __init__(self, alpha: float = 0.01) -> None:
            super().__init__()
            self.config["alpha"] = alpha

        def forward(self, x: Tensor) -> Tensor:
            return torch.where(x > 0, x, x * self.config["alpha"])

    return LeakyReLU


ENTRY = Entry(
    "leaky-relu",
    LeakyReLU,
    as_written(),
    Form(
        lambda x, m, alpha: x if x > 0 else alpha * x,
        lambda x, m, alpha: (1 if x > 0 else alpha) + 0 * x,
    ),
    lambda alpha: partial(F.leaky_relu, negative_slope=alpha),
)
