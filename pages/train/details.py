"""Closer looks at a run, one at a time: what is not chosen is neither computed nor sent."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import streamlit as st

from content.loader import page
from experiments.training.train import TrainingHistory
from figures.train import profile
from figures.train.gradients import Recording
from pages.train import closer_look, findings, hidden_units
from pages.train.selection import Selection
from ui import charts, chrome, controls, prose

READING, CLOSER, UNITS, LAYERS = "reading", "closer", "units", "layers"
# A link without a topic, as they all were once, shows what its other parameters choose.
TOPIC_OF = {hidden_units.LAYER: UNITS, hidden_units.UNIT: UNITS, closer_look.FUNCTION: CLOSER}


@dataclass(frozen=True, slots=True)
class Look:
    """What is looked at closely: a topic, and of which network, start, layer and unit, each from 0."""

    topic: str
    function: int
    start: int
    layer: int = 0
    unit: int = 0


def choose(history: TrainingHistory) -> Look:
    """Show the choices, and return what they say."""
    labels = page("train").texts
    topics = [
        topic for topic in (READING, CLOSER, UNITS, LAYERS) if topic != UNITS or history.dataset.is_plane
    ]
    linked = [topic for name, topic in TOPIC_OF.items() if name in st.query_params and topic in topics]
    options = {topic: labels[f"details.{topic}"] for topic in topics}
    topic = controls.choice("details", labels["details"], options, default=next(iter(linked), READING))
    function, start = closer_look.choose(history, has_function=topic in (CLOSER, UNITS))
    layer, unit = hidden_units.choose(history) if topic == UNITS else (0, 0)
    return Look(topic, function, start, layer, unit)


def films(history: TrainingHistory, selection: Selection, topic: str) -> list[dict[str, Any]]:
    """What the scrubber moves in the charts of the topic."""
    if topic == CLOSER:
        return closer_look.films(history, selection)
    return hidden_units.films(history, selection) if topic == UNITS else []


def show(shown: Recording, selection: Selection, topic: str, step: int, frame: int) -> None:
    """Show what belongs to the topic, at one step and its snapshot."""
    if topic == READING:
        text = page("train")
        st.markdown(f"{text.introduction}\n\n{text.texts['fairness']} {text.texts['one_backward']}")
        prose.sections(text.sections, {})
    elif topic == CLOSER:
        closer_look.show(shown.history, selection, frame)
    elif topic == UNITS:
        hidden_units.show(shown.history, selection, frame)
    else:
        figure = profile.profile(shown, chrome.theme(), int(np.searchsorted(shown.history.steps, step)))
        alt = findings.alt_of("profile", shown.history, selection.measure, step)
        charts.show(figure, key="profile", alt=alt)
