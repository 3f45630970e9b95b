"""What each hidden unit of the network that is looked at gives at every place of the plane."""

from typing import Any

import numpy as np
import streamlit as st

from content.loader import fill, page
from experiments.train_results.decision_maps import UnitMaps, layers_with_maps
from experiments.training.train import TrainingHistory
from figures.theme import Theme
from figures.train import unit_maps
from pages.train.selection import Selection
from ui import charts, chrome, controls
from ui.cache.remembered import RUNS, remembered
from ui.cache.train import unit_maps_of

LAYER, UNIT = "layer", "unit"  # the sliders' keys


def choose(history: TrainingHistory) -> tuple[int, int]:
    """Show the sliders of layer and unit, and return where they stand, from 0."""
    labels = page("train").texts
    width, layers = history.spec.width, layers_with_maps(history.spec.width, history.spec.depth)
    layer = 1
    if layers > 1:
        layer = controls.whole_slider(LAYER, labels["units.choose.layer"], (1, layers), default=1)
    unit = controls.whole_slider(UNIT, labels["units.choose.unit"], (1, width), default=1)
    return layer - 1, unit - 1


def films(history: TrainingHistory, selection: Selection) -> list[dict[str, Any]]:
    """What the scrubber shows at every snapshot; nothing where there is no plane to map."""
    if not history.dataset.is_plane:
        return []
    function, start = selection.function, selection.start
    thumbnails = _sheets(history, function, start, chrome.theme())
    enlarged = unit_maps.enlarged_images(
        _maps(history, selection), (selection.layer, selection.unit), chrome.theme()
    )
    return [
        {"chart": "units", "pictures": [[source] for source in thumbnails]},
        {"chart": "unit-map", "pictures": [[source] for source in enlarged]},
    ]


def show(history: TrainingHistory, selection: Selection, frame: int) -> None:
    """Show all units and the chosen one at one snapshot."""
    thumbnails, enlarged = st.columns([6, 4], gap="medium")
    with thumbnails:
        _show_all(history, selection, frame)
    with enlarged:
        _show_one(history, selection, frame)


def _show_all(history: TrainingHistory, selection: Selection, frame: int) -> None:
    """Show the thumbnails of all units at one snapshot."""
    labels, maps = page("train").texts, _maps(history, selection)
    words = {"layer": labels["units.layer"], "unit": labels["units.unit"]}
    silent = (maps.largest[frame] == 0).sum(axis=-1)  # units of each layer
    values = {
        **_network(history, selection, frame),
        "silent": int(silent.sum()),
        "units": maps.largest[frame].size,
    }
    figure = unit_maps.sheet(maps, (selection.layer, selection.unit), chrome.theme(), frame, words)
    charts.show(figure, key="units", alt=fill(labels["alt.units"], values), on_point=_take)
    st.caption(labels["units.caption"])


def _show_one(history: TrainingHistory, selection: Selection, frame: int) -> None:
    """Show the chosen unit enlarged at one snapshot."""
    labels, maps = page("train").texts, _maps(history, selection)
    layer, unit = selection.layer, selection.unit
    largest = float(maps.largest[frame, layer, unit])
    values = {**_network(history, selection, frame), "layer": layer + 1, "unit": unit + 1, "largest": largest}
    kind = "silent" if largest == 0 else "active" if np.isfinite(largest) else "diverged"
    sentence = fill(labels[f"units.sentence.{kind}"], values)
    figure = unit_maps.enlarged(maps, (layer, unit), history.dataset, chrome.theme(), frame)
    charts.show(figure, key="unit-map", alt=sentence)
    st.caption(sentence)


def _network(history: TrainingHistory, selection: Selection, frame: int) -> dict[str, object]:
    function = history.spec.functions[selection.function]
    return {"network": function.label, "step": int(history.snapshot_steps[frame])}


def _take(point: dict[str, Any]) -> None:
    """The reader has clicked a thumbnail."""
    st.session_state.update({LAYER: int(point["y"]), UNIT: int(point["x"])})


def _maps(history: TrainingHistory, selection: Selection) -> UnitMaps:
    return unit_maps_of(history, selection.function, selection.start)


@remembered(RUNS)
def _sheets(history: TrainingHistory, function: int, start: int, theme: Theme) -> list[str]:
    return unit_maps.sheet_images(unit_maps_of(history, function, start), theme)
