"""Networks that start dead: which function brings them back, and how often chance makes them."""

import numpy as np
import streamlit as st

from activations.catalogue import NOTES, FunctionSpec
from content.loader import fill, page
from experiments.dead_neurons import remedies
from experiments.dead_neurons.born_dead import WIDTHS
from figures.dead_neurons import remedies as figures
from figures.train import learning
from pages.dead_neurons import waiting
from pages.dead_neurons.ways_to_kill import Asked
from ui import charts, chrome, controls
from ui.cache.dead_neurons import born_dead_of

DEEPEST_BURIAL = 10
NARROW_HEIGHT = 560  # pixels, a third of them for the legend


def recovery(asked: Asked) -> None:
    """Show which function brings a network back whose second layer starts dead."""
    labels = page("dead-neurons").texts
    margin = controls.whole_slider(
        "burial", labels["burial"], (1, DEEPEST_BURIAL), default=1, help_text=labels["burial.help"]
    )
    spec = remedies.recovery(asked.leaky, float(margin), asked.own)
    histories = waiting.histories("recovery", [spec])
    if not histories:
        return
    (history,) = histories
    sentences = []
    for function, steps in zip(history.spec.functions, remedies.arrivals(history), strict=True):
        middle = float(np.median(steps))
        values = {
            "function": function.label,
            "back": int(np.isfinite(steps).sum()),
            "starts": len(steps),
            "step": middle,
        }
        sentences.append(fill(labels[f"recovery.{'most' if np.isfinite(middle) else 'few'}"], values))
    finding = " ".join(sentences)
    figure = learning.learning(history, chrome.theme(), columns=1 if chrome.is_narrow() else 2)
    charts.show(figure, key="recovery", alt=finding)
    st.markdown("\n".join(f"- {sentence}" for sentence in sentences))


def born(_: Asked) -> None:
    """Show how often a random network gives the same answer everywhere."""
    labels = page("dead-neurons").texts
    with st.spinner(labels["born.wait"]):
        found = [born_dead_of(FunctionSpec("relu"), width) for width in WIDTHS]
        others = [born_dead_of(FunctionSpec(key), WIDTHS[0]) for key in NOTES if key != "relu"]
    names = {name: labels[f"born.{name}"] for name in ("relu", "others", "lu", "depth", "chance")}
    names |= {
        "lu2": labels["born.lu.2"],
        "lu3": labels["born.lu.3"],
        "lu5": labels["born.lu.5"],
        "lu10": labels["born.lu.10"],
    }
    figure = figures.born_dead(found, others, chrome.theme(), names)
    values = {
        "narrow": float(found[0].shares[8]),
        "wide": float(found[-1].shares[8]),
        "others": float(max(each.shares.max() for each in others)),
    }
    finding = fill(labels["born.finding"], values)
    charts.show(figure, key="born", alt=finding, height=NARROW_HEIGHT if chrome.is_narrow() else "content")
    st.markdown(f"{finding} {labels['born.caption']}")
