"""The networks themselves, kept at steps that are spread evenly over a run, to be looked at later."""

MOST_BYTES = 16_000_000  # of one run's snapshots


def is_due(step: int, steps: int, most: int, bytes_each: int) -> bool:
    """Whether a run of so many steps keeps the networks at this one: every 2ⁿ-th step, and the last.

    A longer run keeps a part of what a shorter one keeps, so a run that goes on equals one that ran through.
    """
    return step == steps or step % stride(steps, most, bytes_each) == 0


def stride(steps: int, most: int, bytes_each: int) -> int:
    """The smallest power of two that leaves at most so many snapshots, and few enough for the memory."""
    frames = max(1, min(most, MOST_BYTES // bytes_each))
    distance = 1
    while steps // distance + 1 > frames:
        distance *= 2
    return distance
