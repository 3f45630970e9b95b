"""A closer look at one network: the part of its curve that it uses, and who ate its gradient."""

from typing import Any

import numpy as np
import streamlit as st

from activations.derivatives import Curve
from content.loader import fill, page
from experiments.living_curve import REACH
from experiments.training import TrainingHistory
from figures import decomposition, living_curve
from ui import cached, charts, chrome, components, controls

POINTS = 321  # of the curve under which the pre-activations stand
SMALLEST = 1e-16  # difference that is worth a number


def function_index(history: TrainingHistory) -> int:
    """Which function's network is looked at: the choice below, or the run's first function."""
    chosen = st.session_state.get("closer") or st.query_params.get("closer")
    keys = [function.key for function in history.spec.functions]
    return keys.index(chosen) if chosen in keys else 0


def start_index(history: TrainingHistory) -> int:
    """Which start is looked at, from 0; the slider below counts from 1."""
    chosen = st.session_state.get("start") or 1
    return min(int(chosen), history.spec.seeds) - 1


def films(history: TrainingHistory) -> list[dict[str, Any]]:
    """What the scrubber shows in the charts below at every snapshot, as ui/components/scrub.js reads it."""
    function, start = function_index(history), start_index(history)
    living = cached.living_curve_of(history, function, start)
    mountains = living_curve.heights(living, _curve(history, function))
    bars = decomposition.values(cached.decomposition_of(history, function, start))
    return [
        _film(
            "living",
            living_curve.places(living),
            mountains,
            [3 * layer for layer in range(mountains.shape[1])],
        ),
        _film("eaten", np.arange(bars.shape[2]), bars, list(range(bars.shape[1]))),
    ]


def show(history: TrainingHistory, frame: int) -> None:
    """Show the choices and both charts at one snapshot."""
    labels = page("train").texts
    names = {function.key: function.label for function in history.spec.functions}
    controls.choice("closer", labels["closer.function"], names, default=next(iter(names)))
    if history.spec.seeds > 1:
        limits, help_text = (1, history.spec.seeds), labels["closer.start.help"]
        controls.whole_slider("start", labels["closer.start"], limits, default=1, help_text=help_text)
    _eaten(history, frame)
    _living(history, frame)


def _eaten(history: TrainingHistory, frame: int) -> None:
    labels = page("train").texts
    function, start = function_index(history), start_index(history)
    found = cached.decomposition_of(history, function, start)
    st.subheader(labels["chart.eaten"], anchor=False)
    names = {name: labels[f"eaten.{name}"] for name in (*decomposition.ROWS, "output", "layer", "decades")}
    measured = found.measured[frame]
    values = {
        "network": history.spec.functions[function].label,
        "step": int(history.snapshot_steps[frame]),
        "total": float(measured[0] - measured[-1]) if np.isfinite(measured).all() else np.nan,
        "weights": float(found.weights[frame].sum()),
        "slopes": float(found.slopes[frame].sum()),
        "difference": max(SMALLEST, found.discrepancy(frame)),
        "layer": int(np.flatnonzero(np.isneginf(measured)).max(initial=0)) + 1,
    }
    is_closed = bool(np.isneginf(measured).any())
    kind = "closed" if is_closed else "finding" if np.isfinite(measured).all() else "diverged"
    check = "" if kind == "diverged" else f" {labels['eaten.check']}"
    sentence = fill(labels[f"eaten.sentence.{kind}"] + check, values)
    figure = decomposition.decomposition(found, chrome.theme(), names, frame)
    charts.show(figure, key="eaten", alt=sentence)
    st.markdown(sentence)


def _living(history: TrainingHistory, frame: int) -> None:
    labels = page("train").texts
    function, start = function_index(history), start_index(history)
    spec = history.spec.functions[function]
    living = cached.living_curve_of(history, function, start)
    st.subheader(labels["chart.living"], anchor=False)
    columns = 2 if chrome.is_narrow() else 3
    curve = _curve(history, function)
    figure = living_curve.living_curve(spec, living, curve, chrome.theme(), frame, columns)
    values = {"network": spec.label, "step": int(history.snapshot_steps[frame])}
    charts.show(figure, key="living", alt=fill(labels["alt.living"], values))
    st.caption(labels["living.caption"])


def _curve(history: TrainingHistory, function: int) -> Curve:
    return cached.curve_of(history.spec.functions[function], -REACH, REACH, POINTS, 1)


def _film(chart: str, x: np.ndarray, values: np.ndarray, traces: list[int]) -> dict[str, Any]:
    encoded = components.encoded(values)
    return {"chart": chart, "x": x.tolist(), "traces": traces, "values": encoded}
