"""The slope of a function in two ways that know nothing of each other."""

import torch
from torch import Tensor

from handouts.pieces.function_settings import DISTANCE, REACH, X
from handouts.pieces.functions import FUNCTION


def slope_by_autograd(x: Tensor) -> Tensor:
    """Each y depends on its own x alone, so the gradient of their sum holds every slope."""
    x = x.clone().requires_grad_()
    y = FUNCTION(x)
    if not y.requires_grad:  # if TYPED
        return torch.zeros_like(x)  # a function of flat pieces gives autograd nothing to do  # if TYPED
    return torch.autograd.grad(y.sum(), x)[0]


def slope_by_differences(x: Tensor) -> Tensor:
    """How much f rises between two points close to x, without any calculus."""
    with torch.no_grad():
        return (FUNCTION(x + DISTANCE) - FUNCTION(x - DISTANCE)) / (2 * DISTANCE)


here = torch.tensor([X], dtype=torch.float64)
value, slope = FUNCTION(here).item(), slope_by_autograd(here).item()
print(f"f({X}) = {value:.9g}")
print(f"f'({X}) = {slope:.9g} by autograd")
print(f"f'({X}) = {slope_by_differences(here).item():.9g} by finite differences")

x = torch.linspace(-REACH, REACH, 321, dtype=torch.float64)
difference = (slope_by_autograd(x) - slope_by_differences(x)).abs()
worst = int(difference.argmax())
print(f"Over all x the two differ most at x = {x[worst]:.4g}, by {difference[worst]:.2g}.")
