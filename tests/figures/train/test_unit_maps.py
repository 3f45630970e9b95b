"""Thumbnails of hidden units, and one enlarged."""

import numpy as np
import pytest

from experiments.train_results.decision_maps import UnitMaps, extent
from figures.theme import BACKGROUND, THEMES, Theme
from figures.train.pictures import palette
from figures.train.unit_maps import enlarged, enlarged_images, sheet, sheet_images
from tests.figures.train.histories import history
from tests.figures.train.test_decision_maps import pixels

WORDS = {"layer": "layer", "unit": "unit"}


def maps() -> UnitMaps:
    """Three snapshots of two layers of four units; unit w of layer l has one shade, larger ones later."""
    shades = np.full((3, 2, 4, 20, 20), 128, np.uint8)
    shades[1, 1, 2], shades[2, 1, 2] = 1, 255
    return UnitMaps(shades, np.ones((3, 2, 4)))


def rgb(colour: str) -> bytes:
    return bytes.fromhex(colour.removeprefix("#"))


@pytest.mark.parametrize("theme", THEMES)
def test_each_unit_has_its_place_on_the_sheet_and_a_rim_of_the_pages_colour(theme: Theme) -> None:
    sheets = [pixels(source) for source in sheet_images(maps(), theme)]
    assert {each.shape for each in sheets} == {(2 * 24, 4 * 24, 3)}
    colours = palette(theme)
    inside, elsewhere = (24 + 12, 2 * 24 + 12), (12, 12)
    assert [bytes(each[inside]) for each in sheets] == [rgb(colours[i]) for i in (7, 0, 14)]
    assert {bytes(each[elsewhere]) for each in sheets} == {rgb(colours[7])}
    assert {bytes(each[24, 30]) for each in sheets} == {rgb(BACKGROUND.of(theme))}


def test_the_sheet_shows_its_frame_and_marks_the_selected_unit() -> None:
    figure = sheet(maps(), (1, 2), "light", 2, WORDS)
    (image,), (mark,) = figure.layout.images, figure.layout.shapes
    assert image.source == sheet_images(maps(), "light")[2]
    assert (image.x, image.y, image.sizex, image.sizey) == (0.5, 0.5, 4, 2)
    assert (mark.x0, mark.x1, mark.y0, mark.y1) == (2.5, 3.5, 1.5, 2.5)


def test_a_point_lies_on_every_thumbnail_and_names_unit_and_layer() -> None:
    (points,) = sheet(maps(), (0, 0), "dark", 0, WORDS).data
    assert sorted(zip(points.x, points.y, strict=True)) == [(u, la) for u in (1, 2, 3, 4) for la in (1, 2)]


@pytest.mark.parametrize("theme", THEMES)
def test_the_enlarged_map_covers_the_extent_of_the_data(theme: Theme) -> None:
    run = history(("relu",))
    figure = enlarged(maps(), (1, 2), run.dataset, theme, 1)
    x_low, x_high, y_low, y_high = extent(run.dataset)
    (image,) = figure.layout.images
    assert (image.x, image.y, image.sizex, image.sizey) == (x_low, y_high, x_high - x_low, y_high - y_low)
    assert image.source == enlarged_images(maps(), (1, 2), theme)[1]
    assert sum(len(trace.x) for trace in figure.data) == len(run.dataset.points)
