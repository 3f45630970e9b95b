"""What moves on the start page stands where the functions are, at every position of x."""

import base64
import math
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

from tests.pages.lab import opened
from ui import components

SIGMOID, LEAKY_RELU = 0, 3  # among the six
TRACES = 4


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[dict[str, Any]]]:
    """What the browser is given to follow the slider with."""
    found: list[dict[str, Any]] = []
    monkeypatch.setattr(components, "follow_slider", found.append)
    yield found


def row_of(data: dict[str, Any], trace: int, name: str) -> np.ndarray:
    """A moving trace's coordinates, [positions, points]."""
    row = next(row for row in data["moving"] if row["trace"] == trace)
    return np.frombuffer(base64.b64decode(row[name]), "<f8").reshape(-1, row["points"])


def test_the_tangent_of_the_sigmoid_has_its_slope_everywhere(sent: list[dict[str, Any]]) -> None:
    assert not opened("overview").exception
    (data,) = sent
    x, y = (row_of(data, SIGMOID * TRACES + 2, name) for name in "xy")
    middle = x.mean(axis=1)
    value = 1 / (1 + np.exp(-middle))
    assert middle == pytest.approx(np.arange(-30, 31) / 10)
    assert np.diff(y).ravel() / np.diff(x).ravel() == pytest.approx(value * (1 - value))
    assert y.mean(axis=1) == pytest.approx(value)
    assert data["texts"][10][:2] == ["−2.0", f"{math.exp(-2) / (1 + math.exp(-2)) ** 2:.3f}"]


def test_alpha_is_the_slope_of_leaky_relu_below_zero(sent: list[dict[str, Any]]) -> None:
    opened("overview", alpha="0.3")
    (data,) = sent
    assert row_of(data, LEAKY_RELU * TRACES + 3, "y")[0] == pytest.approx([-0.9, 0.3])
    assert data["texts"][0][1 + LEAKY_RELU] == "0.300"
