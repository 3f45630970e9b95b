"""A function's curves at every position of a slider, as ui/components/live_curve.js reads them."""

from typing import Any

import numpy as np

from activations.base import Hyperparameter
from activations.measured.gaps import Gap
from activations.sweep import WINDOW, Sweep
from figures.pieces import held
from ui import components


def of(curves: Sweep) -> dict[str, Any]:
    """Every position of the slider."""
    return {
        "x": components.encoded(curves.x),
        "value": components.encoded(curves.value),
        "slope": components.encoded(curves.slope),
        "saturated": np.clip(curves.saturated, -WINDOW, WINDOW).tolist(),
        "gaps": [
            {"value": _numbers(gaps.value), "slope": _numbers(gaps.slope)}
            for gaps in map(curves.gaps_at, range(len(curves.settings)))
        ],
    }


def moved_by(slider: str | None, parameter: Hyperparameter | None, value: float | None) -> dict[str, Any]:
    """Which slider moves a film, and where it stands for the server.

    Args:
        slider: its key; None for a function without parameters, whose film has a single position.
        parameter: what it sets.
        value: where it stands.
    """
    if parameter is None or value is None:
        return {"parameter": None, "step": 1, "frame": 0}
    frame = round((value - parameter.low) / parameter.step)
    return {"parameter": slider, "step": parameter.step, "frame": frame}


def _numbers(gaps: tuple[Gap, ...]) -> list[list[float | None]]:
    """Where a line jumps, its ends, and what it is there, as far as there is a number."""
    rows = ([gap.x, held(gap.left), held(gap.right), held(gap.at)] for gap in gaps)
    return [[round(number, 6) if np.isfinite(number) else None for number in row] for row in rows]
