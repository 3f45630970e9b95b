"""What a reader looks at in a training run: asked for before anything that depends on it is drawn."""

from dataclasses import dataclass
from typing import get_args

import streamlit as st

from content.loader import page
from figures.train.gradients import Measure, Statistic
from ui import controls


@dataclass(frozen=True, slots=True)
class Selection:
    """What the charts of a training run show.

    Args:
        measure: which gradient.
        statistic: which size of it.
        function: whose network is looked at closely, as its place among the run's functions.
        start: of which start, from 0.
        layer: of which hidden layer the enlarged unit is, from 0.
        unit: which unit that is, from 0.
    """

    measure: Measure
    statistic: Statistic
    function: int = 0
    start: int = 0
    layer: int = 0
    unit: int = 0


def choose_gradient() -> tuple[Measure, Statistic]:
    """Show both choices, and return what they say."""
    left, right = st.columns([5, 2])
    with left:
        measure = _chosen("measure", get_args(Measure))
    with right:
        statistic = _chosen("statistic", get_args(Statistic))
    return (
        next(each for each in get_args(Measure) if each == measure),
        next(each for each in get_args(Statistic) if each == statistic),
    )


def _chosen(name: str, allowed: tuple[str, ...]) -> str:
    labels = page("train").texts
    options = {each: labels[f"{name}.{each}"] for each in allowed}
    return controls.choice(name, labels[name], options, default=allowed[0], help_text=labels[f"{name}.help"])
