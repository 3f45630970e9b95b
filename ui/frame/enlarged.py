"""A figure for the back row: all that is measured in pixels, larger by the same factor."""

from collections.abc import Mapping
from typing import Any

import numpy as np

FACTOR = 1.6  # the smallest type of `theme` gets 22 pixels, its lines 4
# What Plotly measures in pixels, by the entry that it stands in; "" is the whole layout.
PIXELS: Mapping[str, tuple[str, ...]] = {
    "": ("height",),
    "font": ("size",),
    "tickfont": ("size",),
    "marker": ("size",),
    "line": ("width",),
    "margin": ("l", "r", "t", "b"),
    "title": ("standoff",),
    "annotations": ("xshift", "yshift"),
}


def enlarged(figure: dict[str, Any]) -> dict[str, Any]:
    """The same figure with larger type, lines, marks and margins; what is a share of its size stays."""
    return {"data": _enlarged(figure["data"], "data"), "layout": _enlarged(figure["layout"], "")}


def _enlarged(part: Any, place: str) -> Any:  # noqa: ANN401 (an entry of a Plotly figure is anything)
    if isinstance(part, Mapping):
        pixels = PIXELS.get(place, ())
        return {
            name: _times(entry) if name in pixels and entry is not None else _enlarged(entry, name)
            for name, entry in part.items()
        }
    if isinstance(part, list | tuple) and part and isinstance(part[0], Mapping):
        return [_enlarged(entry, place) for entry in part]
    return part


def _times(pixels: Any) -> Any:  # noqa: ANN401 (a number, or one for each mark)
    return (FACTOR * np.asarray(pixels)).tolist()
