"""Drawn lines are their functions within 0.3 pixels, by the distances of dense samples from the strokes."""

from collections.abc import Callable
from functools import cache, partial

import numpy as np
import pytest
from numpy.typing import NDArray
from torch import nn

from activations.catalogue import CATALOGUE, OWN, FunctionSpec
from activations.custom_sweep import sweep_of
from activations.derivatives import curve
from activations.measured.gaps import Gap
from activations.measured.points import NEAR, TALL, WIDE, Picture, refined
from activations.sweep import MOST_NUMBERS, MOST_POINTS, Sweep, probed, sweep
from figures.pieces import in_pieces

Floats = NDArray[np.floating]
VISIBLE = 0.3  # pixels
DENSE = 64  # places on each stroke
BESIDE = 2e-5  # of a gap: there the line is read from one side
TYPED = (
    "relu(x - 0.333)",
    "abs(sin(3 * x))",
    "clip(2 * x, sin(x), 2)",
    "sin(10 * x)",
    "tanh(20 * x)",
    "tanh(1000 * x)",
    "exp(-x^2 * 40)",
    "x^3",
    "where(x > 0.123, 2 * x, -1)",
    "sign(x - 1/3) * x",
    "1 / x",
    "1 / (x - 0.33)",
    "1 / (x - 1/3)^2",
    "tan(3 * x)",
    "log(x)",
    "sqrt(x + 0.777)",
    "sqrt(abs(x))",
    "3",
)
SWEPT = (
    "sin(a * x)",
    "clip(a * x, sin(x), 2)",
    "relu(x - a)",
    "x * sigmoid(a * x)",
    "sign(x - a / 3)",
    "a / x",
)


@cache
def drawn_of(function: FunctionSpec) -> Sweep:
    """A function's curves over its first parameter, as its page gets them."""
    if function.key != OWN:
        return sweep(function.key)
    name = next((each.name for each in function.function_class.hyperparameters), None)
    return sweep_of(function, name)


def at_setting(function: FunctionSpec, setting: float) -> FunctionSpec:
    if np.isnan(setting):
        return function
    (parameter,) = function.function_class.hyperparameters
    return FunctionSpec(function.key, ((parameter.name, float(setting)),), function.formula)


def line_of(function: nn.Module, name: str, x: Floats) -> Floats:
    """A function's values or slopes in float64."""
    found: Floats = getattr(curve(function, x.astype(np.float64), 1 + (name == "curvature")), name)
    return found


def furthest(drawn: tuple[Floats, Floats], line: Callable[[Floats], Floats], picture: Picture) -> float:
    """The largest distance of the line, sampled densely over each stroke, from the stroke: pixels.

    The strokes are those of the line with its gaps, which are NaN. What is out of the picture does not count.
    """
    x, y = (row.astype(np.float64) for row in drawn)
    is_stroke = np.isfinite(y[:-1]) & np.isfinite(y[1:]) & (np.diff(x) > 2 * BESIDE)
    (left, right), (start, end) = ((row[:-1][is_stroke], row[1:][is_stroke]) for row in (x, y))
    across = np.linspace(left + BESIDE, right - BESIDE, DENSE)
    found = line(across.ravel()).reshape(across.shape)
    strokes = start + (end - start) * (across - left) / (right - left)
    to_pixels_x, to_pixels_y = WIDE / picture.width, TALL / (picture.high - picture.low)
    run, rise = (right - left) * to_pixels_x, (end - start) * to_pixels_y
    distance = np.abs(found - strokes) * to_pixels_y * run / np.hypot(run, rise)
    inside = (found > picture.low) & (found < picture.high) | (strokes > picture.low) & (
        strokes < picture.high
    )
    return float(distance[inside].max(initial=0.0))


