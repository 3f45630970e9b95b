"""What can be measured about any activation function: its range, its averages, and where its slope lives."""

from dataclasses import dataclass
from math import inf, isfinite, nan, sqrt

import numpy as np
from torch import nn

from activations.measured.averages import Averages, Obstacle, averages
from activations.measured.courses import Course, Direction, courses
from activations.measured.landmarks import ROUNDING, SATURATED, Scan
from activations.measured.places import Survey
from activations.measured.ranges import Interval, intervals


@dataclass(frozen=True, slots=True)
class Properties:
    """What was measured; z is a standard normal input.

    Args:
        values: the values of f, as intervals in order.
        lowest: the infimum of f, −inf where there is none.
        highest: the supremum of f, inf where there is none.
        lowest_reached: whether f takes its infimum at some x, or only approaches it.
        highest_reached: the same for the supremum.
        mean: E[f(z)]; here and below ±inf where it grows beyond all bounds, NaN where there is none.
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
        courses: whether f rises or falls, for each stretch of x between its poles.
        minimum: the lowest value, when f falls before it and rises after it, or else None.
        minimum_at: the x of that minimum.
        obstacle: why an average that a network's start would need does not exist; None when all do.
    """

    values: tuple[Interval, ...]

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
    courses: tuple[Course, ...]
    minimum: float | None
    minimum_at: float | None
    obstacle: Obstacle | None

    @property
    def direction(self) -> Direction:
        """Whether f rises or falls everywhere; neither when it has poles between which it does."""
        return self.courses[0].direction if len(self.courses) == 1 else "neither"


# What is known of a function without any value, such as a typed log(−1 − x²).
UNMEASURED = Properties(
    (),
    *(nan, nan),
    *(False, False),
    *(nan, nan, nan, nan, nan, nan, nan),
    *(nan, nan, nan),
    *(None, None),
    (),
    minimum=None,
    minimum_at=None,
    obstacle=Obstacle("no value", 0.0),
)


def measure(function: nn.Module, survey: Survey | None = None) -> Properties:
    """Measure a function without knowing which it is.

    Definition: averages by Gauss–Legendre; everything else from a scan over all magnitudes of x.

    Args:
        function: any module that works elementwise; the scan leaves out points where it gives NaN.
        survey: its places, when they are known already.

    Raises:
        ValueError: when it gives NaN everywhere.

    Numerics: float64, slopes by autograd; what overflows is ∞, what has no value NaN.
    """
    with np.errstate(all="ignore"):
        survey = survey or Survey.of(function)
        return _measured(Scan.of(function, survey), averages(function, survey))


def _measured(scan: Scan, average: Averages) -> Properties:
    values = intervals(scan)
    low, high = values[0].lowest, values[-1].highest
    largest = scan.largest_slope()
    falls, rises = scan.slope < -ROUNDING, scan.slope > ROUNDING
    turns = low.reached and bool((falls & (scan.x < low.x)).any() and (rises & (scan.x > low.x)).any())
    mean, square = average.mean.value, average.mean_square.value
    obstacles = (each.obstacle for each in (average.mean_square, average.mean_square_slope))
    return Properties(
        values,
        *(low.value, high.value, low.reached, high.reached),
        *(mean, square, max(0.0, square - mean * mean), _gain(square)),
        *(average.mean_slope.value, average.mean_square_slope.value, _gain(average.mean_square_slope.value)),
        *(largest.size, largest.begin, largest.end),
        *scan.flat_ends(SATURATED * largest.size),
        courses(scan),
        minimum=low.value if turns else None,
        minimum_at=low.x if turns else None,
        obstacle=next((each for each in obstacles if each), None),
    )


def _gain(mean_square: float) -> float:
    """Return the factor that brings a mean square back to 1; NaN where there is no mean square."""
    if not isfinite(mean_square):
        return nan
    return 1 / sqrt(mean_square) if mean_square else inf
