"""Examining a claim: its experiment, judged by its rule."""

from collections.abc import Sequence
from typing import TypeAlias

from activations.catalogue import FunctionSpec
from experiments.claims.entries import CLAIMS, Entry
from experiments.claims.questions import QUESTIONS
from experiments.claims.verdict import Case, Chart, Findings, Line, Outcome, Spread, Verdict, combined

__all__ = [
    "CLAIMS",
    "QUESTIONS",
    "Case",
    "Chart",
    "Entry",
    "Findings",
    "Line",
    "Outcome",
    "Spread",
    "Verdict",
    "ask",
    "combined",
    "examine",
    "outcome",
    "set_of_seeds",
]

FEWEST_SEEDS = 2

Seeds: TypeAlias = int | Sequence[int] | None  # how many, which, or those of the claim's first set


def set_of_seeds(claim_id: str, number: int) -> tuple[int, ...]:
    """The seeds of a claim's set with this number, from 0; no seed is in two of them."""
    count = CLAIMS[claim_id].seeds
    return tuple(range(count * number, count * (number + 1)))


def examine(claim_id: str, seeds: Seeds = None) -> Verdict:
    """Run a claim's experiment and judge it by its rule.

    Args:
        claim_id: a key of `CLAIMS`.
        seeds: of weights, batches and inputs, or how many, from 0; the first one also draws the points. None
            takes the claim's first set: ten or more, enough for a verdict that can be quoted.

    Returns:
        the verdict; the same seeds give the same one.

    Raises:
        ValueError: there is no such claim, or the seeds are fewer than two, negative, or not different.
    """
    if claim_id not in CLAIMS:
        raise ValueError(f"There is no claim {claim_id!r}; there are {', '.join(CLAIMS)}.")
    entry, chosen = CLAIMS[claim_id], _checked(claim_id, seeds)
    return _judged(claim_id, chosen, entry.experiment(chosen) if entry.experiment else Findings(()))


def outcome(claim_id: str, seeds: Seeds = None) -> Outcome:
    """The one word that `examine` finds for a claim, in less time where an entry knows how.

    Args:
        claim_id: a key of `CLAIMS`.
        seeds: as for `examine`, which raises the same errors.
    """
    alone = CLAIMS[claim_id].alone if claim_id in CLAIMS else None
    if alone is None:
        return examine(claim_id, seeds).outcome
    chosen = _checked(claim_id, seeds)
    return _judged(claim_id, chosen, Findings(tuple(alone(chosen)))).outcome


def ask(claim_id: str, function: FunctionSpec, seeds: Seeds = None) -> Verdict:
    """Put any function in the place of the one that a claim is about, and judge it by the claim's rule.

    Args:
        claim_id: a key of `QUESTIONS`.
        function: any function, a typed one too.
        seeds: as for `examine`.

    Returns:
        the verdict, with its cases alone.

    Raises:
        ValueError: there is no such question, or the seeds are not as they must be.
    """
    if claim_id not in QUESTIONS:
        raise ValueError(f"There is no question {claim_id!r}; there are {', '.join(QUESTIONS)}.")
    chosen = _checked(claim_id, seeds)
    return _judged(claim_id, chosen, Findings(tuple(QUESTIONS[claim_id].cases(function, chosen))))


def _checked(claim_id: str, seeds: Seeds) -> tuple[int, ...]:
    """The seeds, as a tuple."""
    if seeds is None:
        return set_of_seeds(claim_id, 0)
    chosen = tuple(range(seeds)) if isinstance(seeds, int) else tuple(int(seed) for seed in seeds)
    if len(set(chosen)) < max(FEWEST_SEEDS, len(chosen)) or min(chosen) < 0:
        raise ValueError(f"seeds are {FEWEST_SEEDS} or more different numbers from 0 up; {seeds!r} are not.")
    return chosen


def _judged(claim_id: str, seeds: tuple[int, ...], findings: Findings) -> Verdict:
    entry = CLAIMS[claim_id]
    word: Outcome = "literature only"
    if entry.decides:
        word = combined([case.outcome for case in findings.cases], of=entry.cases)
    return Verdict(claim_id, word, seeds, entry.rule.thresholds if entry.rule else {}, findings)
