"""Mean."""

from torch import Tensor


def magnitude(gradient: Tensor) -> Tensor:
    """The mean of the absolute values of each network's entries."""
    return gradient.double().abs().mean(dim=(1, 2))
