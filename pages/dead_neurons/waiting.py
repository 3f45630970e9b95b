"""Runs that a page needs all of: asked for together, waited for with one bar, and stopped with one button."""

from collections.abc import Callable, Sequence
from typing import TypeVar

import streamlit as st

from content.loader import fill, page
from experiments.training.train import FinalStates, RunBatchSpec, TrainingHistory, TrainingSpec
from pages.dead_neurons.state import DeadNeuronsState
from ui import run_progress, runs
from ui.session import state

Found = TypeVar("Found")


def histories(name: str, specs: Sequence[TrainingSpec]) -> tuple[TrainingHistory, ...] | None:
    """Return the histories of these runs when all of them have ended; until then show how far they are.

    Args:
        name: what this session knows these runs by; asking for others under the same name gives them up.
        specs: what to train; all runs of everybody with equal settings are one.
    """
    found = _finished(name, specs, lambda run: run.history)
    return None if found is None else tuple(history for history in found if history is not None)


def ends(name: str, specs: Sequence[RunBatchSpec]) -> tuple[FinalStates, ...] | None:
    """As `histories`, for runs of which only the ends are kept."""
    found = _finished(name, specs, lambda run: run.ends)
    return None if found is None else tuple(each for each in found if each is not None)


def _finished(
    name: str, specs: Sequence[TrainingSpec | RunBatchSpec], result: Callable[[runs.Run], Found]
) -> list[Found] | None:
    labels, mine = page("common").texts, state(DeadNeuronsState)
    if mine.stopped.get(name) == tuple(specs):
        if st.button(labels["wait.again"], key=f"{name}-again", icon=":material/play_arrow:"):
            del mine.stopped[name]
            st.rerun()
        return None
    largest = max(spec.share for spec in specs)
    if largest > 1:
        st.warning(fill(labels["wait.too-large"], {"times": largest}), icon=":material/scale:")
        return None
    asked = mine.runs[name] = run_progress.begin(specs, mine.runs.get(name, ()))
    if not all(run.is_over for run in asked):
        run_progress.show(
            asked,
            lambda step, steps: fill(labels["wait.progress"], {"step": step, "steps": steps}),
            labels["wait.stop"],
            key=f"{name}-stop",
            on_stop=lambda: mine.stopped.update({name: tuple(specs)}),
        )
        return None
    try:
        return [result(run) for run in asked]
    except runs.RunFailedError:
        st.error(labels["wait.failed"], icon=":material/error:")
        return None
