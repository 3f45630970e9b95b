"""Values and derivatives of any function, as autograd computes them."""

from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor, nn


@dataclass(frozen=True, slots=True, eq=False)
class Curve:
    """A function along the points x: arrays of shape [N] and the dtype of x.

    `curvature` is None when only the first derivative was asked for.
    """

    x: np.ndarray
    value: np.ndarray
    slope: np.ndarray
    curvature: np.ndarray | None


def curve(function: nn.Module, x: np.ndarray, order: int = 1) -> Curve:
    """Compute a function and its derivatives at each point.

    Args:
        function: any module that works elementwise.
        x: the points, [N], float32 or float64.
        order: the highest derivative, 1 or 2.

    Returns:
        The curve, with the shape and dtype of x.

    Raises:
        ValueError: when the order is neither 1 nor 2, or x is not a row of floats.

    Numerics: in the dtype of x, so that what float32 does can be seen. Without a value there is no slope.
    """
    if order not in (1, 2):
        raise ValueError(f"The order is 1 or 2; {order} is neither.")
    if x.ndim != 1 or x.dtype not in (np.float32, np.float64):
        raise ValueError(f"x is one row of float32 or float64; it has shape {x.shape} and dtype {x.dtype}.")
    with torch.enable_grad():
        points = torch.tensor(x, requires_grad=True)
        value = function(points)
        slope = _derivative(value, points, differentiable=order == 2)
        # by force, since PyTorch hands out some zeros that take no memory, and no array can be made of them
        curvature = _derivative(slope, points).numpy(force=True) if order == 2 else None
    there = ~np.isnan(value.detach().numpy())  # autograd finds a slope of log(x) for x < 0, too
    nan = x.dtype.type(np.nan)
    return Curve(
        x,
        value.detach().numpy(),
        np.where(there, slope.detach().numpy(), nan),
        None if curvature is None else np.where(there, curvature, nan),
    )


def value_and_slope(function: nn.Module, x: Tensor) -> tuple[Tensor, Tensor]:
    """Compute a function and its slope in any dtype that PyTorch has, in the shape of x."""
    with torch.enable_grad():
        points = x.detach().requires_grad_()
        value = function(points)
        slope = _derivative(value, points)
    return value.detach(), slope.detach()


def _derivative(y: Tensor, x: Tensor, differentiable: bool = False) -> Tensor:
    """Return ∂y/∂x at each point; 0 when y does not depend on x, as the slope of a straight line."""
    if not y.requires_grad:
        return torch.zeros_like(x)
    # Each y depends on its own x alone: the gradient of their sum holds every slope.
    (gradient,) = torch.autograd.grad(y.sum(), x, create_graph=differentiable, materialize_grads=True)
    return gradient
