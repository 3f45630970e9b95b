"""A function close to 0: what is left of a kink, or of a curve, as the window shrinks."""

from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray

from activations.catalogue import FunctionSpec
from activations.derivatives import curve, value_and_slope
from activations.kernels import kernel
from experiments.numerics.forms import as_written

EXPONENTS: NDArray[np.float64] = np.linspace(-8, 0, 81).round(1)  # half the window is ten to these powers
POINTS = 101
BESIDE = 1e-30  # as near to 0 as makes no difference to any slope
JUMP = 1e-9  # the smallest difference between two slopes that is a kink


@dataclass(frozen=True, slots=True, eq=False)
class Kink:
    """A function around 0 at every magnification.

    Args:
        windows: half the width of the window, float64 [Z], from narrow to wide.
        across: x / window, float64 [N], from −1 to 1.
        height: (f(x) − f(0)) / window, float64 [Z, N].
        secant_left: (f(0) − f(−window)) / window, [Z].
        secant_right: (f(window) − f(0)) / window, [Z].
        left: the slope just left of 0.
        right: the slope just right of 0.
        returned: what autograd returns at 0 in float32, by who asks: "runs" our class, "as_written" the
            form in the notes, "kernel" PyTorch's own function.
    """

    windows: NDArray[np.float64]
    across: NDArray[np.float64]
    height: NDArray[np.float64]
    secant_left: NDArray[np.float64]
    secant_right: NDArray[np.float64]
    left: float
    right: float
    returned: dict[str, float]

    @property
    def is_kink(self) -> bool:
        """Whether the slope jumps at 0."""
        return abs(self.left - self.right) > JUMP


def magnify(function: FunctionSpec) -> Kink:
    """Look at a function around 0 through every window.

    Args:
        function: a function of the catalogue with its parameters.

    Numerics: float64, except for what autograd returns at 0, which networks ask for in float32.
    """
    module = function.create()
    windows, across = 10.0**EXPONENTS, np.linspace(-1, 1, POINTS)
    x = np.outer(windows, across)
    at_zero = curve(module, np.zeros(1)).value[0]
    height = (curve(module, x.ravel()).value.reshape(x.shape) - at_zero) / windows[:, None]
    left, right = curve(module, np.array([-BESIDE, BESIDE])).slope
    return Kink(
        windows=windows,
        across=across,
        height=height,
        secant_left=-height[:, 0],
        secant_right=height[:, -1],
        left=float(left),
        right=float(right),
        returned={
            "runs": _at_zero(module),
            "as_written": _at_zero(as_written(function)),
            "kernel": _at_zero(_Kernel(function)),
        },
    )


class _Kernel(torch.nn.Module):
    """PyTorch's own function as a module."""

    def __init__(self, function: FunctionSpec) -> None:
        super().__init__()
        self.function = kernel(function)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.function(x)


def _at_zero(module: torch.nn.Module) -> float:
    return float(value_and_slope(module, torch.zeros(()))[1])
