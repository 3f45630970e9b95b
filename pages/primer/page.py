"""What every other page takes for granted, on one page: why a non-linearity, the recursion, four troubles."""

import numpy as np
import streamlit as st

from activations.catalogue import FunctionSpec
from content.loader import fill, page
from experiments.signal_flow.flow import SignalFlowSpec
from figures.signal_flow import flow
from ui import charts, chrome, prose
from ui.cache.signal_flow import forecast_of
from ui.numbers import written

DEPTH = 10
SCALES = (0.5, 1.0, 2.0)
HEIGHT = 300
FUNCTIONS = tuple(FunctionSpec(key) for key in ("sigmoid", "tanh", "relu"))

text = page("primer")
labels = text.texts


def show_flow() -> None:
    """Draw what is left of the error signal in every layer, for small, fitting and large weights."""
    words = page("signal-flow").texts
    spec = SignalFlowSpec(functions=FUNCTIONS, depth=DEPTH, initialisation="he")
    signal = forecast_of(spec, SCALES).error_signal
    nothing = np.full((3, *signal.shape), np.nan)
    shown = flow.Sizes(FUNCTIONS, signal, nothing, flow.decades_of("error_signal", DEPTH))
    names = {"measure": words["axis.error_signal"], "layer": words["axis.layer"], "guess": ""}
    for position, column in enumerate(st.columns(len(SCALES))):
        scale, kept = SCALES[position], signal[position, :, 0] / signal[position, :, -1]
        found = [
            fill(labels["chart.finding"], {"function": each.title, "kept": written(share, 2)})
            for each, share in zip(FUNCTIONS, kept, strict=True)
        ]
        alt = {"depth": DEPTH, "scale": scale, "findings": ", ".join(found)}
        figure = flow.signal_flow(shown, chrome.theme(), names, position)
        with column:
            st.markdown(f"**{fill(labels['chart.title'], {'scale': scale})}**")
            charts.show(figure, key=f"flow-{position}", alt=fill(labels["chart.alt"], alt), height=HEIGHT)
    st.caption(labels["chart.caption"])


st.title(text.question, anchor=False)
st.markdown(text.introduction)
prose.sections(text.sections, {})
show_flow()
prose.sources(text.sources, labels["sources.title"])
