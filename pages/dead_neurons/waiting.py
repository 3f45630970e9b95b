"""Runs that a page needs all of: asked for together, waited for with one bar, and stopped with one button."""

import time
from collections.abc import Callable, Sequence
from typing import TypeVar

import streamlit as st

from content.loader import fill, page
from experiments.training.train import FinalStates, RunBatchSpec, TrainingHistory, TrainingSpec
from ui import runs

PATIENCE = 0.4  # seconds that a page waits for short runs before it shows progress

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
    labels = page("common").texts
    if st.session_state.get(f"{name} stopped") == tuple(specs):
        if st.button(labels["wait.again"], key=f"{name}-again", icon=":material/play_arrow:"):
            st.session_state[f"{name} stopped"] = None
            st.rerun()
        return None
    largest = max(spec.share for spec in specs)
    if largest > 1:
        st.warning(fill(labels["wait.too-large"], {"times": largest}), icon=":material/scale:")
        return None
    asked = runs.ask_all(name, specs)
    deadline = time.monotonic() + PATIENCE
    for run in asked:
        run.wait(max(0.0, deadline - time.monotonic()))
    if not all(run.is_over for run in asked):
        st.fragment(_progress, run_every=runs.pace())(name)
        return None
    try:
        return [result(run) for run in asked]
    except runs.RunFailedError:
        st.error(labels["wait.failed"], icon=":material/error:")
        return None


def _progress(name: str) -> None:
    labels = page("common").texts
    asked: list[runs.Run] = st.session_state[f"runs {name}"]
    for run in asked:
        runs.look(run)
    if all(run.is_over for run in asked):
        st.rerun()
    bar, stop = st.columns([4, 1], vertical_alignment="bottom")
    done = sum(run.progress.step for run in asked if run.progress)
    wanted = sum(run.spec.steps for run in asked)
    values = {"step": done, "steps": wanted}
    bar.progress(done / max(1, wanted), fill(labels["wait.progress"], values))
    if stop.button(labels["wait.stop"], key=f"{name}-stop", icon=":material/stop:", width="stretch"):
        st.session_state[f"{name} stopped"] = tuple(run.spec for run in asked)
        for run in asked:
            runs.leave(run)
        st.rerun()
