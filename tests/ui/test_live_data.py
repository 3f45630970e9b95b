"""What the browser gets to redraw a function's chart: the sweep itself, bit for bit."""

import base64
import json
import re
from decimal import Decimal
from functools import cache
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from activations.catalogue import CATALOGUE
from activations.sweep import sweep
from pages.functions import chart_panel
from ui import components

SCRIPT = (components.FOLDER / "live_curve.js").read_text(encoding="utf-8")
swept = cache(sweep)
WITH_PARAMETER = [key for key, entry in CATALOGUE.items() if entry.function_class.hyperparameters]
each_key = pytest.mark.parametrize("key", CATALOGUE)


def received(key: str) -> dict[str, Any]:
    """What arrives after the way through JSON."""
    film: dict[str, Any] = json.loads(json.dumps(chart_panel._film(key), allow_nan=False))
    return film


def floats(text: str) -> NDArray[np.float32]:
    """What `new Float32Array(...)` makes of the text, on the little-endian machines that browsers run on."""
    return np.frombuffer(base64.b64decode(text, validate=True), dtype="<f4")


@each_key
def test_the_browser_gets_the_points_and_both_curves_of_the_sweep_bit_for_bit(key: str) -> None:
    film, expected = received(key), swept(key)
    for name in ("x", "value", "slope"):
        wanted = getattr(expected, name)
        assert floats(film[name]).tobytes() == wanted.tobytes()
        assert floats(film[name]).size == wanted.size


@pytest.mark.parametrize(("alpha", "left_of_zero"), [(0.0, 0.0), (0.2, -0.8), (1.0, -4.0)])
def test_frame_times_points_finds_a_setting_as_the_script_slices(alpha: float, left_of_zero: float) -> None:
    film = received("leaky-relu")
    x, value = floats(film["x"]), floats(film["value"])
    frame = round(alpha / 0.01)
    piece = value[frame * x.size : (frame + 1) * x.size]
    assert piece[80] == pytest.approx(left_of_zero)  # x = −4
    assert piece[-1] == 8


@each_key
def test_every_frame_has_two_edges_inside_the_window(key: str) -> None:
    edges = np.array(received(key)["saturated"])
    assert edges.shape == (len(swept(key).settings), 2)
    assert (edges[:, 0] >= -8).all()
    assert (edges[:, 1] <= 8).all()
    assert (edges[:, 0] <= edges[:, 1]).all()


def test_sides_that_never_saturate_have_their_edge_at_the_windows() -> None:
    assert received("relu")["saturated"] == [[0.0, 8.0]]
    assert received("leaky-relu")["saturated"][50] == [-8.0, 8.0]


@pytest.mark.parametrize("key", WITH_PARAMETER)
def test_the_script_counts_slider_steps_to_the_setting_that_the_slider_shows(key: str) -> None:
    (parameter,) = CATALOGUE[key].function_class.hyperparameters
    for index, setting in enumerate(swept(key).settings):
        shown = float(Decimal(str(parameter.low)) + index * Decimal(str(parameter.step)))
        assert setting == shown
        assert round((shown - parameter.low) / parameter.step) == index


@pytest.mark.parametrize("key", WITH_PARAMETER)
def test_the_point_by_which_the_script_tells_settings_apart_differs_between_all_of_them(key: str) -> None:
    shift = re.search(r"const middle = traces\.value\.y\.length >> (\d);", SCRIPT)
    assert shift is not None
    values = swept(key).value
    told_by = values[:, values.shape[1] >> int(shift[1])]
    assert len(np.unique(told_by)) == len(values)


def test_the_largest_film_stays_small_enough_to_send_with_a_page() -> None:
    assert max(len(json.dumps(chart_panel._film(key))) for key in CATALOGUE) < 500_000
