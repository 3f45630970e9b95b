"""The decision rules: fixed before anything is run, printed on the page, the same for every seed."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Protocol

import numpy as np

from experiments.claims.verdict import Outcome
from experiments.networks.arrays import Floats
from experiments.networks.significance import SIGNIFICANCE, p_value


class Rule(Protocol):
    """A frozen set of thresholds."""

    @property
    def thresholds(self) -> Mapping[str, float]:
        """The thresholds by name, for the page."""
        ...


@dataclass(frozen=True, slots=True)
class Thresholds:
    """A rule whose fields are its thresholds."""

    @property
    def thresholds(self) -> Mapping[str, float]:
        """The thresholds by name, for the page."""
        return {name: value for name, value in asdict(self).items() if isinstance(value, float)}


@dataclass(frozen=True, slots=True)
class Level(Thresholds):
    """Holds from one level on, does not hold from another on, and holds partly between them.

    Args:
        holds: the level that the statistic must reach; the direction follows from the other one.
        fails: the level at which the claim does not hold.
    """

    holds: float
    fails: float

    def decide(self, statistic: float) -> Outcome:
        """What the rule says about one number; what is not a number fails."""
        upwards = 1.0 if self.holds > self.fails else -1.0
        if upwards * statistic >= upwards * self.holds:
            return "holds"
        return "holds partly" if upwards * statistic > upwards * self.fails else "does not hold"


# "In eight of ten seeds": the share of the seeds in which something is seen.
SHARE = Level(holds=0.8, fails=0.2)


@dataclass(frozen=True, slots=True)
class Exact(Thresholds):
    """Holds if every input agrees; one that does not is enough against it."""

    share: float = 1.0

    def decide(self, share: float) -> Outcome:
        """What the rule says about the share of the inputs that agree."""
        return "holds" if share >= self.share else "does not hold"


EXACT = Exact()


@dataclass(frozen=True, slots=True)
class Faster(Thresholds):
    """Fewer steps from the same start, with each side's own best learning rate.

    Args:
        limit: the share of the other side's steps that counts as faster.
        share: in which share of the seeds it must be reached to hold.
        significance: where it is not, the claim holds partly if a paired test still sees a lead, and does
            not hold if it sees the others' lead; if it sees none, no effect is seen.
    """

    limit: float = 0.8
    share: float = 0.8
    significance: float = SIGNIFICANCE

    def decide(self, steps: Floats, others: Floats) -> Outcome:
        """What the rule says about paired numbers of steps [S], infinite where the goal was missed."""
        ratios = self.ratios(steps, others)
        if (ratios <= self.limit).mean() >= self.share:
            return "holds"
        with np.errstate(divide="ignore"):
            leads = np.log(ratios)
        return _by_luck(leads, float(np.median(leads)), self.significance)

    @staticmethod
    def ratios(steps: Floats, others: Floats) -> Floats:
        """steps / others, 1 where both missed the goal."""
        both = np.isinf(steps) & np.isinf(others)
        found: Floats = np.where(both, 1.0, steps / np.where(both, 1.0, others))
        return np.where(both, 1.0, found)


@dataclass(frozen=True, slots=True)
class Halves(Thresholds):
    """A remedy must at least halve what it is against.

    Args:
        limit: the share of the untreated mean that may be left.
        significance: where more is left, the claim holds partly if a paired test sees a gain, and does not
            hold if it sees a loss; if it sees neither, no effect is seen.
    """

    limit: float = 0.5
    significance: float = SIGNIFICANCE

    def decide(self, treated: Floats, untreated: Floats) -> Outcome:
        """What the rule says about paired shares [S]."""
        if treated.mean() <= self.limit * untreated.mean():
            return "holds"
        change = treated - untreated
        return _by_luck(change, float(change.mean()), self.significance)


@dataclass(frozen=True, slots=True)
class Beyond(Thresholds):
    """A difference that is larger than its own uncertainty, and large enough to matter.

    Args:
        errors: how many standard errors of the mean paired difference it must exceed.
        size: what share of the other side's mean it must exceed; between the two conditions lies "partly".
            With neither, no effect is seen, unless the others are larger beyond the uncertainty.
    """

    errors: float = 2.0
    size: float = 0.1

    def decide(self, values: Floats, others: Floats) -> Outcome:
        """Whether paired values [S] lie above the others: both conditions, one of them, or none."""
        difference = values - others
        with np.errstate(invalid="ignore"):  # with a loss that went to infinity nothing is more than luck
            error = difference.std(ddof=1) / np.sqrt(len(difference))
        mean = float(difference.mean())
        met = int(mean > self.errors * error) + int(mean > self.size * abs(float(others.mean())))
        opposite: Outcome = "does not hold" if -mean > self.errors * error else "no effect seen"
        outcomes: tuple[Outcome, ...] = (opposite, "holds partly", "holds")
        return outcomes[met]


def _by_luck(differences: Floats, middle: float, significance: float) -> Outcome:
    """What is left of a claim that something gets smaller, when it does not get small enough.

    Args:
        differences: one for each seed, negative where the claim is right.
        middle: their mean or median.
        significance: the largest p of a paired test that is not put down to luck.
    """
    if middle == 0 or p_value(differences) >= significance:
        return "no effect seen"
    return "holds partly" if middle < 0 else "does not hold"
