"""Train networks that differ in their activation function only, and record what happens in every layer."""

import torch

from experiments.networks.limits import Limit
from experiments.networks.process import prepare
from experiments.training.history import Failure, Progress, TrainingHistory
from experiments.training.run_batches import FinalStates, RunBatchSpec, RunBatchTrainer
from experiments.training.specification import LIMITS, TrainingSpec
from experiments.training.stacked_runs import Checkpoint
from experiments.training.trainer import Trainer

__all__ = [
    "LIMITS",
    "Checkpoint",
    "Failure",
    "FinalStates",
    "Limit",
    "Progress",
    "RunBatchSpec",
    "Trainer",
    "TrainingHistory",
    "TrainingSpec",
    "train",
    "train_part",
    "train_run_batch",
    "warm_up",
]


def warm_up() -> None:
    """Do now what the first run would wait for: PyTorch loads its compiler when it makes an optimiser."""
    prepare()
    train(TrainingSpec(depth=1, width=2, samples=20, batch_size=20, steps=1))


def train(spec: TrainingSpec, *, dtype: torch.dtype = torch.float32) -> TrainingHistory:
    """Train every network of the specification from the same start and record every step.

    Args:
        spec: what to train.
        dtype: torch.float32, or torch.float64 to compare with another implementation.

    Returns:
        the history, whose float arrays have the given dtype; the same spec gives the same bytes.
    """
    trainer = Trainer(spec, dtype)
    trainer.go_on()
    return trainer.history()


def train_run_batch(spec: RunBatchSpec, dtype: torch.dtype = torch.float32) -> FinalStates:
    """Train the networks of several runs in one stack; they end where `train` ends, but for rounding."""
    trainer = RunBatchTrainer(spec, dtype)
    trainer.go_on()
    return trainer.history()


def train_part(
    spec: TrainingSpec | RunBatchSpec, checkpoint: Checkpoint | None, seconds: float
) -> tuple[TrainingHistory | FinalStates, Checkpoint]:
    """Train for a while: from the start or a checkpoint, to the end or for so many seconds.

    Args:
        spec: what to train; it may differ from the checkpoint's in its steps and later changes of the rate.
        checkpoint: where the part before ended.
        seconds: about how long; one step is made in any case.

    Returns:
        the history of this part, whose first row follows the last one of the part before, or the final
        states; and where it ended.
    """
    trainer: Trainer | RunBatchTrainer
    if isinstance(spec, RunBatchSpec):
        trainer = RunBatchTrainer(spec, checkpoint=checkpoint)
    else:
        trainer = Trainer(spec, checkpoint=checkpoint)
    trainer.go_on(seconds)
    return trainer.history(), trainer.checkpoint()
