"""Root mean square."""

from torch import Tensor


def magnitude(gradient: Tensor) -> Tensor:
    """The root mean square of each network's entries; squares of small numbers need double precision."""
    return gradient.double().square().mean(dim=(1, 2)).sqrt()
