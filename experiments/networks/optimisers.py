"""The rules that turn gradients into steps. All work entry by entry, so stacked networks do not interact."""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, Protocol, Self

import torch
from torch import Tensor
from torch.optim import SGD, Adam, Optimizer

from experiments.networks.stack import Stack

Groups = list[dict[str, Any]]

# Each rule: (groups of parameters, momentum) to PyTorch's own optimiser, in its fused form.
OPTIMISERS: Mapping[str, Callable[[Groups, float], Optimizer]] = MappingProxyType(
    {
        "sgd": lambda groups, momentum: SGD(groups, fused=True),
        "momentum": lambda groups, momentum: SGD(groups, momentum=momentum, fused=True),
        "adam": lambda groups, momentum: Adam(groups, fused=True),
    }
)


class Optimiser(Protocol):
    """Moves networks of a stack."""

    def step(self, completed: int, gradients: Sequence[Tensor]) -> None:
        """Make the update that follows so many, along the gradients of the stack's parameters."""


class SharedRate:
    """PyTorch's own rule for neighbouring networks of a stack, whose learning rate is the same.

    Args:
        stack: whose parameters move, float32 or float64.
        name: a key of `OPTIMISERS`.
        rate_at: the learning rate of the update that follows so many.
        momentum: share of the previous step that is kept; only "momentum" reads it.
        weight_decay: λ; λ · w is added to the gradient of each weight, not of the biases.
        networks: which of the stack's, or all.
    """

    def __init__(
        self,
        stack: Stack,
        name: str,
        rate_at: Callable[[int], float],
        momentum: float,
        weight_decay: float,
        networks: slice | None = None,
    ) -> None:
        self._rate_at, self._networks = rate_at, networks
        self._parts = self._own([parameter.detach() for parameter in stack.parameters])
        layers = len(stack.weights)
        groups: Groups = [{"params": self._parts}]
        if weight_decay > 0:
            weights, biases = self._parts[:layers], self._parts[layers:]
            groups = [{"params": weights, "weight_decay": weight_decay}, {"params": biases}]
        self.rule = OPTIMISERS[name](groups, momentum)

    def step(self, completed: int, gradients: Sequence[Tensor]) -> None:
        """Make the update that follows so many."""
        for part, gradient in zip(self._parts, self._own(gradients), strict=True):
            part.grad = gradient
        for group in self.rule.param_groups:
            group["lr"] = self._rate_at(completed)
        self.rule.step()

    def _own(self, tensors: Sequence[Tensor]) -> Sequence[Tensor]:
        return [each[self._networks] for each in tensors] if self._networks else tensors


class OwnRates:
    """The same rules written out, since PyTorch's fused ones have one learning rate for a whole tensor.

    Args:
        stack: whose parameters move.
        name: a key of `OPTIMISERS`; the momentum is 0.9.
        rates: [K], of each network, for each layer.
    """

    def __init__(self, stack: Stack, name: str, rates: Sequence[Tensor]) -> None:
        self._stack, self._name = stack, name
        self._rates = [rate.reshape(-1, 1, 1) for rate in rates] * 2  # biases go as fast as weights
        self._first = [torch.zeros_like(parameter) for parameter in stack.parameters]
        self._second = [torch.zeros_like(parameter) for parameter in stack.parameters]

    @torch.no_grad()
    def step(self, completed: int, gradients: Sequence[Tensor]) -> None:
        """Make the update that follows so many."""
        count = completed + 1
        for parameter, gradient, rate, first, second in zip(
            self._stack.parameters, gradients, self._rates, self._first, self._second, strict=True
        ):
            if self._name == "sgd":
                parameter.addcmul_(rate, gradient, value=-1)
            elif self._name == "momentum":
                first.mul_(0.9).add_(gradient)
                parameter.addcmul_(rate, first, value=-1)
            else:
                first.mul_(0.9).add_(gradient, alpha=0.1)
                second.mul_(0.999).addcmul_(gradient, gradient, value=0.001)
                size = (second / (1 - 0.999**count)).sqrt_().add_(1e-8)
                parameter.addcmul_(rate / (1 - 0.9**count), first / size, value=-1)

    def of(self, stack: Stack, kept: Tensor) -> Self:
        """Go on with a stack of those networks that are kept, and with what is remembered of them."""
        layers = len(stack.weights)
        after = type(self)(stack, self._name, [rate[kept] for rate in self._rates[:layers]])
        after._first = [part[kept] for part in self._first]
        after._second = [part[kept] for part in self._second]
        return after
