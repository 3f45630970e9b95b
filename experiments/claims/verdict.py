"""What an examined claim comes to: one word, the cases behind it, and the numbers with their spread."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, Self, TypeAlias

import numpy as np
from numpy.typing import ArrayLike

Outcome: TypeAlias = Literal[
    "holds", "holds partly", "no effect seen", "does not hold", "depends", "literature only"
]

Setting: TypeAlias = Mapping[str, str | float]  # the settings' names and values, such as depth and 6


@dataclass(frozen=True, slots=True)
class Spread:
    """A number over the seeds: its median, and how low and how high it came."""

    median: float
    low: float
    high: float

    @classmethod
    def of(cls, values: ArrayLike) -> Self:
        """The spread of one value for each seed; what is not a number counts as infinite."""
        numbers = np.nan_to_num(np.asarray(values, dtype=np.float64), nan=np.inf, posinf=np.inf)
        ordered = np.sort(numbers.ravel())
        return cls(float(ordered[(len(ordered) - 1) // 2]), float(ordered[0]), float(ordered[-1]))


@dataclass(frozen=True, slots=True)
class Case:
    """One setting in which the rule was asked, what it was asked about, and what it said."""

    setting: Setting
    outcome: Outcome
    measured: Spread


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a claim's chart: the median at each x, and how far the seeds lie apart.

    Args:
        name: a key of the catalogue, or a word that the page knows.
        x: numbers, or names of places on the axis.
        spreads: one at each x.
    """

    name: str
    x: tuple[float, ...] | tuple[str, ...]
    spreads: tuple[Spread, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """The picture that goes with a verdict."""

    lines: tuple[Line, ...]
    log_x: bool = False
    log_y: bool = False


@dataclass(frozen=True, slots=True)
class Findings:
    """What an experiment hands over: cases that decide, cases that flip the verdict, numbers, a chart."""

    cases: tuple[Case, ...]
    breaks: tuple[Case, ...] = ()
    numbers: Mapping[str, Spread] = field(default_factory=dict)
    chart: Chart | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the lab says about one claim, from these seeds and this rule.

    Args:
        claim_id: the claim.
        outcome: the word.
        seeds: the starts that were tried.
        rule: the thresholds of the decision rule, by name.
        findings: what the word rests on.
    """

    claim_id: str
    outcome: Outcome
    seeds: tuple[int, ...]
    rule: Mapping[str, float]
    findings: Findings


def combined(outcomes: Iterable[Outcome], *, of: Literal["settings", "parts"]) -> Outcome:
    """Join the outcomes of several cases.

    Definition: one word if all cases have it. Else, when the cases are settings and the claim holds in one
        and does not, or has no effect, in another, it depends. Where some contradict it and the rest see no
        effect it does not hold; in all other mixtures it holds partly.

    Args:
        outcomes: one or more.
        of: whether the cases are settings of one statement, or parts of a statement that says several things.
    """
    found = set(outcomes)
    if len(found) == 1:
        return found.pop()
    against = found & {"does not hold", "no effect seen"}
    if found == against:
        return "does not hold"
    if of == "settings" and "holds" in found and against:
        return "depends"
    return "holds partly"


def line(name: str, x: Sequence[float] | Sequence[str], values: Iterable[ArrayLike]) -> Line:
    """A line from the values of all seeds at each x."""
    places: tuple[float, ...] | tuple[str, ...] = tuple(x)  # type: ignore[assignment]
    return Line(name, places, tuple(Spread.of(each) for each in values))
