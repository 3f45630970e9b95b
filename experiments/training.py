"""Train networks that differ in their activation function only, and record what happens in every layer."""

import time
from collections.abc import Callable

import torch

from experiments.history import Failure, Progress, TrainingHistory
from experiments.specification import LIMITS, Limit, TrainingSpec
from experiments.trainer import Trainer

__all__ = [
    "LIMITS",
    "Failure",
    "Limit",
    "Progress",
    "Trainer",
    "TrainingHistory",
    "TrainingSpec",
    "train",
    "warm_up",
]

SECONDS_BETWEEN_REPORTS = 0.05


def warm_up() -> None:
    """Do now what the first run would wait for: PyTorch loads its compiler when it makes an optimiser."""
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
