"""A closer look at one network: the part of its curve that it uses, and who ate its gradient."""

from typing import Any

import numpy as np
import streamlit as st

from activations.derivatives import Curve
from content.loader import fill, page
from experiments.train_results.pre_activations import REACH
from experiments.training.train import TrainingHistory
from figures.train import decomposition, pre_activations
from pages.train.selection import Selection
from ui import charts, chrome, controls, scrubber
from ui.cache.functions import curve_of, gaps_of
from ui.cache.train import decomposition_of, pre_activation_histogram_of

POINTS = 321  # of the curve under which the pre-activations stand
FUNCTION = "closer"  # the choice's key
SMALLEST = 1e-16  # difference that is worth a number


def choose(history: TrainingHistory, has_function: bool) -> tuple[int, int]:
    """Show the choices of start and, if asked, of function; return which of the run's they are, from 0."""
    labels = page("train").texts
    names = {function.key: function.label for function in history.spec.functions}
    chosen = next(iter(names))
    if has_function:
        chosen = controls.choice(FUNCTION, labels["closer.function"], names, default=chosen)
    start = 1
    if history.spec.seeds > 1:
        limits, help_text = (1, history.spec.seeds), labels["closer.start.help"]
        start = controls.whole_slider("start", labels["closer.start"], limits, default=1, help_text=help_text)
    return list(names).index(chosen), start - 1


def films(history: TrainingHistory, selection: Selection) -> list[dict[str, Any]]:
    """What the scrubber shows in the charts below at every snapshot, as ui/components/scrub.js reads it."""
    living = pre_activation_histogram_of(history, selection.function, selection.start)
    mountains = pre_activations.heights(living, _curve(history, selection.function))
    bars = decomposition.values(decomposition_of(history, selection.function, selection.start))
    layers = mountains.shape[1]
    return [
        scrubber.film("living", pre_activations.places(living), mountains, range(0, 3 * layers, 3)),
        scrubber.film("eaten", np.arange(bars.shape[2]), bars, range(bars.shape[1])),
    ]


def show(history: TrainingHistory, selection: Selection, frame: int) -> None:
    """Show both charts at one snapshot."""
    _eaten(history, selection, frame)
    _living(history, selection, frame)


def _eaten(history: TrainingHistory, selection: Selection, frame: int) -> None:
    labels = page("train").texts
    found = decomposition_of(history, selection.function, selection.start)
    st.subheader(labels["chart.eaten"], anchor=False)
    names = {name: labels[f"eaten.{name}"] for name in (*decomposition.ROWS, "output", "layer", "decades")}
    measured = found.measured[frame]
    values = {
        "network": history.spec.functions[selection.function].label,
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


def _living(history: TrainingHistory, selection: Selection, frame: int) -> None:
    labels = page("train").texts
    function = history.spec.functions[selection.function]
    living = pre_activation_histogram_of(history, selection.function, selection.start)
    st.subheader(labels["chart.living"], anchor=False)
    columns = 2 if chrome.is_narrow() else 3
    curve = _curve(history, selection.function)
    gaps = gaps_of(function, -REACH, REACH, POINTS)
    figure = pre_activations.pre_activation_histogram(
        function, living, curve, chrome.theme(), frame, columns, gaps=gaps
    )
    values = {"network": function.label, "step": int(history.snapshot_steps[frame])}
    charts.show(figure, key="living", alt=fill(labels["alt.living"], values))
    st.caption(labels["living.caption"])


def _curve(history: TrainingHistory, function: int) -> Curve:
    return curve_of(history.spec.functions[function], -REACH, REACH, POINTS, 1)
