"""The scrubber's step: in no widget of Streamlit's, but in the address as everything else."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import streamlit as st

from content.loader import page
from ui import components, links

STEP = "step"


def position(steps: np.ndarray, high: int) -> int:
    """The place among these steps where the address puts the scrubber; the last where it says nothing.

    Args:
        steps: where the scrubber stops.
        high: the largest step that the address may name.
    """
    links.check_number(STEP, 0, high, whole=True)
    asked = links.whole_number(st.query_params.get(STEP, ""), 0, high)
    return int(np.abs(steps - (steps[-1] if asked is None else asked)).argmin())


def show(steps: np.ndarray, at: int, data: dict[str, Any]) -> None:
    """Show it at one of its steps.

    Args:
        steps: where it stops.
        at: the place among them where it stands for the server.
        data: what it moves, as ui/components/scrub.js reads it.
    """
    labels = page("train").texts
    words = {"step": labels["scrub"], "play": labels["scrub.play"], "pause": labels["scrub.pause"]}
    components.scrub(data | {"labels": words, "steps": steps.tolist(), "position": at}, on_step=go_to)


def film(chart: str, x: np.ndarray, values: np.ndarray, traces: Sequence[int]) -> dict[str, Any]:
    """What some traces of a chart show at every snapshot: values [M, traces, points] over one x."""
    encoded = components.encoded(values)
    return {"chart": chart, "x": x.tolist(), "traces": list(traces), "values": encoded}


def go_to(step: object) -> None:
    """Put the scrubber at a step, if it is one."""
    if isinstance(step, int):
        st.query_params[STEP] = str(step)
