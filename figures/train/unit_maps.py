"""What each hidden unit of a network gives at every place of the plane: thumbnails, one of them enlarged."""

from typing import Any

import numpy as np
import plotly.graph_objects as go
from numpy.typing import NDArray

from experiments.networks.datasets import Dataset
from experiments.train_results.decision_maps import UnitMaps, extent
from figures.theme import CURSOR, TEXT, Theme, layout
from figures.train.decision_maps import points_of
from figures.train.pictures import GAP, levels, png

RIM = 2  # pixels around each thumbnail
THUMBNAIL, SHORTEST = 46, 150  # pixels of a row on the page, and of the whole sheet
ENLARGED = 270  # pixels of the figure with a single map


def sheet(
    maps: UnitMaps, selected: tuple[int, int], theme: Theme, frame: int, words: dict[str, str]
) -> go.Figure:
    """Draw the maps of all units, one row a layer, with a frame around the selected one.

    Args:
        maps: of one network, at M snapshots.
        selected: layer and unit, from 0.
        theme: light or dark.
        frame: which snapshot.
        words: what `layer` and `unit` are called.

    Returns:
        Images: the whole sheet is `images[0]`; at another frame its `source` is `sheet_images(…)[frame]`.
        Traces: trace 0 has an invisible point on every thumbnail; its x is the unit and y the layer, from 1.
    """
    layers, width = maps.shades.shape[1:3]
    image = {
        "x": 0.5,
        "y": 0.5,
        "sizex": width,
        "sizey": layers,
        "source": sheet_images(maps, theme, [frame])[0],
    }
    ticks = {"showgrid": False, "zeroline": False, "fixedrange": True}
    drawn = layout(
        theme,
        height=max(SHORTEST, THUMBNAIL * layers + 60),
        margin={"l": 46, "r": 6, "t": 6, "b": 46},
        xaxis={**ticks, "range": [0.5, width + 0.5], "title": {"text": words["unit"]}},
        yaxis={**ticks, "range": [layers + 0.5, 0.5], "dtick": 1, "title": {"text": words["layer"]}},
        images=[{**_placed(image), "yanchor": "top"}],
        shapes=[_mark(selected, theme)],
    )
    return go.Figure({"data": [_points(layers, width, words)], "layout": drawn})


def sheet_images(maps: UnitMaps, theme: Theme, frames: list[int] | range | None = None) -> list[str]:
    """The sheet at these snapshots, or at all, as data URIs."""
    chosen = range(len(maps.shades)) if frames is None else frames
    return [png(_tiled(levels(maps.shades[frame])), theme) for frame in chosen]


def enlarged(
    maps: UnitMaps, selected: tuple[int, int], dataset: Dataset, theme: Theme, frame: int
) -> go.Figure:
    """Draw the map of one unit under the data; its image at other frames is `enlarged_images(…)[frame]`."""
    x_low, x_high, y_low, y_high = extent(dataset)
    hidden = {"showgrid": False, "zeroline": False, "showticklabels": False, "ticks": "", "fixedrange": True}
    image = {
        **{"x": x_low, "y": y_high, "sizex": x_high - x_low, "sizey": y_high - y_low},
        "source": enlarged_images(maps, selected, theme)[frame],
    }
    drawn = layout(
        theme,
        height=ENLARGED,
        margin={"l": 6, "r": 6, "t": 6, "b": 6},
        xaxis={**hidden, "range": [x_low, x_high]},
        yaxis={**hidden, "range": [y_low, y_high]},
        images=[_placed(image)],
        shapes=[
            {
                "type": "rect",
                "xref": "paper",
                "yref": "paper",
                "x0": 0,
                "x1": 1,
                "y0": 0,
                "y1": 1,
                "line": {"color": TEXT.of(theme), "width": 1},
            }
        ],
    )
    return go.Figure({"data": [points_of(dataset, label, theme) for label in (0, 1)], "layout": drawn})


def enlarged_images(maps: UnitMaps, selected: tuple[int, int], theme: Theme) -> list[str]:
    """The map of one unit at every snapshot, as data URIs."""
    layer, unit = selected
    return [png(levels(frame[layer, unit]), theme) for frame in maps.shades]


def _points(layers: int, width: int, words: dict[str, str]) -> dict[str, Any]:
    """What the reader clicks: a point on every thumbnail that does not show."""
    unit, layer = (axis.ravel() for axis in np.meshgrid(np.arange(width) + 1, np.arange(layers) + 1))
    return {
        "type": "scatter",
        "mode": "markers",
        "x": unit,
        "y": layer,
        "marker": {"size": 34, "opacity": 0},
        "hovertemplate": f"{words['layer']} %{{y}}, {words['unit']} %{{x}}<extra></extra>",
    }


def _mark(selected: tuple[int, int], theme: Theme) -> dict[str, Any]:
    """The frame around a thumbnail."""
    layer, unit = selected
    sides = {"x0": unit + 0.5, "x1": unit + 1.5, "y0": layer + 0.5, "y1": layer + 1.5}
    return {"type": "rect", **sides, "line": {"color": CURSOR.of(theme), "width": 3}}


def _tiled(maps: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Lay maps [H, W, S, S] out on one sheet, each with a rim."""
    framed = np.pad(maps, ((0, 0), (0, 0), (RIM, RIM), (RIM, RIM)), constant_values=GAP)
    layers, width, side, _ = framed.shape
    return np.ascontiguousarray(framed.swapaxes(1, 2).reshape(layers * side, width * side))


def _placed(image: dict[str, Any]) -> dict[str, Any]:
    return {**image, "xref": "x", "yref": "y", "sizing": "stretch", "layer": "below"}
