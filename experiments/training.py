"""Train networks that differ in their activation function only, and record what happens in every layer."""

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import torch

from experiments.ends import Ends, EndsCheckpoint, EndsSpec, EndsTrainer
from experiments.history import RECORDED, Failure, Progress, TrainingHistory
from experiments.limits import Limit
from experiments.memory import keep_freed_memory
from experiments.snapshots import is_due
from experiments.specification import LIMITS, TrainingSpec
from experiments.trainer import Checkpoint, Trainer

__all__ = [
    "LIMITS",
    "Checkpoint",
    "Ends",
    "EndsSpec",
    "Failure",
    "Limit",
    "Progress",
    "Trainer",
    "TrainingHistory",
    "TrainingSpec",
    "joined",
    "train",
    "train_ends",
    "train_ends_part",
    "train_part",
    "warm_up",
]

SECONDS_BETWEEN_REPORTS = 0.05


def warm_up() -> None:
    """Do now what the first run would wait for: PyTorch loads its compiler when it makes an optimiser."""
    keep_freed_memory()
    train(TrainingSpec(depth=1, width=2, samples=20, batch_size=20, steps=1))


def train(
    spec: TrainingSpec,
    on_progress: Callable[[Progress], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
    *,
    dtype: torch.dtype = torch.float32,
) -> TrainingHistory:
    """Train every network of the specification from the same start and record every step.

    Args:
        spec: what to train.
        on_progress: called about every 50 ms, and once at the end.
        cancelled: asked before every step; when it says True, the history so far is returned.
        dtype: torch.float32, or torch.float64 to compare with another implementation.

    Returns:
        the history, whose float arrays have the given dtype; the same spec gives the same bytes.
    """
    trainer = Trainer(spec, dtype)
    reported = time.monotonic()
    while trainer.completed < spec.steps and not (cancelled and cancelled()):
        trainer.step()
        now = time.monotonic()
        if on_progress and (now - reported > SECONDS_BETWEEN_REPORTS or trainer.completed == spec.steps):
            on_progress(Progress(trainer.completed, spec.steps, trainer.loss))
            reported = now
    return trainer.history()


def train_ends(spec: EndsSpec, dtype: torch.dtype = torch.float32) -> Ends:
    """Train the networks of several runs in one stack; they end where `train` ends, but for rounding."""
    trainer = EndsTrainer(spec, dtype)
    while trainer.completed < spec.steps:
        trainer.step()
    return trainer.history()


def train_part(
    spec: TrainingSpec, checkpoint: Checkpoint | None, seconds: float
) -> tuple[TrainingHistory, Checkpoint]:
    """Train for a while: from the start or a checkpoint, to the end or for so many seconds.

    Args:
        spec: what to train; it may differ from the checkpoint's in its steps and later changes of the rate.
        checkpoint: where the part before ended.
        seconds: about how long; one step is made in any case.

    Returns:
        the history of this part, whose first row repeats the last one of the part before, and where it ended.
    """
    trainer = Trainer(spec, checkpoint=checkpoint)
    _go_on(trainer, seconds)
    return trainer.history(), trainer.checkpoint()


def train_ends_part(
    spec: EndsSpec, checkpoint: EndsCheckpoint | None, seconds: float
) -> tuple[Ends, EndsCheckpoint]:
    """As `train_part`, for runs of which only the ends are kept."""
    trainer = EndsTrainer(spec, checkpoint=checkpoint)
    _go_on(trainer, seconds)
    return trainer.history(), trainer.checkpoint()


def _go_on(trainer: Trainer | EndsTrainer, seconds: float) -> None:
    deadline = time.monotonic() + seconds
    while trainer.completed < trainer.spec.steps:
        trainer.step()
        if time.monotonic() >= deadline:
            break


def joined(parts: Sequence[TrainingHistory]) -> TrainingHistory:
    """The history of a run from those of its parts in order, the last of which says what was asked for."""
    *earlier, last = parts
    rows: dict[str, Any] = {
        name: np.concatenate([*(getattr(part, name)[:-1] for part in earlier), getattr(last, name)])
        for name in (*RECORDED, "steps")
    }
    steps = np.concatenate([part.snapshot_steps for part in parts])
    kept = np.concatenate([part.snapshots for part in parts])
    _, firsts = np.unique(steps, return_index=True)
    most, size = last.spec.most_snapshots, kept[0].nbytes
    chosen = [
        index
        for index in firsts
        if steps[index] == steps[-1] or is_due(int(steps[index]), last.spec.steps, most, size)
    ]
    return replace(
        last,
        **rows,
        snapshot_steps=steps[chosen],
        snapshots=kept[chosen],
        failures=tuple(failure for part in parts for failure in part.failures),
    )
