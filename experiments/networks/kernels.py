"""PyTorch's built-in kernels for the functions that have one, used inside training.

They compute what the classes in `activations` compute, in one operation instead of about ten; the difference
(a slope that becomes exactly 0 beyond |x| = 9 … 17) is below what a training step can tell.
"""

from collections.abc import Callable, Mapping
from functools import partial
from types import MappingProxyType

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor, nn
from torch.autograd.function import FunctionCtx, NestedIOFunction

from activations.catalogue import OWN, FunctionSpec
from activations.derivatives import value_and_slope

Kernel = Callable[[Tensor], Tensor]
BLOCK = 2**16  # numbers that a typed function is applied to at once


def _tanh(z: Tensor) -> Tensor:
    """PyTorch's, or where nobody differentiates NumPy's, which takes a tenth of the time."""
    return torch.tanh(z) if z.requires_grad else torch.from_numpy(np.tanh(z.numpy()))


def _leaky_relu(alpha: float) -> Kernel:
    return lambda z: F.leaky_relu(z, alpha)


def _elu(alpha: float) -> Kernel:
    return lambda z: F.elu(z, alpha)


def _swish(beta: float) -> Kernel:
    return F.silu if beta == 1 else lambda z: F.silu(beta * z) / beta


KERNELS: Mapping[str, Callable[..., Kernel]] = MappingProxyType(
    {
        "sigmoid": lambda: torch.sigmoid,
        "tanh": lambda: _tanh,
        "relu": lambda: torch.relu,
        "leaky-relu": _leaky_relu,
        "elu": _elu,
        "swish": _swish,
        "gelu": lambda: F.gelu,
        "selu": lambda: F.selu,
        "softplus": lambda: partial(F.softplus, threshold=40),  # from there on f(x) = x, also in double
        "mish": lambda: F.mish,
    }
)


def kernel(spec: FunctionSpec) -> Kernel:
    """Return the fast form of a function, or its own class when PyTorch has none.

    Args:
        spec: the function with its parameters.

    Returns:
        a map from a tensor to one of the same shape and dtype, differentiable by autograd.
    """
    function = spec.create()
    if spec.key == OWN:
        return _own(function)
    if spec.key not in KERNELS:
        return function
    parameters = {name: value for name, value in function.config.items() if name != "name"}
    return KERNELS[spec.key](**parameters)


class _Elementwise(torch.autograd.Function):
    """A typed function, of which only the slope is kept for the way back: one tensor, however long it is."""

    @staticmethod
    def forward(ctx: FunctionCtx, z: Tensor, function: nn.Module) -> Tensor:
        """Return f(z), and keep f′(z), which autograd computes at once."""
        values, slopes = zip(*(value_and_slope(function, block) for block in _blocks(z)), strict=True)
        ctx.save_for_backward(torch.cat(slopes).view_as(z))
        return torch.cat(values).view_as(z)

    @staticmethod
    def backward(ctx: NestedIOFunction, *gradients: Tensor) -> tuple[Tensor, None]:
        """Return gradient · f′(z)."""
        (slope,) = ctx.saved_tensors
        return gradients[0] * slope, None


def _blocks(z: Tensor) -> tuple[Tensor, ...]:
    return torch.split(z.flatten(), BLOCK)


def _own(function: nn.Module) -> Kernel:
    def apply(z: Tensor) -> Tensor:
        if torch.is_grad_enabled():
            result: Tensor = _Elementwise.apply(z, function)  # type: ignore[no-untyped-call]
            return result
        return torch.cat([function(block) for block in _blocks(z)]).view_as(z)

    return apply
