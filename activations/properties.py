"""What can be measured about any activation function: its range, its moments, and where its slope lives."""

from dataclasses import dataclass
from math import inf, nan, pi, sqrt

import numpy as np
from torch import nn

from activations.derivatives import curve
from activations.landmarks import ROUNDING, SATURATED, Scan


@dataclass(frozen=True, slots=True)
class Properties:
    """What was measured; z is a standard normal input.

    Args:
        lowest: the infimum of f, −inf where there is none.
        highest: the supremum of f, inf where there is none.
        lowest_reached: whether f takes its infimum at some x, or only approaches it.
        highest_reached: the same for the supremum.
        mean: E[f(z)].
        mean_square: E[f(z)²].
        variance: Var[f(z)].
        forward_gain: 1 / √E[f(z)²], the factor on the weights that keeps the signal's size.
        mean_slope: E[f′(z)].
        mean_square_slope: E[f′(z)²].
        backward_gain: 1 / √E[f′(z)²], the factor on the weights that keeps the error signal's size.
        largest_slope: the supremum of |f′|.
        largest_slope_from: where the (first) interval begins on which |f′| is that large.
        largest_slope_to: where it ends; the same as its beginning for a single point.
        saturated_below: |f′| stays under 1 % of its largest for x below this; None when it never does.
        saturated_above: the same for x above.
        monotone: whether f never turns.
        minimum: the lowest value, when f falls before it and rises after it, or else None.
        minimum_at: the x of that minimum.
    """

    lowest: float
    highest: float
    lowest_reached: bool
    highest_reached: bool
    mean: float
    mean_square: float
    variance: float
    forward_gain: float
    mean_slope: float
    mean_square_slope: float
    backward_gain: float
    largest_slope: float
    largest_slope_from: float
    largest_slope_to: float
    saturated_below: float | None
    saturated_above: float | None
    monotone: bool
    minimum: float | None
    minimum_at: float | None


# What is known of a function without any value, such as a typed log(−1 − x²).
UNMEASURED = Properties(
    *(nan, nan),
    *(False, False),
    *(nan, nan, nan, nan, nan, nan, nan),
    *(nan, nan, nan),
    *(None, None),
    monotone=False,
    minimum=None,
    minimum_at=None,
)


def measure(function: nn.Module) -> Properties:
    """Measure a function without knowing which it is.

    Definition: moments by Gauss–Legendre; everything else from a scan over all magnitudes of x.

    Args:
        function: any module that works elementwise; the scan leaves out points where it gives NaN.

    Raises:
        ValueError: when it gives NaN everywhere.

    Numerics: float64, slopes by autograd; what overflows is ∞, what has no value NaN.
    """
    with np.errstate(all="ignore"):
        return _measured(function)


def _measured(function: nn.Module) -> Properties:
    scan = Scan.of(function)
    low, high = scan.extreme(-1), scan.extreme(1)
    largest = scan.largest_slope()
    falls, rises = scan.slope < -ROUNDING, scan.slope > ROUNDING
    turns = bool((falls & (scan.x < low.x)).any() and (rises & (scan.x > low.x)).any())
    return Properties(
        *(low.value, high.value, low.reached, high.reached),
        *_moments(function),
        *(largest.size, largest.begin, largest.end),
        *scan.flat_ends(SATURATED * largest.size),
        monotone=not (falls.any() and rises.any()),
        minimum=low.value if turns else None,
        minimum_at=low.x if turns else None,
    )


def _moments(function: nn.Module) -> tuple[float, float, float, float, float, float, float]:
    """Return the expectations under a standard normal input, in the order of the fields.

    Panels of ½ over ±12 meet at 0, where most functions have their kink.
    """
    nodes, weights = np.polynomial.legendre.leggauss(20)
    centres = np.arange(-11.75, 12, 0.5)
    z = (centres[:, None] + nodes / 4).ravel()
    density = np.tile(weights / 4, len(centres)) * np.exp(-(z**2) / 2) / sqrt(2 * pi)
    there = curve(function, z)
    mean, mean_square = float(density @ there.value), float(density @ there.value**2)
    mean_slope, mean_square_slope = float(density @ there.slope), float(density @ there.slope**2)
    forward, backward = _gain(mean_square), _gain(mean_square_slope)
    return mean, mean_square, mean_square - mean * mean, forward, mean_slope, mean_square_slope, backward


def _gain(mean_square: float) -> float:
    """Return the factor that brings a mean square back to 1."""
    return 1 / sqrt(mean_square) if mean_square else inf
