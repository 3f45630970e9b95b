"""Luck or not: paired starts against tests that are counted out in full."""

from dataclasses import replace
from fractions import Fraction
from itertools import product
from math import comb

import numpy as np
import pytest

from experiments.train_results.comparison import Pairing, best_and_runner_up, compare
from experiments.training.train import TrainingHistory, TrainingSpec, train
from tests.experiments.functions import parsed

FUNCTIONS = parsed("sigmoid", "tanh", "relu", "elu")
SPEC = TrainingSpec(depth=1, width=2, samples=20, batch_size=5, steps=1)


def ending_with(losses: list[list[float]], tested: bool = False) -> TrainingHistory:
    """A run whose networks end with these losses, [F][S]; NaN for those that failed."""
    spec = replace(SPEC, functions=FUNCTIONS[: len(losses)], seeds=len(losses[0]))
    history = train(replace(spec, test_share=0.25) if tested else spec)
    (history.test_loss if tested else history.loss)[-1] = np.ravel(losses)
    return history


def only(losses: list[list[float]]) -> Pairing:
    (pairing,) = compare(ending_with(losses))
    return pairing


def signed_rank_p(differences: np.ndarray) -> float:
    """The share of all 2^S sign patterns whose signed ranks sum up at least as far from 0."""
    ranks = [1 + sum(abs(other) < abs(each) for other in differences) for each in differences]
    measured = abs(sum(rank if each > 0 else -rank for rank, each in zip(ranks, differences, strict=True)))
    sums = [abs(np.dot(signs, ranks)) for signs in product((-1, 1), repeat=len(ranks))]
    return float(np.mean([total >= measured for total in sums]))


def sign_p(wins: int, losses: int) -> float:
    """The share of all sign patterns at least as one-sided."""
    starts = wins + losses
    extreme = [k for k in range(starts + 1) if abs(2 * k - starts) >= abs(wins - losses)]
    return float(Fraction(sum(comb(starts, k) for k in extreme), 2**starts))


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("lead", [0.0, 1.0])
def test_p_is_the_share_of_all_sign_patterns_at_least_as_clear(seed: int, lead: float) -> None:
    losses = np.exp(np.random.default_rng(seed).normal(np.array([[lead], [0.0]]), 1, (2, 8))).astype(
        np.float32
    )
    differences = np.log(losses[0].astype(float)) - np.log(losses[1].astype(float))
    assert only(losses.tolist()).p_value == pytest.approx(signed_rank_p(differences))


def test_the_ranks_are_those_of_ratios_and_not_of_differences() -> None:
    first = [8e-4, 7e-4, 6e-4, 5e-4, 4e-4, 3e-4, 2e-4, 1.0]
    second = [1e-5, 2e-5, 1e-5, 2e-5, 1e-5, 2e-5, 1e-5, 1.2]  # seven starts far ahead, one hardly behind
    ratios, differences = np.log(np.divide(first, second)), np.subtract(first, second)
    assert signed_rank_p(ratios) != signed_rank_p(differences)
    assert only([first, second]).p_value == pytest.approx(signed_rank_p(ratios))


def test_a_function_that_always_wins_is_not_lucky_and_one_that_never_does_is_told_alike() -> None:
    low, high = [0.1 + 0.02 * s for s in range(8)], [0.5 + 0.01 * s for s in range(8)]
    always, never = only([low, high]), only([high, low])
    assert (always.wins, always.losses, always.ties, always.starts) == (8, 0, 0, 8)
    assert (never.wins, never.losses) == (0, 8)
    assert always.p_value == never.p_value == pytest.approx(2 / 2**8)
    assert not always.is_luck
    assert not never.is_luck
    assert always.median_difference == pytest.approx(np.median(np.log(low) - np.log(high)), abs=1e-6)


def test_wins_in_turn_are_luck() -> None:
    pairing = only([[0.1, 0.31, 0.12, 0.33, 0.1, 0.35, 0.1, 0.37], [0.2] * 8])
    assert (pairing.wins, pairing.losses) == (4, 4)
    assert pairing.decidable
    assert pairing.is_luck


def test_a_lead_of_chance_is_found_significant_no_more_often_than_promised() -> None:
    random = np.random.default_rng(0)
    history = ending_with([[0.1] * 8, [0.1] * 8])
    found = 0
    for _ in range(300):
        history.loss[-1] = random.lognormal(0, 2, 16)
        (pairing,) = compare(history)
        found += not pairing.is_luck
    assert 0 < found / 300 < 0.05 + 3 * (0.05 * 0.95 / 300) ** 0.5


