"""The engine: all networks of a specification, trained step by step in one stack."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from experiments.networks import datasets, optimisers
from experiments.networks.arrays import FloatArray
from experiments.networks.measures import Survey, losses
from experiments.networks.stack import Pass, Stack
from experiments.training import initial_weights, snapshots
from experiments.training.batches import Batches, Place
from experiments.training.history import TrainingHistory
from experiments.training.recording import Recorder
from experiments.training.specification import TrainingSpec


@dataclass(frozen=True, slots=True, eq=False)
class Checkpoint:
    """All that a run needs to go on after `completed` updates, on this machine or in another process."""

    completed: int
    parameters: list[Tensor]  # weights, then biases
    gradients: list[Tensor]  # of the batch that the next update learns from: nothing is measured twice
    optimiser: dict[str, Any]  # its state, as PyTorch saves it
    batches: Place
    failed: NDArray[np.bool_]  # [K]


class Trainer:
    """Networks in the middle of their training; each `step` updates all of them and records the new state.

    The state after t updates is measured together with the gradient that update t + 1 will use, so a run
    can stop after any step, be looked at, and go on: with the same bytes as if it had never stopped.

    Args:
        spec: what to train.
        dtype: torch.float32, or torch.float64 to compare with another implementation.
        checkpoint: where a run of the same networks stopped; without it, the start.
    """

    def __init__(
        self, spec: TrainingSpec, dtype: torch.dtype = torch.float32, checkpoint: Checkpoint | None = None
    ) -> None:
        torch.set_num_threads(1)  # these tensors are too small to share out
        self.spec = spec
        self.completed = checkpoint.completed if checkpoint else 0
        self.dataset = dataset_of(spec)
        points = torch.from_numpy(self.dataset.points).to(dtype)  # [N, D]
        labels = torch.from_numpy(self.dataset.labels).to(dtype)  # [N]
        self.points = points.expand(len(spec.networks), -1, -1)  # [K, N, D], the same for all
        self.labels = labels.expand(len(spec.networks), -1)  # [K, N]
        training = slice(0, self.dataset.training)
        self.stack = (
            Stack.of(spec, checkpoint.parameters)
            if checkpoint
            else initial_weights.of_run(spec, points[training], dtype)
        )
        self.parameters = [*self.stack.weights, *self.stack.biases]
        self.optimiser = optimisers.create(
            spec.optimiser,
            self.stack.weights,
            self.stack.biases,
            spec.learning_rate,
            spec.momentum,
            spec.weight_decay,
        )
        place = checkpoint.batches if checkpoint else None
        self.batches = Batches(spec, points[training], labels[training], place)
        failed = checkpoint.failed if checkpoint else np.zeros(len(spec.networks), dtype=bool)
        first = self.completed + 1 if checkpoint else 0  # the part before has recorded the state it ended at
        self.recorder = Recorder(spec, dtype, first, failed)
        self.snapshot_steps: list[int] = []
        self.snapshots: list[FloatArray] = []
        if checkpoint:
            self.optimiser.load_state_dict(checkpoint.optimiser)
            self._learn_from(checkpoint.gradients)
        else:
            self._measure()

    def step(self) -> None:
        """Move all weights along the gradients that were measured last, then measure again."""
        rate = self.spec.learning_rate_at(self.completed)
        for group in self.optimiser.param_groups:
            group["lr"] = rate
        self.optimiser.step()
        self.completed += 1
        self._measure()

    def checkpoint(self) -> Checkpoint:
        """Copy the present state."""
        return Checkpoint(
            self.completed,
            [parameter.detach().clone() for parameter in self.parameters],
            [parameter.grad for parameter in self.parameters if parameter.grad is not None],
            self.optimiser.state_dict(),
            self.batches.place,
            self.recorder.failed.copy(),
        )

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

    def _measure(self) -> None:
        """Find the gradient of the next batch, and record it with the state of the networks on all points."""
        x, y = next(self.batches)  # [K, B, D], [K, B]
        batch = self.stack.forward(x)
        self._differentiate(batch, y)
        training = self.dataset.training
        with torch.inference_mode():
            if self.spec.batch_size == training:  # this batch was all the points there are
                self.recorder.record_survey(self.completed, Survey.of(batch), y)
            else:
                survey = Survey.make(self.stack, self.points[:, :training])
                self.recorder.record_survey(self.completed, survey, self.labels[:, :training])
            if training < self.spec.samples:
                survey = Survey.make(self.stack, self.points[:, training:])
                self.recorder.record_test(self.completed, survey.logits, self.labels[:, training:])
            self.recorder.check(self.completed, lambda: self.stack.forward(self.points[:, :training]))
        bytes_each = sum(parameter.nbytes for parameter in self.parameters)
        steps, most = self.spec.steps, self.spec.most_snapshots
        if snapshots.is_due(self.completed, steps, most, bytes_each):
            self._keep()

    def _keep(self) -> None:
        self.snapshot_steps.append(self.completed)
        stack = self.stack
        if self.spec.batch_normalisation:  # kept as the plain networks that they equal on the training points
            stack = stack.folded(self.points[:, : self.dataset.training])
        self.snapshots.append(stack.flat())

    def _differentiate(self, batch: Pass, y: Tensor) -> None:
        """Leave ∂L/∂parameter where the optimiser looks for it, and record the gradients of every layer.

        Networks do not mix, so in the gradient of the summed losses each finds its own.
        """
        loss = losses(batch.logits, y).sum() / y.shape[1]
        layers, hidden = len(batch.pre_activations), len(batch.activations)
        gradients = torch.autograd.grad(loss, [*batch.pre_activations, *batch.activations, *self.parameters])
        signals, activations = gradients[:layers], gradients[layers : layers + hidden]
        parameters = gradients[layers + hidden :]
        self._learn_from(parameters)
        self.recorder.record_gradients(self.completed, signals, activations, parameters[:layers])

    def _learn_from(self, gradients: Sequence[Tensor]) -> None:
        for parameter, gradient in zip(self.parameters, gradients, strict=True):
            parameter.grad = gradient


def dataset_of(spec: TrainingSpec) -> datasets.Dataset:
    """Draw the points that a run learns from and is tested on."""
    test_points = spec.samples - spec.training_points
    return datasets.make(
        spec.dataset, spec.samples, spec.noise, spec.data_seed, test_points, spec.custom_points
    )
