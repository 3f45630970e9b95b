"""Several starts, honestly compared: which function ended better, and whether that can be luck."""

from dataclasses import dataclass, replace
from itertools import combinations

import numpy as np

from activations.catalogue import FunctionSpec
from experiments.networks.arrays import Floats
from experiments.networks.significance import SIGNIFICANCE, fewest_starts, holm, p_value
from experiments.training.history import TrainingHistory

SMALLEST = float(np.finfo(np.float32).tiny)  # a loss that float32 rounded to 0 still has a logarithm


@dataclass(frozen=True, slots=True)
class Pairing:
    """How two functions ended from the same S starts.

    Args:
        first, second: the functions.
        wins: in how many starts the first ended with the lower loss.
        losses: in how many the second did.
        ties: in how many both ended alike; two networks that failed do.
        median_difference: median over the starts of ln(loss of the first / loss of the second): below 0 when
            the first is better, ±∞ when a failure decides it.
        p_value: how likely starts that favour neither function give a result at least this one-sided.
        corrected_p_value: the same after Holm's correction over all pairs of the run.
        decidable: whether so many starts could have decided anything; see `fewest_starts`.
    """

    first: FunctionSpec
    second: FunctionSpec
    wins: int
    losses: int
    ties: int
    median_difference: float
    p_value: float
    corrected_p_value: float
    decidable: bool

    @property
    def starts(self) -> int:
        """How many starts both functions had (S)."""
        return self.wins + self.losses + self.ties

    @property
    def is_luck(self) -> bool:
        """Whether luck alone explains the difference; always so when nothing was decidable."""
        return self.corrected_p_value >= SIGNIFICANCE

    def reversed(self) -> "Pairing":
        """The same result, told from the second function's side."""
        return replace(
            self,
            first=self.second,
            second=self.first,
            wins=self.losses,
            losses=self.wins,
            median_difference=-self.median_difference,
        )


def compare(history: TrainingHistory) -> tuple[Pairing, ...]:
    """Compare every pair of functions over their paired starts, at the last recorded step.

    Definition: the loss is that of the test points when there are any, else of the training points. A network
        that failed ends worst. Starts are paired, since the same seed means the same weights and batches.
        The p-value is two-sided and exact, from Wilcoxon's signed-rank test on the differences of the log
        loss: losses differ by powers of ten, so that on a linear scale the worst start would outrank all
        others; and accuracies are often equal. Ties are left out. Where a difference is infinite (a failure),
        or two have the same size, the sign test replaces it.

    Args:
        history: a run of F functions.

    Returns:
        F(F − 1)/2 pairs, in the order of `history.spec.functions`.

    Source: Wilcoxon (1945); Holm (1979).
    """
    functions, seeds = history.spec.functions, history.spec.seeds
    losses = _log_losses(history)
    pairs = list(combinations(range(len(functions)), 2))
    differences = [_difference(losses[first], losses[second]) for first, second in pairs]
    p_values = np.array([p_value(difference) for difference in differences])
    return tuple(
        Pairing(
            first=functions[first],
            second=functions[second],
            wins=int((difference < 0).sum()),
            losses=int((difference > 0).sum()),
            ties=int((difference == 0).sum()),
            median_difference=_median(difference),
            p_value=float(p),
            corrected_p_value=float(corrected),
            decidable=seeds >= fewest_starts(len(functions)),
        )
        for (first, second), difference, p, corrected in zip(
            pairs, differences, p_values, holm(p_values), strict=True
        )
    )


def best_and_runner_up(history: TrainingHistory) -> Pairing | None:
    """The pair that a sentence should be about: the functions with the lowest and second lowest median loss.

    Returns:
        the best function as `first`; None when the run has a single function.
    """
    functions = history.spec.functions
    if len(functions) == 1:
        return None
    best, second = np.argsort(np.median(_log_losses(history), axis=1), kind="stable")[:2]
    wanted = {functions[best], functions[second]}
    pairing = next(each for each in compare(history) if {each.first, each.second} == wanted)
    return pairing if pairing.first == functions[best] else pairing.reversed()


def _log_losses(history: TrainingHistory) -> Floats:
    """ln of the last losses, [F, S]; ∞ where a network failed."""
    is_tested = history.dataset.training < len(history.dataset.labels)
    last = (history.test_loss if is_tested else history.loss)[-1].astype(np.float64)
    losses: Floats = np.log(np.maximum(np.where(np.isnan(last), np.inf, last), SMALLEST))
    return losses.reshape(len(history.spec.functions), history.spec.seeds)


def _difference(first: Floats, second: Floats) -> Floats:
    """Return first − second; 0 where both are infinite."""
    difference: Floats = np.subtract(first, second, out=np.zeros_like(first), where=first != second)
    return difference


def _median(differences: Floats) -> float:
    """The median; 0 when it lies between −∞ and ∞."""
    ordered = np.sort(differences)
    low, high = ordered[(len(ordered) - 1) // 2], ordered[len(ordered) // 2]
    return 0.0 if low == -high else float((low + high) / 2)
