"""The decision rules separate: for each of them a made-up case that must come out as each verdict."""

import math

import numpy as np
import pytest

from experiments.claims.examining import CLAIMS, Outcome, Spread, Verdict, combined, examine
from experiments.claims.rules import EXACT, Beyond, Faster, Halves, Level
from experiments.claims.studies.comparing import Deeper, Wins
from experiments.claims.studies.learning import Unlearned
from experiments.claims.studies.signals import Contrast

TEN = np.arange(1.0, 11.0)


@pytest.mark.parametrize(
    ("level", "statistic", "outcome"),
    [
        (Level(0.8, 0.2), 0.8, "holds"),
        (Level(0.8, 0.2), 0.5, "holds partly"),
        (Level(0.8, 0.2), 0.2, "does not hold"),
        (Level(-0.5, 0.5), -0.6, "holds"),
        (Level(-0.5, 0.5), 0.0, "holds partly"),
        (Level(-0.5, 0.5), 0.6, "does not hold"),
        (Level(-0.5, 0.5), math.nan, "does not hold"),
        (EXACT, 1.0, "holds"),
        (EXACT, 0.9999, "does not hold"),
    ],
)
def test_a_level_separates(level: Level, statistic: float, outcome: Outcome) -> None:
    assert level.decide(statistic) == outcome


@pytest.mark.parametrize(
    ("steps", "outcome"),
    [
        (TEN * 7, "holds"),  # 0.7 of the other side's steps in every start
        (TEN * 9 + np.arange(10) / 100, "holds partly"),  # always ahead, never by a fifth
        (TEN * 10.0, "no effect seen"),
        (TEN * (10 + np.array([0.1, -0.1] * 5)), "no effect seen"),  # a lead as often as not
        (TEN * 14, "does not hold"),
        (np.full(10, np.inf), "does not hold"),
    ],
)
def test_faster_separates(steps: np.ndarray, outcome: Outcome) -> None:
    assert Faster().decide(steps, TEN * 10) == outcome


def test_faster_counts_a_goal_that_only_one_side_reaches_and_no_goal_that_both_miss() -> None:
    missed = np.full(10, np.inf)
    assert Faster().decide(TEN, missed) == "holds"
    assert Faster().decide(missed, missed) == "no effect seen"
    assert Faster.ratios(np.array([2.0, np.inf, 3.0]), np.array([4.0, np.inf, np.inf])).tolist() == [
        0.5,
        1,
        0,
    ]


@pytest.mark.parametrize(
    ("treated", "outcome"),
    [(0.4, "holds"), (0.8, "holds partly"), (1.0, "no effect seen"), (2, "does not hold")],
)
def test_halves_separates(treated: float, outcome: Outcome) -> None:
    assert Halves().decide(treated * TEN, TEN) == outcome


@pytest.mark.parametrize(
    ("values", "outcome"),
    [
        (TEN + 2.0, "holds"),  # far beyond its error, and a third of the mean
        (TEN + 0.1, "holds partly"),  # beyond its error, too small to matter
        (TEN + np.array([9.0, -7.0] * 5), "holds partly"),  # large, and lost in its error
        (np.append(TEN[:-1], np.inf), "holds partly"),  # one of them went to infinity
        (TEN + np.array([0.1, -0.1] * 5), "no effect seen"),
        (TEN - 1.0, "does not hold"),
    ],
)
def test_beyond_separates(values: np.ndarray, outcome: Outcome) -> None:
    assert Beyond().decide(values, TEN) == outcome


@pytest.mark.parametrize(
    ("sigmoid", "others", "outcome"),
    [
        (0.5, 1.0, "holds"),
        (0.85, 1.0, "holds partly"),
        (0.5, 0.6, "holds partly"),
        (0.99, 1.0, "does not hold"),
    ],
)
def test_unlearned_separates(sigmoid: float, others: float, outcome: Outcome) -> None:
    assert Unlearned().decide(np.vstack([np.full(10, sigmoid), np.full((5, 10), others)])) == outcome


