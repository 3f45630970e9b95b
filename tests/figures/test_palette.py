"""Colours that every eye tells apart and that stand out against the background of their theme."""

from itertools import pairwise

import pytest
from coloraide import Color

from activations.catalogue import CATALOGUE, NOTES, OWN
from figures.theme import (
    BACKGROUND,
    CLASS_MARKERS,
    CLASSES,
    COLOURS,
    CURSOR,
    DASHES,
    FONT_SIZE,
    FRAME,
    MARKERS,
    MUTED,
    TEXT,
    THEMES,
    Theme,
    layer_colours,
)
from tests.figures.palette_search import contrast, smallest_difference

APART = 15  # CIEDE2000
WITH_A_MARKER = 10
OKABE_AND_ITO = ["#000000", "#e69f00", "#56b4e9", "#009e73", "#f0e442", "#0072b2"]


def test_every_function_of_the_catalogue_has_a_colour_and_a_marker_of_its_own() -> None:
    assert tuple(COLOURS) == tuple(MARKERS) == (*CATALOGUE, OWN)
    assert len(set(MARKERS.values())) == len(MARKERS)


@pytest.mark.parametrize("theme", THEMES)
def test_all_eyes_tell_the_functions_of_the_notes_and_a_typed_one_apart(theme: Theme) -> None:
    assert smallest_difference([COLOURS[key].of(theme) for key in (*NOTES, OWN)]) >= APART


@pytest.mark.parametrize("theme", THEMES)
def test_ten_colours_are_closer_and_have_markers_to_help(theme: Theme) -> None:
    assert smallest_difference([tone.of(theme) for tone in COLOURS.values()]) >= WITH_A_MARKER


def test_a_palette_that_is_too_similar_is_found_out() -> None:
    assert smallest_difference(OKABE_AND_ITO) < APART


def test_colour_blind_eyes_are_what_finds_it_out() -> None:
    red, green = Color("#a05000"), Color("#5a7000")
    assert red.delta_e(green, method="2000") > APART > smallest_difference(["#a05000", "#5a7000"])


def test_the_difference_is_the_published_one() -> None:
    # first pair of the test data of Sharma, Wu and Dalal (2005)
    first, second = (Color("lab-d65", place) for place in ([50, 2.6772, -79.7751], [50, 0, -82.7485]))
    assert first.delta_e(second, method="2000") == pytest.approx(2.0425, abs=1e-4)


@pytest.mark.parametrize("theme", THEMES)
def test_function_names_can_be_read_in_their_colours(theme: Theme) -> None:
    for tone in (*COLOURS.values(), TEXT, MUTED, *CLASSES):
        assert contrast(tone.of(theme), BACKGROUND.of(theme)) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
def test_lines_and_marks_stand_out_against_the_background(theme: Theme) -> None:
    for tone in (FRAME, CURSOR):
        assert contrast(tone.of(theme), BACKGROUND.of(theme)) >= 3


def test_tones_of_the_other_theme_would_not_do() -> None:
    assert any(contrast(tone.light, BACKGROUND.dark) < 3 for tone in COLOURS.values())
    assert any(contrast(tone.dark, BACKGROUND.light) < 3 for tone in COLOURS.values())


@pytest.mark.parametrize("key", COLOURS)
def test_a_function_keeps_its_hue_when_the_theme_changes(key: str) -> None:
    light, dark = (Color(tone).convert("oklch")["hue"] for tone in (COLOURS[key].light, COLOURS[key].dark))
    assert abs((light - dark + 180) % 360 - 180) < 30


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("count", range(2, 12))
def test_layers_grow_lighter_from_input_to_output_and_all_stand_out(theme: Theme, count: int) -> None:
    colours = layer_colours(count, theme)
    lightness = [Color(each).convert("lab-d65")["lightness"] for each in colours]
    assert len(colours) == count
    assert all(after - before > 1.5 for before, after in pairwise(lightness))
    assert all(contrast(each, BACKGROUND.of(theme)) >= 3 for each in colours)


@pytest.mark.parametrize("theme", THEMES)
def test_the_two_classes_of_points_differ_for_every_eye_and_in_their_markers(theme: Theme) -> None:
    assert smallest_difference([tone.of(theme) for tone in CLASSES]) >= 2 * APART
    assert len(set(CLASS_MARKERS)) == 2


def test_dashes_tell_value_slope_and_curvature_apart() -> None:
    assert dict(DASHES) == {"value": "solid", "slope": "dash", "curvature": "dot"}


def test_type_is_large_enough_for_the_back_row() -> None:
    assert FONT_SIZE >= 14
