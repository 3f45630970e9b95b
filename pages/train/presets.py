"""Experiments to begin with: one click sets all controls of the training page, and so its address."""

from collections.abc import Mapping
from types import MappingProxyType

import streamlit as st

from content.loader import page
from experiments.training.train import TrainingSpec
from pages.train import controls, schedule

PRESET = "preset"  # the menu's key
# What differs from the defaults, by the controls' names.
PRESETS: Mapping[str, Mapping[str, object]] = MappingProxyType(
    {
        "vanishing": {"depth": 8, "seeds": 5},
        "exploding": {"depth": 8, "initialisation": "normal", "weight_scale": 0.8, "optimiser": "sgd"},
        "dead": {
            "functions": ["relu", "leaky-relu", "elu"],
            "depth": 4,
            "initialisation": "he",
            "learning_rate": 0.5,
        },
        "saved-by-initialisation": {
            "functions": ["sigmoid"],
            "initialisation": "normal",
            "weight_scale": 1.5,
        },
        "saved-by-adam": {"functions": ["sigmoid"], "optimiser": "adam", "learning_rate": 0.01},
    }
)


def show() -> None:
    """Show them in a menu."""
    labels = page("train").texts
    st.menu_button(
        labels["preset.title"],
        tuple(PRESETS),
        key=PRESET,
        icon=":material/science:",
        format_func=lambda name: labels[f"preset.{name}"],
        on_click=_choose,
    )


def remark(spec: TrainingSpec | None) -> None:
    """Say what to look at, as long as the settings are an experiment's."""
    for name, settings in PRESETS.items():
        if spec is not None and spec == TrainingSpec(**settings):  # type: ignore[arg-type]
            st.info(page("train").texts[f"preset.{name}.look"], icon=":material/science:")


def _choose() -> None:
    name: str = st.session_state[PRESET]
    st.session_state.update(controls.settings_of(PRESETS[name]))
    schedule.start_over()
