"""What the remedies do, counted network by network, and the way back from a dead layer."""

from dataclasses import fields, replace

import numpy as np
import pytest

from activations.catalogue import FunctionSpec
from experiments.dead_neurons import remedies, unit_activity
from experiments.dead_neurons.remedies import Outcome
from experiments.training.run_batches import together
from experiments.training.train import TrainingSpec, train, train_run_batch
from tests.experiments.functions import SMALL, parsed

LEAKY = FunctionSpec("leaky-relu", (("alpha", 0.3),))
BOARD = TrainingSpec(
    functions=parsed("relu"), depth=4, width=12, initialisation="he", learning_rate=0.5, steps=200
)


def outcome(dead: list[float], accuracy: list[float]) -> Outcome:
    shares, counts = np.array(dead), np.zeros(len(dead), dtype=np.int64)
    return Outcome(len(dead), 0, shares, shares, counts, counts, np.array(accuracy))


def ended(spec: TrainingSpec) -> tuple[Outcome, ...]:
    (group,) = together([spec])
    return remedies.outcomes(train_run_batch(group))[spec]


def test_buried_and_woken_units_are_counted_as_in_each_networks_roll_call() -> None:
    spec = replace(SMALL, functions=parsed("relu", "elu"), seeds=4)
    history = train(spec)
    for f, found in enumerate(ended(spec)):
        for start in range(4):
            units = unit_activity.unit_activity(history, 4 * f + start)
            born, died = units.is_dead[0], units.is_dead[-1]
            assert found.buried[start] == (died & ~born).sum()
            assert found.woken[start] == (born & ~died).sum()
            assert found.dead_at_start[start] == born.mean()
            assert found.dead_at_end[start] == died.mean()
    relu, elu = ended(spec)
    assert relu.buried.sum() > 0
    assert elu.buried.sum() == elu.woken.sum() == 0


def test_networks_that_explode_are_counted_apart() -> None:
    spec = replace(SMALL, learning_rate=5.0, width=8, depth=5, seeds=8)
    (found,) = ended(spec)
    assert 0 < found.exploded == len({failure.network for failure in train(spec).failures}) < 8
    assert len(found.dead_at_end) == len(found.accuracy) == 8 - found.exploded


def test_outcomes_reproduce_by_seed() -> None:
    (first,), (again,), (other,) = (ended(replace(SMALL, seeds=6, seed=seed)) for seed in (4, 4, 5))
    assert np.array_equal(first.buried, again.buried)
    assert np.array_equal(first.accuracy, again.accuracy)
    assert not np.array_equal(first.accuracy, other.accuracy)


def test_the_rank_correlation_is_one_for_what_rises_and_is_spearmans_with_ties() -> None:
    rising = [outcome([0.1, 0.15], [1, 1]), outcome([0.2, 0.3], [1, 1])]
    assert remedies.rank_correlation([1.0, 2.0], rising[::-1]) < -0.8
    # ranks 1.5 1.5 3.5 3.5 against 1 3 2 4: covariance 0.5, variances 1 and 1.25
    tied = [outcome([0.1, 0.3], [1, 1]), outcome([0.2, 0.4], [1, 1])]
    assert remedies.rank_correlation([1.0, 2.0], tied) == pytest.approx(0.5 / np.sqrt(1.25))
    assert np.isnan(remedies.rank_correlation([1.0, 2.0], [outcome([0.2], [1]), outcome([0.2], [1])]))


def test_an_accuracy_of_just_095_counts_as_learned() -> None:
    assert outcome([0.0] * 3, [float(np.float32(0.95)), 0.9499, 1.0]).learned == 2


def test_every_way_to_rescue_changes_what_its_name_says_and_nothing_else() -> None:
    ways = remedies.rescues(replace(SMALL, rate_changes=((5, 2.0), (6, 0.5))), LEAKY)
    base = replace(ways["functions"], functions=parsed("relu"))
    changed = {
        name: {each.name for each in fields(spec) if getattr(spec, each.name) != getattr(base, each.name)}
        for name, spec in ways.items()
    }
    assert changed == {
        "functions": {"functions"},
        "slow": {"learning_rate", "rate_changes"},
        **{f"bias {bias}": {"starting_bias"} for bias in ("0.01", "0.1", "0.5", "1")},
        "he": set(),  # the board's own here
        "adam": {"optimiser", "learning_rate", "rate_changes"},
        "normalised": {"batch_normalisation"},
    }
    assert ways["slow"].rate_changes == ((5, 0.2), (6, 0.05))
    assert {spec.seeds for spec in ways.values()} == {10}


def test_sgds_rates_span_the_chosen_range_and_the_first_look() -> None:
    found = {spec.learning_rate for spec in remedies.rates(replace(SMALL, optimiser="sgd"))}
    assert found == {*remedies.RATES["sgd"], *remedies.FIRST_LOOK["sgd"]}
    assert min(remedies.FIRST_LOOK["sgd"]) < min(remedies.RATES["sgd"])
    assert [spec.learning_rate for spec in remedies.rates(SMALL)] == list(remedies.RATES["momentum"])


@pytest.mark.slow
def test_a_higher_rate_buries_more_than_it_wakes_and_the_share_of_dead_units_rises_with_it() -> None:
    specs = remedies.rates(BOARD)
    (group,) = together(specs)
    outcomes = remedies.outcomes(train_run_batch(group))
    found = [outcomes[spec][0] for spec in specs]
    assert remedies.rank_correlation([spec.learning_rate for spec in specs], found) > 0.5
    assert found[-1].buried.mean() > 10 * found[-1].woken.mean()
    assert found[-1].buried.mean() > 5 * found[0].buried.mean()


@pytest.mark.slow
def test_a_buried_network_comes_back_with_every_slope_but_relus_and_later_with_a_smaller_one() -> None:
    history = train(replace(remedies.recovery(LEAKY, margin=1.0), seeds=4))
    labels = [function.label for function in history.spec.functions]
    arrivals = dict(zip(labels, remedies.arrivals(history), strict=True))
    assert np.isinf(arrivals.pop("ReLU")).all()
    assert all(np.isfinite(steps).all() for steps in arrivals.values())
    slow, middle, fast = (
        np.median(arrivals[name]) for name in ("LeakyReLU", "LeakyReLU α = 0.1", "LeakyReLU α = 0.3")
    )
    assert slow > middle > fast


@pytest.mark.slow
def test_below_the_reach_of_their_tails_elu_and_swish_stay_dead_and_a_leak_does_not() -> None:
    history = train(replace(remedies.recovery(LEAKY, margin=10.0), seeds=4))
    back = {
        function.label: np.isfinite(steps).sum()
        for function, steps in zip(history.spec.functions, remedies.arrivals(history), strict=True)
    }
    assert back["ELU"] == back["Swish"] == 0
    assert back["LeakyReLU α = 0.3"] == 4
