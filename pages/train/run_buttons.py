"""The buttons that run networks: from the same start, from a new one, step by step, or further on."""

from collections.abc import Callable

import streamlit as st

from content.loader import fill, page
from experiments.training.train import LIMITS, TrainingHistory, TrainingSpec
from pages.train import schedule
from pages.train.controls import SEED

TEN = 10
NOTABLE = 0.25  # share of what one reader may ask for, from which on the page says how large a run is


def show_train(spec: TrainingSpec | None) -> None:
    """Show the button that begins a run; without a specification (no function is chosen) it waits."""
    labels = page("train").texts
    st.button(
        labels["run.start"],
        type="primary",
        icon=":material/play_arrow:",
        on_click=schedule.start_over,
        disabled=spec is None,
        width="stretch",
    )
    if spec is not None and spec.share > NOTABLE:
        st.caption(fill(labels["run.large"], {"share": spec.share}))


def show(spec: TrainingSpec | None, history: TrainingHistory | None) -> None:
    """Show the buttons for other starts, and those that take the shown run further, at the controls' rate."""
    possible = spec is not None and history is not None and history.completed_steps < schedule.MOST
    steps = spec.steps if spec else 0
    _button("run.new", ":material/casino:", _new_start, spec, is_possible=spec is not None)
    _button("run.back", ":material/skip_previous:", schedule.back_to_the_start, is_possible=spec is not None)
    _button("run.one", ":material/skip_next:", schedule.go_on, history, 1, is_possible=possible)
    _button("run.ten", ":material/fast_forward:", schedule.go_on, history, TEN, is_possible=possible)
    _button("run.on", ":material/resume:", schedule.go_on, history, steps, is_possible=possible and steps > 0)


def _button(name: str, icon: str, act: Callable[..., None], *arguments: object, is_possible: bool) -> None:
    labels = page("train").texts
    st.button(
        labels[name],
        key=name,
        icon=icon,
        on_click=act,
        args=arguments,
        disabled=not is_possible,
        help=labels[f"{name}.help"],
    )


def _new_start(spec: TrainingSpec) -> None:
    """Take the seeds after those of the last run."""
    high = int(LIMITS["seed"].high)
    st.session_state[SEED] = (spec.seed + spec.seeds) % (high + 1)
    schedule.start_over()
