"""What is measured of a function, once for everybody.

Asked for many times a page: Streamlit would take a millisecond to hash a function's hyperparameters.
"""

import inspect
from collections.abc import Sequence
from functools import cache, lru_cache
from textwrap import dedent

import numpy as np

from activations.catalogue import CATALOGUE, FunctionSpec
from activations.derivatives import Curve, curve
from activations.measured import gaps
from activations.measured.gaps import Gap, Gaps
from activations.measured.places import Survey
from activations.measured.points import Picture, refined
from activations.measured.properties import UNMEASURED, Properties, measure
from activations.sweep import Sweep, sweep

MOST_POINTS = 2_000  # of curves over one another


@cache
def curves_of(key: str) -> Sweep:
    """The curves of a function at every position of its slider."""
    return sweep(key)


@lru_cache(maxsize=2_000)
def properties_of(function: FunctionSpec) -> Properties:
    """What was measured of a function; all NaN where it has no value anywhere."""
    try:
        return measure(function.create(), survey_of(function))
    except ValueError:
        return UNMEASURED


@lru_cache(maxsize=8)  # large, and asked for twice in a row
def survey_of(function: FunctionSpec) -> Survey:
    """The places at which a function is not smooth, and all that was seen on the way."""
    return Survey.of(function.create())


@lru_cache(maxsize=2_000)
def curve_of(function: FunctionSpec, low: float, high: float, points: int, order: int) -> Curve:
    """A function's curve over low…high in float64, with derivatives up to this order."""
    return curve(function.create(), np.linspace(low, high, points), order)


@lru_cache(maxsize=2_000)
def gaps_of(function: FunctionSpec, low: float, high: float, points: int) -> Gaps:
    """Where the lines of that curve jump."""
    return gaps.gaps_of(function.create(), np.linspace(low, high, points))


@lru_cache(maxsize=2_000)
def gaps_of_curvature(function: FunctionSpec, low: float, high: float, points: int) -> tuple[Gap, ...]:
    """Where the line of its second derivative jumps."""
    return gaps.gaps_of(gaps.Slope(function.create()), np.linspace(low, high, points)).slope


def drawn_curves(
    functions: Sequence[FunctionSpec],
    gaps: Sequence[tuple[Gap, ...]],
    x: np.ndarray,
    order: str,
    picture: Picture,
) -> list[Curve]:
    """The curves of several functions through points that they share: x, and more where one of them needs it.

    Args:
        functions: whose.
        gaps: where each of the lines jumps.
        x: the points that are there in any case.
        order: which line of each is drawn: "value", "slope" or "curvature".
        picture: what is seen of them.
    """
    modules = [function.create() for function in functions]

    def lines(x: np.ndarray) -> np.ndarray:
        return np.stack([getattr(curve(module, x, 2), order) for module in modules])

    points, _ = refined(lines, gaps, x, picture, MOST_POINTS)
    return [curve(module, points, 2) for module in modules]


@cache
def sources_of(key: str) -> tuple[str, str]:
    """The source of the class that runs, and of the form that the notes write."""
    entry = CATALOGUE[key]
    return inspect.getsource(entry.function_class), dedent(inspect.getsource(entry.as_written))
