"""One examination as a task for another process."""

import time

from experiments.claims import SEEDS, Verdict, examine


def timed(claim_id: str, number: int) -> tuple[Verdict, float]:
    """A claim's verdict on one set of seeds, no seed of which is in another, and how long it took.

    Args:
        claim_id: the claim.
        number: of the set, from 0.

    Returns:
        the verdict, and seconds of a core.
    """
    began = time.process_time()
    verdict = examine(claim_id, [len(SEEDS) * number + seed for seed in SEEDS])
    return verdict, time.process_time() - began
