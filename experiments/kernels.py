"""PyTorch's built-in kernels for the functions that have one, used inside training.

They compute what the classes in `activations` compute, in one operation instead of about ten; the difference
(a slope that becomes exactly 0 beyond |x| = 9 … 17) is below what a training step can tell.
"""

from collections.abc import Callable, Mapping
from functools import partial
from types import MappingProxyType

import torch
import torch.nn.functional as F
from torch import Tensor

from activations.catalogue import FunctionSpec

Kernel = Callable[[Tensor], Tensor]


def _leaky_relu(alpha: float) -> Kernel:
    return lambda z: F.leaky_relu(z, alpha)


def _elu(alpha: float) -> Kernel:
    return lambda z: F.elu(z, alpha)


def _swish(beta: float) -> Kernel:
    return F.silu if beta == 1 else lambda z: F.silu(beta * z) / beta


KERNELS: Mapping[str, Callable[..., Kernel]] = MappingProxyType(
    {
        "sigmoid": lambda: torch.sigmoid,
        "tanh": lambda: torch.tanh,
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
    if spec.key not in KERNELS:
        return function
    parameters = {name: value for name, value in function.config.items() if name != "name"}
    return KERNELS[spec.key](**parameters)
