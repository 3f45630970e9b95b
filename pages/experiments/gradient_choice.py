"""Which gradient the charts of a training run show, and which size of it."""

from typing import get_args

import streamlit as st

from content.loader import page
from figures.gradients import Measure, Statistic
from ui import controls


def measure() -> Measure:
    """Which gradient the charts show; the choice beside the first chart sets it."""
    return next((each for each in get_args(Measure) if each == _chosen("measure")), "error_signal")


def statistic() -> Statistic:
    """Which size of it."""
    return next((each for each in get_args(Statistic) if each == _chosen("statistic")), "rms")


def show() -> None:
    """Show both choices."""
    labels = page("train").texts
    for column, name, allowed in zip(
        st.columns([5, 2]), ("measure", "statistic"), (get_args(Measure), get_args(Statistic)), strict=True
    ):
        with column:
            options = {each: labels[f"{name}.{each}"] for each in allowed}
            controls.choice(name, labels[name], options, default=allowed[0], help_text=labels[f"{name}.help"])


def _chosen(name: str) -> str:
    return str(st.session_state.get(name) or st.query_params.get(name))
