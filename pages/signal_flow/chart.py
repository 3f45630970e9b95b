"""The sizes over the layers, forecast and measured, and the film that follows the slider."""

from dataclasses import dataclass, replace

import numpy as np
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from content.loader import fill, page
from experiments.signal_flow.flow import MEASURES, SignalFlowSpec
from figures.signal_flow import flow
from figures.signal_flow.flow import TRACES_EACH, Sizes
from pages.signal_flow import controls as signal_flow_controls
from pages.signal_flow import findings
from pages.signal_flow import guess as signal_flow_guess
from pages.signal_flow.guess import Guess
from ui import charts, chrome, components, controls
from ui.cache.signal_flow import (
    Report,
    finished_sizes,
    finished_sweep,
    forecast_of,
    measure_sweep,
    sizes_of,
    starts_in_a_sweep,
)

QUANTILES = (0.1, 0.5, 0.9)
SHOWN = ("networks", "forecast", "guess")
GUESS_HEIGHT = 330  # pixels, so that a revealed chart and its verdict fit below the choices
FIRST = "error_signal"  # the measure that the page begins with


@dataclass(frozen=True, slots=True)
class Selection:
    """What the chart shows.

    Args:
        measure: the sizes of what.
        shown: how much of it: the forecast, the networks too, or a guess first.
    """

    measure: str
    shown: str


def choose() -> Selection:
    """Ask for both."""
    labels = page("signal-flow").texts
    left, right = st.columns([3, 2])
    with left:
        names = {name: labels[f"measure.{name}"] for name in MEASURES}
        measure = controls.choice(
            "measure", labels["measure"], names, default=FIRST, help_text=labels["measure.help"]
        )
    with right:
        options = {name: labels[f"show.{name}"] for name in SHOWN}
        shown = controls.choice(
            "show", labels["show"], options, default=SHOWN[0], help_text=labels["show.help"]
        )
    return Selection(measure, shown)


def show(spec: SignalFlowSpec, selection: Selection, guess: Guess | None) -> None:
    """Show the chart, the words that follow the slider, and what to read from both."""
    measure, shown = selection.measure, selection.shown
    labels, scales = page("signal-flow").texts, signal_flow_controls.scales(spec)
    position = scales.index(spec.weight_scale)
    if guess:
        sizes_of(spec, _bar(st.empty(), labels["measuring"]))
    drawn = _sizes(spec, measure, with_networks=shown != "forecast")
    if guess:
        drawn = signal_flow_guess.only_the_guessed(guess, drawn)
    _film(spec, drawn, guess)
    names = {
        "measure": labels[f"axis.{measure}"],
        "layer": labels["axis.layer"],
        "guess": labels["guess.name"],
    }
    figure = flow.signal_flow(drawn, chrome.theme(), names, position, guess.heights if guess else ())
    alt = findings.over_layers(drawn, measure, position)
    charts.show(figure, key="flow", alt=alt, height=GUESS_HEIGHT if guess else "content")
    if guess:
        signal_flow_guess.verdict(drawn, position, guess)
        signal_flow_guess.offer_another()
    st.caption(findings.key_to_the_chart(spec, measure, shown))
    measured = finished_sizes(spec)
    if shown != "forecast" and measured is not None:
        st.markdown(findings.how_wide(spec, measure, measured))


def lay_over(spec: SignalFlowSpec, place: DeltaGenerator) -> None:
    """Measure the networks that the chart still lacks, and draw the page again.

    First those at the slider's position, then those at all others; a move of any control ends it.
    """
    labels, scales, asked = page("signal-flow").texts, signal_flow_controls.scales(spec), _swept(spec)
    if finished_sizes(spec) is None:
        sizes_of(spec, _bar(place, labels["measuring"]))
        st.rerun()
    if finished_sweep(asked, scales) is None:
        report = _bar(place, fill(labels["sweep.progress"], {"count": len(scales)}))
        measure_sweep(asked, scales, report)
        st.rerun()


def _bar(place: DeltaGenerator, words: str) -> Report:
    """A progress bar that goes when all is done."""
    place.progress(0.0, words)
    return lambda share: place.progress(share, words) if share < 1 else place.empty()


def _swept(spec: SignalFlowSpec) -> SignalFlowSpec:
    """The networks that are measured at every position: all starts where that is soon done."""
    starts = starts_in_a_sweep(spec, signal_flow_controls.scales(spec))
    return replace(spec, weight_scale=1.0, seeds=starts)


def _sizes(spec: SignalFlowSpec, measure: str, with_networks: bool) -> Sizes:
    """One measure's forecast and quantiles at every position of the slider."""
    scales = signal_flow_controls.scales(spec)
    position = scales.index(spec.weight_scale)
    wide = forecast_of(replace(spec, weight_scale=1.0, seeds=1), scales)
    forecast = getattr(wide, measure, np.full_like(wide.q, np.nan))
    networks = np.full((len(QUANTILES), *wide.q.shape), np.nan)
    if with_networks:
        row = MEASURES.index(measure)
        swept = finished_sweep(_swept(spec), scales)
        if swept is not None:
            networks[:] = np.quantile(swept[:, row], QUANTILES, axis=2)
        measured = finished_sizes(spec)
        if measured is not None:
            networks[:, position] = np.quantile(measured[row], QUANTILES, axis=1)
    decades = flow.decades_of(measure, spec.depth)
    return Sizes(spec.functions, forecast, networks, decades)


def _film(spec: SignalFlowSpec, drawn: Sizes, guess: Guess | None) -> None:
    """What the chart and the words beside it show at every position of the slider."""
    labels, scales = page("signal-flow").texts, signal_flow_controls.scales(spec)
    heights = flow.heights(drawn)
    components.slider_film(
        {
            "chart": "flow",
            "slider": signal_flow_controls.SCALE,
            "traces": TRACES_EACH * len(drawn.functions),
            "points": spec.depth,
            "values": components.encoded(heights),
            "labels": [labels["readout.gain"], labels["readout.flat"]],
            "reveal": str(guess.heights) if guess else None,
            "words": findings.words(spec, scales),
        }
    )