@pytest.mark.parametrize("starts", [1, 2, 5, 6, 7])
def test_fewer_than_six_starts_of_two_functions_decide_nothing(starts: int) -> None:
    pairing = only([[0.1 + 0.02 * s for s in range(starts)], [0.5 + 0.01 * s for s in range(starts)]])
    assert pairing.decidable == (starts >= 6)
    assert pairing.is_luck == (starts < 6)


def test_failed_networks_end_worst_and_leave_the_signs_to_decide() -> None:
    pairing = only([[np.nan] * 7 + [0.05], [0.1 + 0.01 * s for s in range(8)]])
    assert (pairing.wins, pairing.losses, pairing.ties) == (1, 7, 0)
    assert pairing.p_value == pytest.approx(sign_p(1, 7))
    assert pairing.median_difference == np.inf


def test_starts_in_which_both_fail_are_ties_and_left_out() -> None:
    pairing = only([[np.nan, np.nan, *[0.2] * 6], [np.nan, np.nan, *[np.nan] * 6]])
    assert (pairing.wins, pairing.losses, pairing.ties) == (6, 0, 2)
    assert pairing.p_value == pytest.approx(sign_p(6, 0))


def test_failures_on_both_sides_in_equal_number_have_no_median_difference() -> None:
    pairing = only([[np.nan] * 4 + [0.1] * 4, [0.1] * 4 + [np.nan] * 4])
    assert pairing.median_difference == 0
    assert pairing.p_value == 1


def test_differences_of_the_same_size_leave_the_signs_to_decide() -> None:
    pairing = only(
        [[0.5, 0.25, 0.5, 0.5, 0.5, 0.25, 0.5, 0.5], [0.25, 0.5, 0.25, 0.25, 0.25, 0.5, 0.25, 0.25]]
    )
    assert (pairing.wins, pairing.losses) == (2, 6)
    assert pairing.p_value == pytest.approx(sign_p(2, 6))


@pytest.mark.parametrize("loss", [0.3, 0.0, np.nan])
def test_equal_losses_are_no_difference(loss: float) -> None:
    pairing = only([[loss] * 8, [loss] * 8])
    assert (pairing.ties, pairing.p_value, pairing.median_difference) == (8, 1, 0)


def test_a_loss_that_was_rounded_to_zero_beats_every_other() -> None:
    assert only([[0.0] * 8, [1e-30 * (s + 1) for s in range(8)]]).wins == 8


def test_the_test_points_decide_when_there_are_any() -> None:
    history = ending_with([[0.2 + 0.01 * s for s in range(6)], [0.1] * 6], tested=True)
    history.loss[-1, :6], history.loss[-1, 6:] = 0.1, 0.2
    (pairing,) = compare(history)
    assert (pairing.wins, pairing.losses) == (0, 6)


def test_every_pair_is_corrected_for_all_pairs_of_the_run() -> None:
    losses = [[10.0**-f * (1 + 0.01 * s * (f + 1)) for s in range(9)] for f in range(4)]
    pairings = compare(ending_with(losses))
    assert [(each.first, each.second) for each in pairings] == [
        (FUNCTIONS[a], FUNCTIONS[b]) for a in range(4) for b in range(a + 1, 4)
    ]
    assert [each.p_value for each in pairings] == pytest.approx([2 / 2**9] * 6)
    assert [each.corrected_p_value for each in pairings] == pytest.approx([6 * 2 / 2**9] * 6)


def test_the_best_median_is_told_against_the_second_best_whichever_comes_first() -> None:
    worst, third, second, best = [0.6] * 6, [0.4, np.nan] * 3, [0.3] * 5 + [np.nan], [0.2] * 5 + [np.nan]
    for order in ([worst, second, best, third], [best, third, worst, second]):
        told = best_and_runner_up(ending_with(order))
        assert told is not None
        assert (told.first, told.second) == (FUNCTIONS[order.index(best)], FUNCTIONS[order.index(second)])
        assert (told.wins, told.losses, told.ties) == (5, 0, 1)
        assert told.median_difference == pytest.approx(np.log(0.2 / 0.3), abs=1e-6)


def test_a_single_function_has_nobody_to_be_compared_with() -> None:
    history = ending_with([[0.1] * 6])
    assert compare(history) == ()
    assert best_and_runner_up(history) is None


def test_leaky_relu_without_a_leak_is_relu_start_by_start() -> None:
    spec = replace(SPEC, functions=parsed("relu", "leaky-relu:alpha=0"), seeds=6, steps=20)
    (pairing,) = compare(train(spec))
    assert (pairing.ties, pairing.is_luck) == (6, True)
