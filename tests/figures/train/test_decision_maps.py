"""Decision maps under the data."""

import base64
import io

import numpy as np
import pytest
from coloraide import Color
from PIL import Image

from experiments.train_results.decision_maps import extent
from figures.theme import BACKGROUND, CLASS_MARKERS, CLASSES, THEMES, Theme
from figures.train.decision_maps import decision_maps, map_accuracies, map_images
from figures.train.pictures import palette
from tests.figures.palette_search import contrast, smallest_difference
from tests.figures.train.histories import KEYS, failing, history, shades


def pixels(source: str) -> np.ndarray:
    data = base64.b64decode(source.removeprefix("data:image/png;base64,"))
    return np.asarray(Image.open(io.BytesIO(data)).convert("RGB"))


@pytest.mark.parametrize("theme", THEMES)
def test_image_i_lies_in_panel_i_below_the_points_and_covers_the_extent(theme: Theme) -> None:
    run = history()
    images = decision_maps(run, shades(run), theme, frame=2).layout.images
    x_low, x_high, y_low, y_high = extent(run.dataset)
    assert [image.xref for image in images] == ["x", "x2", "x3", "x4", "x5", "x6"]
    assert [image.source for image in images] == map_images(shades(run), theme)[2]
    assert {image.layer for image in images} == {"below"}
    assert {(image.x, image.y, image.sizex, image.sizey) for image in images} == {
        (x_low, y_high, x_high - x_low, y_high - y_low)
    }


@pytest.mark.parametrize("theme", THEMES)
def test_a_pixel_has_the_colour_of_its_probability_and_row_0_is_the_top(theme: Theme) -> None:
    run = history(("relu",), steps=1)
    maps = shades(run)
    maps[0, 0] = 255
    maps[0, 0, 0] = 0
    maps[0, 0, 1] = 128
    shown = pixels(map_images(maps, theme)[0][0])
    colours = [bytes.fromhex(each[1:]) for each in palette(theme)]
    assert shown.shape == (40, 40, 3)
    assert [bytes(shown[row, 5]) for row in (0, 1, 39)] == [colours[0], colours[7], colours[14]]


@pytest.mark.parametrize("theme", THEMES)
def test_a_map_is_strongest_where_the_network_is_surest_in_the_colour_of_that_class(theme: Theme) -> None:
    colours = [Color(each) for each in palette(theme)]
    for tone, surest_first in zip(CLASSES, (colours[:7], colours[:7:-1]), strict=True):
        distances = [Color(tone.of(theme)).delta_e(each, method="2000") for each in surest_first]
        assert distances == sorted(distances)


@pytest.mark.parametrize("theme", THEMES)
def test_both_sides_of_the_boundary_differ_for_every_eye(theme: Theme) -> None:
    colours = palette(theme)
    assert smallest_difference([colours[6], colours[8]]) > 4
    assert smallest_difference([colours[0], colours[14]]) > 15
    assert len(set(colours)) == 15


@pytest.mark.parametrize("theme", THEMES)
def test_points_stand_out_against_the_rim_that_parts_them_from_the_map(theme: Theme) -> None:
    run = history(("relu",))
    for trace in decision_maps(run, shades(run), theme).data:
        assert trace.marker.line.color == BACKGROUND.of(theme)
        assert contrast(trace.marker.color, trace.marker.line.color) >= 3


def test_traces_2i_and_2i_plus_1_are_the_two_classes_in_panel_i() -> None:
    run = history()
    data = decision_maps(run, shades(run), "light").data
    assert len(data) == 12
    for index, trace in enumerate(data):
        panel, label = divmod(index, 2)
        number = "" if panel == 0 else str(panel + 1)
        assert (trace.xaxis, trace.yaxis) == (f"x{number}", f"y{number}")
        assert (trace.marker.symbol, trace.marker.color) == (CLASS_MARKERS[label], CLASSES[label].light)
        assert np.array_equal(trace.x, run.dataset.points[run.dataset.labels == label][:, 0])


def test_annotation_f_plus_i_is_the_accuracy_of_function_i_at_that_frame() -> None:
    run = failing(history(), network=4, step=100)
    texts = [each.text for each in decision_maps(run, shades(run), "light", frame=2).layout.annotations]
    assert texts[0] == "<b>● Sigmoid</b>"
    assert texts[6:] == map_accuracies(run)[2] == ["75.0%"] * 4 + ["✕", "75.0%"]


def test_the_accuracies_are_those_of_the_start_whose_maps_are_drawn() -> None:
    run = history(("relu", "tanh"), seeds=3)
    run.accuracy[-1] = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6]
    assert map_accuracies(run)[-1] == ["10.0%", "40.0%"]
    assert map_accuracies(run, start=2)[-1] == ["30.0%", "60.0%"]


def test_a_large_data_set_is_thinned() -> None:
    run = history(("relu",))
    points = np.zeros((2000, 2), np.float32)
    labels = np.repeat([0, 1], 1000).astype(np.float32)
    object.__setattr__(run.dataset, "points", points)
    object.__setattr__(run.dataset, "labels", labels)
    assert sum(len(trace.x) for trace in decision_maps(run, shades(run), "light").data) == 400


@pytest.mark.parametrize("count", range(1, 7))
@pytest.mark.parametrize("columns", [2, 3])
def test_any_number_of_functions_can_be_drawn(count: int, columns: int) -> None:
    run = history(KEYS[:count])
    drawn = decision_maps(run, shades(run), "dark", columns=columns)
    assert len(drawn.layout.images) == count
