"""One examination as a task for another process."""

import time

from activations.catalogue import FunctionSpec
from experiments.claims.examining import Outcome, Verdict, ask, examine, outcome, set_of_seeds


def timed(claim_id: str, number: int, function: FunctionSpec | None = None) -> tuple[Verdict, float]:
    """A claim's verdict on one of its sets of seeds, and how long it took.

    Args:
        claim_id: the claim.
        number: of the set, from 0.
        function: that the claim's question is asked of; None examines the claim itself.

    Returns:
        the verdict, and seconds of a core.
    """
    began = time.process_time()
    seeds = set_of_seeds(claim_id, number)
    verdict = ask(claim_id, function, seeds) if function else examine(claim_id, seeds)
    return verdict, time.process_time() - began


def outcome_on(claim_id: str, number: int) -> Outcome:
    """A claim's outcome alone, on the set of seeds with this number."""
    return outcome(claim_id, set_of_seeds(claim_id, number))
