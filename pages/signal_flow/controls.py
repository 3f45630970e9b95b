"""The controls of the page of untrained networks: sliders and choices in, a SignalFlowSpec out."""

import math
from dataclasses import replace
from typing import Any

import streamlit as st

from content.loader import page
from experiments.networks.initialisations import INITIALISATIONS
from experiments.signal_flow.flow import DATASETS, LIMITS, NOISE, SignalFlowSpec
from ui import controls
from ui.cache.signal_flow import Scales
from ui.fields import Fields

DEFAULT = SignalFlowSpec()
FIELDS = Fields("signal-flow", DEFAULT, LIMITS)
SCALE = "scale"  # the slider's key, and its name in the address
STEPS_PER_DOUBLING = 8
# The page names these σ_w when the slider stands on them; `gain.<name>` in the text says what they are.
NAMED_GAINS = {"pytorch": 1 / math.sqrt(3), "one": 1.0, "he": math.sqrt(2), "five-thirds": 5 / 3}
SAME = 1.002  # factor within which two gains are one


def show() -> SignalFlowSpec | None:
    """Show the controls and return what they ask for; None when no function is chosen."""
    labels, shared = page("signal-flow").texts, page("train").texts
    functions = controls.function_choice(labels["control.functions"], labels["control.functions.help"])
    slider = st.container()
    options = {name: shared[f"choice.initialisation.{name}"] for name in INITIALISATIONS}
    options["normal"] = labels["choice.initialisation.normal"]
    label, help_text = labels["control.initialisation"], labels["control.initialisation.help"]
    initialisation = controls.choice(
        "initialisation", label, options, default=DEFAULT.initialisation, help_text=help_text
    )
    network, data = st.tabs([labels["control.network"], labels["control.data"]])
    with network:
        functions = controls.with_parameters(functions)
        chosen: dict[str, Any] = {name: FIELDS.whole(name) for name in ("depth", "width", "seeds")}
        chosen |= {"bias_scale": FIELDS.real("bias_scale", step=0.05), "seed": FIELDS.seed("seed")}
    with data:
        chosen |= {"dataset": _dataset(), "data_seed": FIELDS.seed("data_seed")}
    spec = replace(DEFAULT, functions=functions or DEFAULT.functions, initialisation=initialisation, **chosen)
    with slider:
        scaled = replace(spec, weight_scale=_scale(spec))
    return scaled if functions else None


def scales(spec: SignalFlowSpec) -> Scales:
    """The slider's positions: evenly spread powers, and those at which σ_w has a name."""
    limit = LIMITS["weight_scale"]
    low, high = (round(STEPS_PER_DOUBLING * math.log2(end)) for end in (limit.low, limit.high))
    even = {2 ** (k / STEPS_PER_DOUBLING) for k in range(low, high + 1)}
    base = replace(spec, weight_scale=1.0).gain
    named = {gain / base for gain in NAMED_GAINS.values() if limit.low <= gain / base <= limit.high}
    rounded = {float(f"{scale:.4g}") for scale in even | named}
    return tuple(sorted(rounded | {spec.weight_scale}))


def name_of(gain: float) -> str:
    """What the page calls this σ_w, or nothing."""
    labels = page("signal-flow").texts
    names = (name for name, exact in NAMED_GAINS.items() if 1 / SAME < gain / exact < SAME)
    return next((labels[f"gain.{name}"] for name in names), "")


def _scale(spec: SignalFlowSpec) -> float:
    labels, limits = page("signal-flow").texts, LIMITS["weight_scale"]
    label, help_text = labels["control.scale"], labels["control.scale.help"]
    return controls.number_choice(
        SCALE, label, scales(spec), limits, default=DEFAULT.weight_scale, help_text=help_text
    )


def _dataset() -> str:
    labels, shared = page("signal-flow").texts, page("train").texts
    names = {NOISE: labels["choice.dataset.noise"]}
    names |= {name: shared[f"choice.dataset.{name}"] for name in DATASETS if name != NOISE}
    help_text = labels["control.dataset.help"]
    return controls.choice(
        "dataset", labels["control.dataset"], names, default=DEFAULT.dataset, help_text=help_text
    )
