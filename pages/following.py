"""A chart that follows a slider in the browser: every position goes there once."""

import base64
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from ui import components

Floats = NDArray[np.floating]


def show(
    chart: str,
    slider: str,
    moving: Mapping[int, tuple[Floats, ...]],
    labels: Sequence[str],
    texts: Sequence[Sequence[str]],
) -> None:
    """Let traces of a chart follow a slider, and show the numbers that belong to its position.

    Args:
        chart: the chart's key.
        slider: the slider's key; its steps are tenths.
        moving: x and y, each [positions, points], of the traces that move, by the trace's index.
        labels: what the numbers are.
        texts: the numbers at every position, as written.
    """
    data = {
        "chart": chart,
        "slider": slider,
        "step": 0.1,
        "labels": list(labels),
        "texts": [list(row) for row in texts],
        "moving": [
            {"trace": trace, "points": x.shape[1], "x": _encoded(x), "y": _encoded(y)}
            for trace, (x, y) in moving.items()
        ],
    }
    components.follow_slider(data)


def position(exponent: float, exponents: Floats) -> int:
    """The index of the position that a slider shows."""
    return int(np.abs(exponents - exponent).argmin())


def _encoded(numbers: Floats) -> str:
    return base64.b64encode(numbers.astype("<f8").tobytes()).decode("ascii")
