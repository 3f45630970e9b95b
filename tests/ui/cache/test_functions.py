"""Lines over one another are their functions within 0.3 pixels, and so are those on the cards."""

from functools import partial
from typing import get_args

import pytest

from activations.catalogue import CATALOGUE, FunctionSpec
from activations.measured.gaps import Gap
from activations.measured.points import Picture
from figures.functions.comparison import Order, heights_of
from figures.pieces import in_pieces
from tests.activations.measured.test_points import VISIBLE, furthest, line_of
from ui.cache.functions import MOST_POINTS, curve_of, drawn_curves, gaps_of, gaps_of_curvature

EXTREME = (
    "swish:beta=10",
    "elu:alpha=3",
    "leaky-relu:alpha=1",
    "own:Mine=tanh(20 * x)",
    "own:Mine=abs(x - 1/3)",
)
ALL = tuple(map(FunctionSpec.parse, (*CATALOGUE, *EXTREME)))
WHOLE = (-6.0, 6.0, 481)
CARD = (-3.0, 3.0, 121)


@pytest.mark.parametrize("order", get_args(Order))
def test_compared_lines_are_their_functions(order: Order) -> None:
    coarse = [curve_of(each, *WHOLE, 2) for each in ALL]
    picture = Picture(*heights_of(coarse, order), 12.0)
    gaps: list[tuple[Gap, ...]] = [
        gaps_of_curvature(each, *WHOLE) if order == "curvature" else getattr(gaps_of(each, *WHOLE), order)
        for each in ALL
    ]
    drawn = drawn_curves(ALL, gaps, coarse[0].x, order, picture)
    for function, curve, jumps in zip(ALL, drawn, gaps, strict=True):
        line = in_pieces(curve.x, getattr(curve, order), jumps)
        assert furthest(line, partial(line_of, function.create(), order), picture) <= VISIBLE, function
    assert len(drawn[0].x) < MOST_POINTS


@pytest.mark.parametrize("key", CATALOGUE)
def test_the_cards_lines_are_their_functions(key: str) -> None:
    function, picture = FunctionSpec(key), Picture(-1.5, 2.5, 6.0)
    curve, gaps = curve_of(function, *CARD, 1), gaps_of(function, *CARD)
    for order in ("value", "slope"):
        line = in_pieces(curve.x, getattr(curve, order), getattr(gaps, order))
        # a card is a quarter as large as the largest chart, for which pixels are counted here
        assert furthest(line, partial(line_of, function.create(), order), picture) <= VISIBLE


def test_without_more_points_the_steepest_of_them_would_not_be() -> None:
    swish = FunctionSpec.parse("swish:beta=10")
    coarse, picture = curve_of(swish, *WHOLE, 2), Picture(-0.9, 1.9, 12.0)
    assert coarse.curvature is not None
    assert (
        furthest((coarse.x, coarse.curvature), partial(line_of, swish.create(), "curvature"), picture) > 0.6
    )
