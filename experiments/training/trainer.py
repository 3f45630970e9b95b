"""A run that is recorded: its networks are trained step by step, and measured at every one."""

from collections.abc import Sequence

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from experiments.networks.arrays import FloatArray
from experiments.networks.engine import State
from experiments.networks.measures import Survey
from experiments.training import snapshots
from experiments.training.history import TrainingHistory
from experiments.training.recording import Recorder
from experiments.training.specification import TrainingSpec
from experiments.training.stacked_runs import Checkpoint, StackedRuns


class Trainer(StackedRuns):
    """Networks in the middle of their training; each `step` updates all of them and records the new state.

    A run can stop after any step, be looked at, and go on: with the same bytes as if it had never stopped.

    Args:
        spec: what to train.
        dtype: torch.float32, or torch.float64 to compare with another implementation.
        checkpoint: where a run of the same networks stopped; without it, the start.
    """

    def __init__(
        self, spec: TrainingSpec, dtype: torch.dtype = torch.float32, checkpoint: Checkpoint | None = None
    ) -> None:
        self.spec = spec
        failed = checkpoint.kept if checkpoint else np.zeros(len(spec.networks), dtype=bool)
        first = checkpoint.completed + 1 if checkpoint else 0  # the part before recorded the state at its end
        self.recorder = Recorder(spec, dtype, first, failed)
        self.snapshot_steps: list[int] = []
        self.snapshots: list[FloatArray] = []
        super().__init__([spec], dtype, checkpoint, self._look_inside)

    def history(self) -> TrainingHistory:
        """Return everything recorded so far, by this part of the run."""
        if self.snapshot_steps[-1:] != [self.completed]:
            self._keep()
        first = self.recorder.first
        rows = {name: array[: self.completed + 1 - first] for name, array in self.recorder.rows.items()}
        return TrainingHistory(
            spec=self.spec,
            dataset=self.dataset,
            networks=self.spec.networks,
            steps=np.arange(first, self.completed + 1),
            **rows,
            snapshot_steps=np.array(self.snapshot_steps),
            snapshots=np.stack(self.snapshots),
            failures=tuple(self.recorder.failures),
        )

    def _look_inside(self, inside: Sequence[Tensor]) -> None:
        layers = len(self.stack.weights)
        weights = self.engine.gradients[:layers]
        self.recorder.record_gradients(self.completed, inside[:layers], inside[layers:], weights)

    def _look(self, state: State) -> None:
        """Record the state of the networks on all points."""
        training = self.dataset.training
        points, labels = self.points, self.labels
        with torch.inference_mode():
            if self.spec.batch_size == training:  # this batch was all the points there are
                self.recorder.record_survey(self.completed, Survey.of(state.batch), state.labels)
            else:
                survey = Survey.make(self.stack, points[:, :training])
                self.recorder.record_survey(self.completed, survey, labels[:, :training])
            if training < self.spec.samples:
                survey = Survey.make(self.stack, points[:, training:])
                self.recorder.record_test(self.completed, survey.logits, labels[:, training:])
            self.recorder.check(self.completed, lambda: self.stack.forward(points[:, :training]))
        bytes_each = sum(parameter.nbytes for parameter in self.stack.parameters)
        if snapshots.is_due(self.completed, self.spec.steps, self.spec.most_snapshots, bytes_each):
            self._keep()

    def _kept(self) -> NDArray[np.bool_]:
        return self.recorder.failed.copy()

    def _keep(self) -> None:
        self.snapshot_steps.append(self.completed)
        self.snapshots.append(self.flat())