@pytest.mark.parametrize(
    ("sigmoid", "tanh", "outcome"),
    [(100.0, 2.0, "holds"), (100.0, 200.0, "holds partly"), (5.0, 2.0, "does not hold")],
)
def test_contrast_separates(sigmoid: float, tanh: float, outcome: Outcome) -> None:
    assert Contrast().decide(np.array([[sigmoid] * 10, [tanh] * 10])) == outcome


@pytest.mark.parametrize(("wins", "outcome"), [(3, "holds"), (2, "holds partly"), (1, "does not hold")])
def test_wins_separates(wins: int, outcome: Outcome) -> None:
    leads = np.tile(np.linspace(-1.0, 1.0, 10), (5, 1))
    leads[:wins] += 2.0
    assert Wins().decide(leads) == outcome


@pytest.mark.parametrize(
    ("shallow", "deep", "outcome"),
    [
        (0.1, 0.3, "holds"),
        (0.5, 0.3, "holds partly"),
        (0.3, 0.0, "no effect seen"),
        (0.0, -0.2, "does not hold"),
    ],
)
def test_deeper_separates(shallow: float, deep: float, outcome: Outcome) -> None:
    noise = np.linspace(-0.05, 0.05, 10)
    assert Deeper().decide(np.array([shallow + noise, deep + noise])) == outcome


def test_cases_join_to_each_word() -> None:
    assert combined(["holds", "holds"], of="settings") == "holds"
    assert combined(["does not hold"], of="settings") == "does not hold"
    assert combined(["holds", "does not hold"], of="settings") == "depends"
    assert combined(["holds", "does not hold"], of="parts") == "holds partly"
    assert combined(["holds", "holds partly"], of="settings") == "holds partly"
    assert combined(["does not hold", "holds partly"], of="settings") == "holds partly"
    assert combined(["no effect seen", "no effect seen"], of="settings") == "no effect seen"
    assert combined(["no effect seen", "holds"], of="settings") == "depends"
    assert combined(["no effect seen", "holds"], of="parts") == "holds partly"
    assert combined(["no effect seen", "does not hold"], of="settings") == "does not hold"
    assert combined(["no effect seen", "holds partly"], of="settings") == "holds partly"


def test_a_spread_is_ordered_and_takes_what_is_no_number_for_infinite() -> None:
    assert Spread.of([3.0, 1.0, 2.0]) == Spread(2.0, 1.0, 3.0)
    assert Spread.of([math.nan, 1.0, 2.0]) == Spread(2.0, 1.0, math.inf)


def test_a_claim_that_nothing_can_decide_says_so_and_the_same_seeds_give_the_same_verdict() -> None:
    assert examine("relu-popular").outcome == "literature only"
    first, second = examine("relu-step", range(5)), examine("relu-step", [0, 1, 2, 3, 4])
    assert isinstance(first, Verdict)
    assert first == second == examine("relu-step", 5)
    assert (
        examine("swish-monotonic", range(2)).findings.numbers
        != examine("swish-monotonic", (7, 8)).findings.numbers
    )


@pytest.mark.parametrize("seeds", [[], [1], [1, 1], [-1, 2], 1])
def test_seeds_that_make_no_verdict_are_refused(seeds: int | list[int]) -> None:
    with pytest.raises(ValueError, match="2 or more different"):
        examine("relu-step", seeds)


def test_an_unknown_claim_is_refused_with_the_known_ones() -> None:
    with pytest.raises(ValueError, match="relu-dead"):
        examine("relu-alive")


def test_every_claim_with_an_experiment_has_a_rule_with_thresholds() -> None:
    for claim_id, entry in CLAIMS.items():
        assert (entry.experiment is None) == (entry.rule is None), claim_id
        if entry.rule:
            assert entry.rule.thresholds, claim_id
