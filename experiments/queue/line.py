"""Who gets the next part: everybody gets a short first turn, then the same share, and nobody stands still.

What a reader has received is counted in work (`experiments.training.work`), not by a clock: so the order
follows from what was asked for alone, and a busy machine does not change it.
"""

from collections.abc import Hashable, Iterable, Sequence
from typing import Protocol, TypeVar

from experiments.training.work import MOST_WORK

HEAD_START = MOST_WORK / 20  # of a reader who has just come; an ordinary run takes less
EVERY = 4  # every so many parts one goes to whoever has waited longest


class Waiting(Protocol):
    """What waits in line."""

    @property
    def watchers(self) -> Sequence[Hashable]:
        """The readers who want it."""
        ...


Wanted = TypeVar("Wanted", bound=Waiting)


class Line:
    """The accounts of all readers who wait; a reader's many runs share one account.

    An account begins a head start below where the others are and grows by the work of each part, of which the
    watchers of a run bear equal shares. The run of the lowest account is next; of one reader's runs, the one
    that was asked for first.
    """

    def __init__(self) -> None:
        self._accounts: dict[Hashable, float] = {}
        self._served: dict[Hashable, int] = {}  # at which turn a reader got the last part
        self._reached = 0.0  # the account of whoever was served last: where the others are
        self._turn = 0

    def order(self, runs: Iterable[Wanted]) -> list[Wanted]:
        """Put runs, given in the order in which they were asked for, into the order of their turns."""
        return sorted(runs, key=self._account)

    def next(self, runs: Sequence[Wanted]) -> Wanted | None:
        """Choose the run that gets the next part; None when nothing waits.

        Args:
            runs: those that wait and have watchers, in the order in which they were asked for.
        """
        if not runs:
            return None
        self._turn += 1
        if self._turn % EVERY == 0:
            chosen = min(runs, key=self._last_turn)
        else:
            chosen = self.order(runs)[0]
            self._reached = max(self._reached, self._account(chosen))
        self._served.update(dict.fromkeys(chosen.watchers, self._turn))
        return chosen

    def charge(self, run: Waiting, work: float) -> None:
        """Write a part's work to the accounts of those who want the run."""
        watchers = run.watchers
        for watcher in watchers:
            self._accounts[watcher] = self._account_of(watcher) + work / len(watchers)

    def keep(self, runs: Iterable[Waiting]) -> None:
        """Forget the readers who want none of these runs any more."""
        readers = {watcher for run in runs for watcher in run.watchers}
        self._accounts = {each: work for each, work in self._accounts.items() if each in readers}
        self._served = {each: turn for each, turn in self._served.items() if each in readers}

    def _account(self, run: Waiting) -> float:
        return min(map(self._account_of, run.watchers), default=self._reached)

    def _account_of(self, watcher: Hashable) -> float:
        return self._accounts.setdefault(watcher, self._reached - HEAD_START)

    def _last_turn(self, run: Waiting) -> int:
        return min((self._served.setdefault(watcher, self._turn) for watcher in run.watchers), default=0)