def undrawn(drawn: tuple[Floats, Floats], line: Callable[[Floats], Floats], picture: Picture) -> float:
    """How far a line's ends are from where it leaves the picture or has no value: pixels of x."""
    x, y = drawn
    x = x.astype(np.float64)
    lost = (np.isfinite(y[:-1]) != np.isfinite(y[1:])) & (np.diff(x) > 2 * BESIDE)
    across = np.linspace(x[:-1][lost] + BESIDE, x[1:][lost] - BESIDE, DENSE)
    found = line(across.ravel()).reshape(across.shape)
    inside = (found > picture.low) & (found < picture.high)
    width = inside.mean(axis=0) * np.diff(x)[lost]
    return float(width.max(initial=0.0)) * WIDE / picture.width


def assert_within_a_third_of_a_pixel(function: FunctionSpec, frames: list[int] | None = None) -> None:
    curves = drawn_of(function)
    picture = Picture(*curves.heights, 16.0)
    for frame in range(len(curves.settings)) if frames is None else frames:
        module = at_setting(function, curves.settings[frame]).create()
        gaps = curves.gaps_at(frame)
        for name in ("value", "slope"):
            line = partial(line_of, module, name)
            jumps: tuple[Gap, ...] = getattr(gaps, name)
            drawn = in_pieces(curves.x, getattr(curves, name)[frame], jumps)

            with np.errstate(all="ignore"):
                assert furthest(drawn, line, picture) <= VISIBLE, (name, frame)
                assert undrawn(drawn, line, picture) <= VISIBLE, (name, frame)


@pytest.mark.slow
@pytest.mark.parametrize("key", CATALOGUE)
def test_the_catalogues_lines_are_their_functions_at_every_position_of_the_slider(key: str) -> None:
    assert_within_a_third_of_a_pixel(FunctionSpec(key))


@pytest.mark.parametrize("formula", TYPED)
def test_typed_lines_are_their_functions(formula: str) -> None:
    assert_within_a_third_of_a_pixel(FunctionSpec(OWN, (), formula))


@pytest.mark.parametrize("formula", SWEPT)
def test_typed_lines_are_their_functions_at_the_default_and_both_ends_of_a_slider(formula: str) -> None:
    assert_within_a_third_of_a_pixel(FunctionSpec(OWN, (), formula), [0, 1, 37, 50, 80])


def test_the_distance_that_these_tests_measure_is_large_where_a_line_is_coarse() -> None:
    x = probed()
    picture = Picture(-1.2, 1.2, 16.0)
    coarse = furthest((x, np.sin(10 * x)), lambda x: np.sin(10 * x), picture)
    # a crest between two points 0.05 apart stands 1 − cos(0.25) above the stroke
    assert coarse == pytest.approx(TALL / 2.4 * (1 - np.cos(0.25)), rel=0.05)
    assert furthest((x, np.abs(x - 0.025)), lambda x: np.abs(x - 0.025), picture) > 2


@pytest.mark.parametrize("formula", ["relu(x - 0.333)", "abs(x - 1/3)", "clip(x, -0.71, 0.71)"])
def test_a_kink_is_a_point_of_the_line(formula: str) -> None:
    curves = drawn_of(FunctionSpec(OWN, (), formula))
    kinks = [gap.x for gap in curves.gaps_at(0).slope]
    assert kinks
    assert all(np.abs(curves.x - kink).min() < NEAR for kink in kinks)


def test_a_straight_line_needs_no_more_points() -> None:
    x, y = refined(lambda x: x[None], [()], probed(), Picture(-4, 4, 16), MOST_POINTS)
    assert x.tolist() == y[0].tolist() == probed().tolist()


@pytest.mark.parametrize(
    ("formula", "most"), [("sin(1e4 * x)", MOST_POINTS), ("sin(1e4 * a * x)", MOST_NUMBERS // 81)]
)
def test_what_no_picture_can_show_stays_small(formula: str, most: int) -> None:
    assert len(drawn_of(FunctionSpec(OWN, (), formula)).x) <= most
