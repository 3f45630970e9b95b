"""Whose part is next: a first turn for whoever comes, then equal shares for readers, not for runs."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from experiments.queue.line import EVERY, HEAD_START, Line

HEAVY, LIGHT = HEAD_START / 3, HEAD_START / 40  # work of one part


@dataclass(eq=False)
class Wanted:
    """What waits in line: readers' names, and how much work a part of it is."""

    watchers: Sequence[str]
    part: float


def served(line: Line, runs: list[Wanted], parts: int) -> list[Wanted]:
    """Hand out so many parts."""
    order = []
    for _ in range(parts):
        run = line.next(runs)
        assert run is not None
        line.charge(run, run.part)
        order.append(run)
    return order


def test_nothing_is_next_where_nothing_waits() -> None:
    assert Line().next([]) is None


def test_readers_who_come_together_take_turns() -> None:
    runs = [Wanted([name], HEAVY) for name in "abcde"]
    order = served(Line(), runs, 50)
    assert order[:3] == runs[:3]
    assert all(9 <= count <= 11 for count in Counter(map(id, order)).values())


def test_whoever_comes_after_fifty_large_runs_gets_a_whole_short_run_before_they_go_on() -> None:
    line, large = Line(), [Wanted([f"reader {number}"], HEAVY) for number in range(50)]
    served(line, large, 1000)
    late = Wanted(["late"], LIGHT)
    order = served(line, [*large, late], 40)
    others = sum(run is not late for run in order)
    assert others <= 40 // EVERY
    assert sum(run.part for run in order if run is late) >= 0.7 * HEAD_START


def test_after_the_first_turn_a_newcomer_gets_the_share_of_everybody_else() -> None:
    line, old = Line(), [Wanted([name], HEAVY) for name in "abc"]
    served(line, old, 300)
    new = Wanted(["new"], HEAVY)
    served(line, [*old, new], 12)
    received = Counter(run.watchers[0] for run in served(line, [*old, new], 400))
    assert all(abs(count - 100) <= 10 for count in received.values())


def test_newcomers_share_their_first_turns_and_the_last_to_come_is_not_the_first() -> None:
    line, old = Line(), [Wanted([f"old {number}"], HEAVY) for number in range(9)]
    served(line, old, 90)
    new = [Wanted([f"new {number}"], LIGHT) for number in range(3)]
    received: Counter[str] = Counter()
    for number in range(1, 4):  # they come one after the other
        received.update(run.watchers[0] for run in served(line, [*old, *new[:number]], 8))
    received.update(run.watchers[0] for run in served(line, [*old, *new], 60))
    counts = [received[run.watchers[0]] for run in new]
    assert max(counts) - min(counts) <= 4


def test_fifty_requests_of_one_reader_count_as_one() -> None:
    greedy = [Wanted(["greedy"], HEAVY) for _ in range(50)]
    modest = Wanted(["modest"], HEAVY)
    order = served(Line(), [*greedy, modest], 100)
    assert 48 <= order.count(modest) <= 52


def test_of_one_readers_runs_the_one_that_was_asked_for_first_is_next() -> None:
    runs = [Wanted(["one"], HEAVY) for _ in range(5)]
    assert set(map(id, served(Line(), runs, 20))) == {id(runs[0])}


def test_readers_who_want_the_same_run_bear_equal_shares_of_it() -> None:
    shared, alone = Wanted(["a", "b", "c"], HEAVY), Wanted(["d"], HEAVY)
    order = served(Line(), [shared, alone], 120)
    assert 2.7 <= order.count(shared) / order.count(alone) <= 3.3


def test_nobody_stands_still_however_many_come_for_a_first_turn() -> None:
    line, large = Line(), [Wanted([name], HEAVY) for name in "abc"]
    served(line, large, 60)
    order = []
    for number in range(200):  # somebody new at every part
        order += served(line, [*large, Wanted([f"new {number}"], LIGHT)], 1)
    for run in large:
        turns = [number for number, each in enumerate(order) if each is run]
        assert max(later - earlier for earlier, later in pairwise(turns)) <= 4 * EVERY


def test_whoever_has_left_and_comes_back_is_new_again_and_leaves_nothing_behind() -> None:
    line, stays, leaves = Line(), Wanted(["stays"], HEAVY), Wanted(["leaves"], HEAVY)
    served(line, [stays, leaves], 40)
    line.keep([stays])
    assert served(line, [stays, Wanted(["leaves"], LIGHT)], 1)[0].watchers == ["leaves"]
    line.keep([])
    assert (line._accounts, line._served) == ({}, {})
