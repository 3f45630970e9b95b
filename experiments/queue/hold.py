"""Lets a test hold work still, to look at what a page shows while it goes on."""

import os
import time
from pathlib import Path

HOLD = "ACTIVATION_LAB_HOLD"  # path of a file; without this setting nothing is ever held
LOOKS = 0.1  # seconds between two looks whether the file is still there; each look may reach the browser


def held(done: float = 0.0) -> bool:
    """Say whether work that has come this far must wait; when it must, a moment has passed.

    Args:
        done: how far the work has come, in units of its own: the steps of a training run.

    Returns:
        True while the file that `ACTIVATION_LAB_HOLD` names exists and holds a number up to `done`.
    """
    place = os.environ.get(HOLD)
    if not place:
        return False
    try:
        must_wait = float(Path(place).read_text(encoding="ascii")) <= done
    except (OSError, ValueError):  # no file, or one that is being written
        return False
    if must_wait:
        time.sleep(LOOKS)
    return must_wait
