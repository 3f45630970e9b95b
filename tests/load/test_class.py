"""A small class bears the lab better than a page with one slider; `make load` has the figures."""

import asyncio
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from tests.load import servers
from tests.load.lesson import Lesson, Plan, Record, move_only
from tests.load.moves import processor_seconds_of_a_move
from tests.load.servers import Server

pytestmark = pytest.mark.slow

PLAN = Plan(students=40, training=2, arrive=3.0, seconds=5.0, think=2.0)
TURNS = 2
SHORTER = replace(PLAN, arrive=1.0, seconds=2.0)
# `streamlit run` collects garbage after every run of a script: a class waits ten times as long, and more.
ANSWERS_RATIO = 0.7
PROCESSOR_RATIO = 2.5


def test_nobody_meets_an_error_or_loses_a_session(lab: Server) -> None:
    lesson = Lesson(lab, PLAN)
    record = asyncio.run(lesson.hold(lesson.lab))
    assert record.errors == []
    assert len(record.opens) >= PLAN.students
    assert record.moves


@pytest.mark.benchmark
def test_answers_take_less_than_in_the_trivial_app(lab: Server, tmp_path: Path) -> None:
    with servers.stock(tmp_path) as stock:
        ours, theirs = zip(*(both(lab, stock) for _ in range(TURNS)), strict=True)
    assert median(ours) < ANSWERS_RATIO * median(theirs)


def both(lab: Server, stock: Server) -> tuple[Record, Record]:
    """The same lesson at the lab and then at the trivial app."""
    lesson = Lesson(lab, SHORTER)
    return asyncio.run(lesson.hold(lesson.lab)), asyncio.run(Lesson(stock, SHORTER).hold(lambda _: move_only))


def median(records: tuple[Record, ...]) -> float:
    """The median of all seconds that students waited for."""
    return float(np.median([waited for record in records for waited in record.opens + record.moves]))


@pytest.mark.benchmark
def test_move_costs_the_server_little_more_than_that_of_one_slider(lab: Server, tmp_path: Path) -> None:
    with servers.stock(tmp_path, like_ours=True) as empty:
        ours, theirs = zip(
            *(
                (
                    processor_seconds_of_a_move(lab, "leaky-relu", "x"),
                    processor_seconds_of_a_move(empty, "", "alpha"),
                )
                for _ in range(TURNS)
            ),
            strict=True,
        )
    assert sum(ours) < PROCESSOR_RATIO * sum(theirs)
