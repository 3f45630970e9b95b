"""What each hidden unit of the network that is looked at gives at every place of the plane."""

from typing import Any

import numpy as np
import streamlit as st

from content.loader import fill, page
from experiments.maps import UnitMaps, layers_with_maps
from experiments.training import TrainingHistory, TrainingSpec
from figures import unit_maps
from figures.theme import Theme
from pages.experiments import closer_look
from ui import cached, charts, chrome, controls, links


def films(history: TrainingHistory) -> list[dict[str, Any]]:
    """What the scrubber shows at every snapshot; nothing where there is no plane to map."""
    if not history.dataset.is_plane:
        return []
    function, start = closer_look.function_index(history), closer_look.start_index(history)
    thumbnails = _sheets(history.spec, history.completed_steps, function, start, chrome.theme(), history)
    one = unit_maps.enlarged_images(_maps(history), _selected(history), chrome.theme())
    return [
        {"chart": "units", "pictures": [[source] for source in thumbnails]},
        {"chart": "unit-map", "pictures": [[source] for source in one]},
    ]


def show(history: TrainingHistory, frame: int) -> None:
    """Show the thumbnails of all units, and the chosen one enlarged, at one snapshot."""
    labels = page("train").texts
    st.header(labels["chart.units"], anchor=False)
    layers, width = _maps(history).shades.shape[1:3]
    thumbnails, one = st.columns([6, 4], gap="medium")
    with one:
        if layers > 1:
            controls.whole_slider("layer", labels["units.choose.layer"], (1, layers), default=1)
        controls.whole_slider("unit", labels["units.choose.unit"], (1, width), default=1)
        _enlarged(history, frame)
    with thumbnails:
        _sheet(history, frame)
        st.caption(labels["units.caption"])


def _sheet(history: TrainingHistory, frame: int) -> None:
    labels, maps = page("train").texts, _maps(history)
    words = {"layer": labels["units.layer"], "unit": labels["units.unit"]}
    silent = (maps.largest[frame] == 0).sum(axis=-1)  # units of each layer
    values = {**_network(history, frame), "silent": int(silent.sum()), "units": maps.largest[frame].size}
    figure = unit_maps.sheet(maps, _selected(history), chrome.theme(), frame, words)
    charts.show(figure, key="units", alt=fill(labels["alt.units"], values), on_point=_take)


def _enlarged(history: TrainingHistory, frame: int) -> None:
    labels, maps = page("train").texts, _maps(history)
    layer, unit = _selected(history)
    largest = float(maps.largest[frame, layer, unit])
    values = {**_network(history, frame), "layer": layer + 1, "unit": unit + 1, "largest": largest}
    kind = "silent" if largest == 0 else "active" if np.isfinite(largest) else "diverged"
    sentence = fill(labels[f"units.sentence.{kind}"], values)
    figure = unit_maps.enlarged(maps, (layer, unit), history.dataset, chrome.theme(), frame)
    charts.show(figure, key="unit-map", alt=sentence)
    st.caption(sentence)


def _network(history: TrainingHistory, frame: int) -> dict[str, object]:
    function = history.spec.functions[closer_look.function_index(history)]
    return {"network": function.label, "step": int(history.snapshot_steps[frame])}


def _selected(history: TrainingHistory) -> tuple[int, int]:
    """The layer and the unit that the sliders say, or the address before they are shown; from 0."""
    layers = layers_with_maps(history.spec.width, history.spec.depth)
    return _chosen("layer", layers), _chosen("unit", history.spec.width)


def _chosen(name: str, high: int) -> int:
    given = st.session_state.get(name) or links.whole_number(st.query_params.get(name, ""), 1, high)
    return min(int(given or 1), high) - 1


def _take(point: dict[str, Any]) -> None:
    """The reader has clicked a thumbnail."""
    st.session_state["layer"], st.session_state["unit"] = int(point["y"]), int(point["x"])


def _maps(history: TrainingHistory) -> UnitMaps:
    function, start = closer_look.function_index(history), closer_look.start_index(history)
    return cached.unit_maps_of(history, function, start)


@st.cache_resource(show_spinner=False, max_entries=cached.RUNS)
def _sheets(
    spec: TrainingSpec, completed: int, function: int, start: int, theme: Theme, _history: TrainingHistory
) -> list[str]:
    return unit_maps.sheet_images(cached.unit_maps_of(_history, function, start), theme)
