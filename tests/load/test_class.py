"""A small class bears the lab better than a page with one slider; `make load` has the figures."""

import asyncio
from pathlib import Path

import pytest

from tests.load import servers
from tests.load.lesson import Lesson, Plan, Record, move_only
from tests.load.moves import processor_seconds_of_a_move
from tests.load.servers import Server

pytestmark = pytest.mark.slow

PLAN = Plan(students=40, training=2, arrive=3.0, seconds=5.0, think=2.0)
# `streamlit run` collects garbage after every run of a script: a class waits ten times as long, and more.
ANSWERS_RATIO = 0.7
PROCESSOR_RATIO = 2.5


@pytest.fixture(scope="module")
def lessons(lab: Server, tmp_path_factory: pytest.TempPathFactory) -> tuple[Record, Record]:
    """The same lesson at the lab and at the trivial app."""
    lesson = Lesson(lab, PLAN)
    ours = asyncio.run(lesson.hold(lesson.lab))
    with servers.stock(tmp_path_factory.mktemp("stock")) as stock:
        return ours, asyncio.run(Lesson(stock, PLAN).hold(lambda _: move_only))


def test_nobody_meets_an_error_or_loses_a_session(lessons: tuple[Record, Record]) -> None:
    ours, _ = lessons
    assert ours.errors == []
    assert len(ours.opens) >= PLAN.students
    assert ours.moves


def test_answers_take_less_than_in_the_trivial_app(lessons: tuple[Record, Record]) -> None:
    ours, theirs = lessons
    waited = ours.of(ours.opens + ours.moves, 50)
    assert waited < ANSWERS_RATIO * theirs.of(theirs.opens + theirs.moves, 50)


def test_move_costs_the_server_little_more_than_that_of_one_slider(lab: Server, tmp_path: Path) -> None:
    ours = processor_seconds_of_a_move(lab, "leaky-relu", "x")
    with servers.stock(tmp_path, like_ours=True) as empty:
        assert ours < PROCESSOR_RATIO * processor_seconds_of_a_move(empty, "", "alpha")
