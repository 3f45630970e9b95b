"""Below the chart: the gains, who ate each function's gradient, and how the numbers are distributed."""

from dataclasses import replace

import numpy as np
import streamlit as st

from content.loader import fill, page
from experiments.signal_flow.flow import SignalFlowSpec
from experiments.signal_flow.mean_field import flat_scales, pytorch_gain
from experiments.train_results.decomposition import Decomposition
from figures.train import decomposition, ridges
from pages.signal_flow import controls as signal_flow_controls
from pages.signal_flow import findings
from ui import charts, chrome, controls
from ui.cache.functions import properties_of
from ui.cache.signal_flow import distributions_of, splits_of

SPLIT_NAMES = ("weights", "slopes", "signal", "output", "layer", "decades")


def show(spec: SignalFlowSpec) -> None:
    """Show all three."""
    labels = page("signal-flow").texts
    st.header(labels["gains.title"], anchor=False)
    _gains(spec)
    st.header(labels["eaten.title"], anchor=False)
    _eaten(spec)
    st.header(labels["ridges.title"], anchor=False)
    _ridges(spec)


def _gains(spec: SignalFlowSpec) -> None:
    """Where each function's line is flat, beside the gains that theory and PyTorch name."""
    labels = page("signal-flow").texts
    scales, base = signal_flow_controls.scales(spec), replace(spec, weight_scale=1.0).gain
    changes = findings.changes(spec, scales)
    rows = []
    for f, function in enumerate(spec.functions):
        found = [None if scale is None else scale * base for scale in flat_scales(scales, changes[:, f])]
        properties = properties_of(function)
        low, at, high = found
        rows.append(
            {
                "function": function.label,
                "low": low,
                "flat": at,
                "high": high,
                "rules": _rules(low, high),
                "forward": properties.forward_gain,
                "backward": properties.backward_gain,
                "pytorch": pytorch_gain(function),
            }
        )
    columns = {labels[f"gains.{name}"]: [row[name] for row in rows] for name in rows[0]}
    numbers = {
        labels[f"gains.{name}"]: st.column_config.NumberColumn(
            format="%.4f", help=labels[f"gains.{name}.help"]
        )
        for name in ("low", "flat", "high", "forward", "backward", "pytorch")
    }
    st.dataframe(columns, hide_index=True, column_config=numbers)
    st.caption(fill(labels["gains.caption"], {"depth": spec.depth}))


def _rules(low: float | None, high: float | None) -> str:
    """The rules whose σ_w leaves this function's line flat."""
    labels = page("signal-flow").texts
    gains = signal_flow_controls.NAMED_GAINS.items()
    inside = [labels[f"gain.{name}"] for name, gain in gains if low and high and low <= gain <= high]
    return ", ".join(inside) or labels["gains.none"]


def _eaten(spec: SignalFlowSpec) -> None:
    """The split of the training page, for the first start of every function."""
    labels, shared = page("signal-flow").texts, page("train").texts
    found = splits_of(replace(spec, seeds=1))
    names = {name: shared[f"eaten.{name}"] for name in SPLIT_NAMES}
    columns = 1 if chrome.is_narrow() else 3
    figure = decomposition.side_by_side(spec.functions, found, chrome.theme(), names, columns)
    told = "; ".join(
        _told(function.label, each) for function, each in zip(spec.functions, found, strict=True)
    )
    sentence = fill(labels["eaten.sentence"], {"findings": told})
    charts.show(figure, key="eaten-side-by-side", alt=sentence)
    st.markdown(sentence)


def _told(network: str, found: Decomposition) -> str:
    weights, slopes = float(found.weights[0].sum()), float(found.slopes[0].sum())
    kind = "eaten.finding" if np.isfinite([weights, slopes]).all() else "eaten.closed"
    values = {"network": network, "weights": weights, "slopes": slopes}
    return fill(page("signal-flow").texts[kind], values)


def _ridges(spec: SignalFlowSpec) -> None:
    labels = page("signal-flow").texts
    names = {function.key: function.label for function in spec.functions}
    chosen = controls.choice("closer", labels["ridges.function"], names, default=next(iter(names)))
    index = list(names).index(chosen)
    found = distributions_of(spec, index)
    words = {each.measure: labels[f"measure.{each.measure}"] for each in found}
    words |= {name: labels[f"ridges.{name}"] for name in ("layer", "value", "magnitude")}
    columns = 1 if chrome.is_narrow() else 2
    figure = ridges.ridges(found, chrome.theme(), words, columns)
    zeros = {each.measure: float(each.zeros.mean()) for each in found}
    values = {"network": names[chosen], "activations": zeros["activation"], "signals": zeros["error_signal"]}
    charts.show(figure, key="ridges", alt=fill(labels["alt.ridges"], values))
    st.caption(fill(labels["ridges.caption"], values))
