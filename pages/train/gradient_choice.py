"""Which gradient the charts of a training run show, and which size of it."""

from typing import get_args

import streamlit as st

from content.loader import page
from figures.train.gradients import Measure, Statistic
from ui import controls


def choose() -> tuple[Measure, Statistic]:
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
