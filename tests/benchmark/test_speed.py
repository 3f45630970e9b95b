"""Floors under the speed of engine and start; `python -m tests.benchmark` measures."""

import pytest

from experiments.training.train import warm_up
from tests.benchmark import starts
from tests.benchmark.engines import Playground, compare, plain, stack


def test_playgrounds_algorithm_trains_in_node() -> None:
    with Playground() as playground:
        assert playground.engine(10, every_step=True)(1) > 0


@pytest.mark.benchmark
def test_the_stack_is_at_least_twice_as_fast_as_the_plain_loop() -> None:
    warm_up()
    ours, other = compare(stack(32, seeds=1), plain(32, seeds=1), 15, 8, rounds=7)
    assert other / ours >= 2


@pytest.mark.benchmark
def test_the_port_answers_within_one_and_a_half_times_the_imports_of_torch_and_streamlit() -> None:
    assert starts.measured(pairs=3).ratio <= 1.5
