"""What a page waits for: how far it is beside a button that stops it, and the runs behind that."""

import time
from collections.abc import Callable, Sequence

import streamlit as st

from experiments.training.train import RunBatchSpec, TrainingSpec
from ui import runs

PATIENCE = 0.4  # seconds that a page waits for short runs before it shows progress


def bar_with_stop(share: float, words: str, stop: str, *, key: str | None = None, bar_width: int = 4) -> bool:
    """Show how far something is, so many times as wide as the button; return whether this is pressed."""
    bar, button = st.columns([bar_width, 1], vertical_alignment="bottom")
    bar.progress(share, words)
    return button.button(stop, key=key, icon=":material/stop:", width="stretch")


def begin(specs: Sequence[TrainingSpec | RunBatchSpec], earlier: Sequence[runs.Run] = ()) -> list[runs.Run]:
    """Ask for runs instead of the earlier ones, and give them the time that a short one takes."""
    asked = runs.ask(specs, earlier)
    deadline = time.monotonic() + PATIENCE
    for run in asked:
        run.wait(max(0.0, deadline - time.monotonic()))
    return asked


def show(
    asked: Sequence[runs.Run],
    words: Callable[[int, int], str],
    stop: str,
    *,
    key: str | None = None,
    on_stop: Callable[[], None],
    below: Callable[[], None] | None = None,
) -> None:
    """Show how far runs are, and draw the page again when all of them are over or the reader stops them.

    Args:
        asked: the runs.
        words: makes a sentence of how many steps are done, of how many.
        stop: what stands on the button.
        key: the button's.
        on_stop: called when the reader has pressed it and the runs are given up.
        below: shows what else there is to say of them.
    """

    @st.fragment(run_every=runs.pace())
    def progress() -> None:
        for run in asked:
            runs.look(run)
        if all(run.is_over for run in asked):
            st.rerun()
        done = sum(run.progress.step for run in asked if run.progress)
        wanted = sum(run.spec.steps for run in asked)
        if bar_with_stop(done / max(1, wanted), words(done, wanted), stop, key=key):
            for run in asked:
                runs.leave(run)
            on_stop()
            st.rerun()
        if below:
            below()

    progress()
