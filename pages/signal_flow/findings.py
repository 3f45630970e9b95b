"""What the page of untrained networks shows, in words: beside its charts, and for those who hear them."""

import math
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from content.loader import fill, page
from experiments.signal_flow import mean_field
from experiments.signal_flow.flow import MEASURES, SignalFlowSpec
from experiments.signal_flow.mean_field import FLAT
from figures.signal_flow.flow import Sizes
from pages.signal_flow import controls
from ui.cache.signal_flow import Scales, forecast_of, starts_in_a_sweep

Floats = NDArray[np.float64]
LEVEL = math.log10(FLAT)


def changes(spec: SignalFlowSpec, scales: Scales) -> Floats:
    """By how many powers of ten each function's forecast error signal changes at every scale, [P, F]."""
    return mean_field.change(forecast_of(replace(spec, weight_scale=1.0, seeds=1), scales))


def words(spec: SignalFlowSpec, scales: Scales) -> list[list[str]]:
    """What stands beside the slider at each of its positions: σ_w with its name, and whose line is flat."""
    return [
        [_gain(replace(spec, weight_scale=scale).gain), _flat(spec, row)]
        for scale, row in zip(scales, changes(spec, scales), strict=True)
    ]


def over_layers(drawn: Sizes, measure: str, position: int) -> str:
    """How much each function's sizes change from the last layer to the first; from the networks, if shown."""
    labels, shared = page("signal-flow").texts, page("train").texts
    median = drawn.networks[1, position]
    rows = median if np.isfinite(median).any() else drawn.forecast[position]
    found = []
    for function, row in zip(drawn.functions, rows, strict=True):
        if not np.isfinite(row).all():
            continue
        decades = float(np.log10(max(row[0], 1e-300)) - np.log10(max(row[-1], 1e-300)))
        kind = "level" if abs(decades) < LEVEL else "shrinks" if decades < 0 else "grows"
        values = {"network": function.label, "decades": abs(decades)}
        found.append(fill(shared[f"alt.finding.{kind}"], values))
    values = {"measure": labels[f"measure.{measure}"], "findings": "; ".join(found) or labels["alt.none"]}
    return fill(labels["alt.flow"], values)


def key_to_the_chart(spec: SignalFlowSpec, measure: str, shown: str) -> str:
    """What lines, marks and bands are."""
    labels = page("signal-flow").texts
    swept = starts_in_a_sweep(spec, controls.scales(spec))
    parts = [labels["key.forecast" if measure != "weight_gradient" else "key.no-forecast"]]
    if shown != "forecast":
        parts.append(labels["key.networks"])
        parts += [labels["key.swept"]] if swept < spec.seeds else []
    return fill(" ".join(parts), {"starts": spec.seeds, "points": spec.points, "swept": swept})


def how_wide(spec: SignalFlowSpec, measure: str, measured: Floats) -> str:
    """How far networks of these sizes [4, F, S, H] lie from the forecast; nothing if none has one."""
    labels = page("signal-flow").texts
    wide = forecast_of(replace(spec, weight_scale=1.0, seeds=1), controls.scales(spec))
    position = controls.scales(spec).index(spec.weight_scale)
    if not hasattr(wide, measure):
        return ""
    with np.errstate(all="ignore"):
        ratios = measured[MEASURES.index(measure)] / getattr(wide, measure)[position][:, None]  # [F, S, H]
    finite = np.isfinite(ratios).all(axis=(1, 2))
    if not finite.any():
        return ""
    functions = [each for each, is_finite in zip(spec.functions, finite, strict=True) if is_finite]
    ratios = ratios[finite]
    spreads = np.quantile(ratios, (0.1, 0.9), axis=(1, 2))  # [2, F]
    farthest = int(np.abs(np.log(np.maximum(spreads, 1e-300))).max(axis=0).argmax())
    low, high = np.quantile(ratios, (0.1, 0.9))
    values = {
        "width": spec.width,
        "low": float(low),
        "high": float(high),
        "function": functions[farthest].label,
        "function_low": float(spreads[0, farthest]),
        "function_high": float(spreads[1, farthest]),
    }
    return fill(labels["wide"] + (f" {labels['wide.farthest']}" if len(functions) > 1 else ""), values)


def _gain(gain: float) -> str:
    name = controls.name_of(gain)
    return f"{gain:.3f}" + (f" · {name}" if name else "")


def _flat(spec: SignalFlowSpec, row: Floats) -> str:
    labels = page("signal-flow").texts
    if spec.depth == 1:
        return labels["readout.flat.single"]
    flat = [each.label for each, change in zip(spec.functions, row, strict=True) if abs(change) <= LEVEL]
    return ", ".join(flat) or labels["readout.flat.none"]
