"""Luck or not: the corrections against what they mean, worked out step by step."""

import numpy as np
import pytest

from experiments.networks.significance import fewest_starts, holm


@pytest.mark.parametrize(("functions", "fewest"), [(2, 6), (3, 7), (4, 8), (6, 10), (12, 12)])
def test_the_fewest_starts_are_those_in_which_constant_wins_are_just_clear(
    functions: int, fewest: int
) -> None:
    pairs = functions * (functions - 1) // 2
    assert fewest_starts(functions) == fewest
    assert pairs * 2.0 ** (1 - fewest) < 0.05 <= pairs * 2.0 ** (2 - fewest)


def test_holm_rejects_what_its_own_steps_reject() -> None:
    np.testing.assert_allclose(holm(np.array([0.01, 0.04, 0.03, 0.005])), [0.03, 0.06, 0.06, 0.02])
    random = np.random.default_rng(1)
    for _ in range(200):
        p_values, level = random.uniform(0, 0.2, 6), random.uniform(0, 0.5)
        rejected = set()
        for step, index in enumerate(sorted(range(6), key=lambda i: p_values[i])):
            if p_values[index] >= level / (6 - step):
                break
            rejected.add(index)
        assert set(np.flatnonzero(holm(p_values) < level).tolist()) == rejected
