"""The history of a run while it grows: one array for everything that is recorded, filled part by part."""

from collections.abc import Callable
from threading import Lock
from typing import Any

import numpy as np

from experiments.networks.arrays import FloatArray
from experiments.networks.datasets import Dataset
from experiments.training.history import RECORDED, Failure, TrainingHistory
from experiments.training.snapshots import is_due
from experiments.training.specification import TrainingSpec


class Record:
    """What the parts of a run come to; each part is copied to its place, and nothing of it is kept beside.

    Args:
        spec: the whole run.
    """

    def __init__(self, spec: TrainingSpec) -> None:
        self._spec = spec
        self._dataset: Dataset | None = None
        self._states = 0  # how many have been recorded
        self._rows: dict[str, FloatArray] = {}
        self._snapshots: dict[int, FloatArray] = {}  # by their steps
        self._failures: tuple[Failure, ...] = ()
        self._writing = Lock()  # a page may ask for the history while a part comes in

    def add(self, part: TrainingHistory) -> None:
        """Take in the part that follows the one before; its specification may be a shorter run's."""
        with self._writing:
            self._dataset, self._states = part.dataset, part.completed_steps + 1
            rows = slice(int(part.steps[0]), self._states)
            for name in RECORDED:
                self._whole(name, part)[rows] = getattr(part, name)
            due = self._is_due(part.snapshots[0].nbytes)
            kept = dict(zip(part.snapshot_steps.tolist(), part.snapshots, strict=True))
            self._snapshots = {step: each for step, each in self._snapshots.items() if due(step)} | {
                step: each.copy() for step, each in kept.items() if due(step) or step == part.completed_steps
            }
            self._failures += part.failures

    def history(self) -> TrainingHistory | None:
        """What has been recorded so far, as if the run had been made in one go; None before the first part.

        Numerics: the rows are views; parts that come later leave them as they are.
        """
        with self._writing:
            if self._dataset is None:
                return None
            rows: dict[str, Any] = {name: array[: self._states] for name, array in self._rows.items()}
            return TrainingHistory(
                spec=self._spec,
                dataset=self._dataset,
                networks=self._spec.networks,
                steps=np.arange(self._states),
                **rows,
                snapshot_steps=np.array(list(self._snapshots)),
                snapshots=np.stack(list(self._snapshots.values())),
                failures=self._failures,
            )

    def _whole(self, name: str, part: TrainingHistory) -> FloatArray:
        """The run's own array of a record, made when the first part says what it is like."""
        if name not in self._rows:
            like: FloatArray = getattr(part, name)
            self._rows[name] = np.empty((self._spec.steps + 1, *like.shape[1:]), like.dtype)
        return self._rows[name]

    def _is_due(self, bytes_each: int) -> Callable[[int], bool]:
        spec = self._spec
        return lambda step: is_due(step, spec.steps, spec.most_snapshots, bytes_each)
