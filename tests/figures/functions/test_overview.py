"""The start page's cards: small, alike in everything but the function."""

import numpy as np
import pytest

from activations.catalogue import CATALOGUE, FunctionSpec
from activations.derivatives import Curve, curve
from figures.functions.overview import card
from figures.theme import COLOURS, THEMES, Theme

X = np.linspace(-3, 3, 121)
CUBE = Curve(X, X**3 / 9, X**2 / 3, None)


def test_a_card_draws_the_function_solid_and_its_derivative_dashed() -> None:
    value, slope = card(CUBE, "tanh", "light").data
    assert np.array_equal(value.x, X)
    assert np.array_equal(slope.x, X)
    assert np.array_equal(value.y, X**3 / 9)
    assert np.array_equal(slope.y, X**2 / 3)
    assert (value.line.dash, slope.line.dash) == ("solid", "dash")


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("key", CATALOGUE)
def test_both_lines_wear_the_functions_colour(key: str, theme: Theme) -> None:
    assert [line.line.color for line in card(CUBE, key, theme).data] == [COLOURS[key].of(theme)] * 2


def test_all_cards_share_their_axes_and_show_every_slope() -> None:
    cards = {key: card(curve(FunctionSpec(key).create(), X), key, "light") for key in CATALOGUE}
    ((low, high),) = {figure.layout.yaxis.range for figure in cards.values()}
    slopes = np.concatenate([figure.data[1].y for figure in cards.values()])
    assert low < slopes.min()
    assert slopes.max() < high


@pytest.mark.parametrize("key", ["sigmoid", "tanh"])
def test_a_bounded_function_is_seen_whole(key: str) -> None:
    figure = card(curve(FunctionSpec(key).create(), X), key, "light")
    low, high = figure.layout.yaxis.range
    assert low < figure.data[0].y.min()
    assert figure.data[0].y.max() < high


def test_a_card_is_a_picture_that_does_not_answer_to_the_mouse() -> None:
    figure = card(CUBE, "tanh", "light")
    assert figure.layout.hovermode is False
    assert {line.hoverinfo for line in figure.data} == {"skip"}
    assert not figure.layout.xaxis.showticklabels
    assert not figure.layout.yaxis.showticklabels
    assert not figure.layout.annotations
