"""Steps for many networks at once, each of which may have its own learning rate in every layer."""

from collections.abc import Sequence

import torch
from torch import Tensor


class Optimiser:
    """A step for all networks at once, each at its own rate: SGD, with momentum 0.9, or Adam."""

    def __init__(self, name: str, parameters: list[Tensor], rates: list[Tensor]) -> None:
        self.name, self.parameters, self.rates = name, parameters, rates
        self.first = [torch.zeros_like(parameter) for parameter in parameters]
        self.second = [torch.zeros_like(parameter) for parameter in parameters]
        self.count = 0

    @torch.no_grad()
    def step(self, gradients: Sequence[Tensor]) -> None:
        """Move every parameter along its gradient."""
        self.count += 1
        for parameter, gradient, rate, first, second in zip(
            self.parameters, gradients, self.rates, self.first, self.second, strict=True
        ):
            if self.name == "sgd":
                parameter.addcmul_(rate, gradient, value=-1)
            elif self.name == "momentum":
                first.mul_(0.9).add_(gradient)
                parameter.addcmul_(rate, first, value=-1)
            else:
                first.mul_(0.9).add_(gradient, alpha=0.1)
                second.mul_(0.999).addcmul_(gradient, gradient, value=0.001)
                size = (second / (1 - 0.999**self.count)).sqrt_().add_(1e-8)
                parameter.addcmul_(rate / (1 - 0.9**self.count), first / size, value=-1)


def rates_of(rates: float | Tensor | Sequence[Tensor], networks: int, layers: int) -> list[Tensor]:
    """A rate [K, 1, 1] for the weights of each layer, then for the biases of each."""
    if isinstance(rates, int | float):
        rates = torch.full((networks,), float(rates))
    rows = [rates] * layers if isinstance(rates, Tensor) else list(rates)
    return [row.float().reshape(-1, 1, 1) for row in rows] * 2
