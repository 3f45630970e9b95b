"""What a reader of a run does in the tests: looks at it until something holds."""

import time
from collections.abc import Callable

from experiments.history import RECORDED
from experiments.runs import Run
from experiments.training import TrainingHistory

PATIENCE = 60.0  # seconds until a test counts as hanging, on a machine that is busy with something else


def until(holds: Callable[[], bool]) -> None:
    """Wait for it."""
    deadline = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < deadline, "this never comes true"
        time.sleep(0.005)


def has_progress(run: Run) -> bool:
    """Look at a run, and say whether its first part is there."""
    run.look("reader")
    return run.progress is not None


def watched(run: Run) -> TrainingHistory:
    """Look at a run until it is over, as a page does, and return its history."""

    def is_over() -> bool:
        run.look("reader")
        return run.is_over

    until(is_over)
    assert run.history is not None
    return run.history


def assert_equal_bytes(one: TrainingHistory, other: TrainingHistory) -> None:
    """Compare everything that a run records."""
    for name in (*RECORDED, "steps", "snapshot_steps", "snapshots"):
        assert getattr(one, name).tobytes() == getattr(other, name).tobytes(), name
    assert one.spec == other.spec
