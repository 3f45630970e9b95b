"""The engine: all networks of a specification, trained step by step in one stack."""

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

from experiments import datasets, optimisers
from experiments.batches import batches
from experiments.history import FloatArray, TrainingHistory
from experiments.maps import Camera
from experiments.measures import Survey
from experiments.recording import Recorder
from experiments.specification import TrainingSpec
from experiments.stack import Pass, Stack


class Trainer:
    """Networks in the middle of their training; each `step` updates all of them and records the new state.

    The state after t updates is measured together with the gradient that update t + 1 will use, so a run
    can stop after any step, be looked at, and go on.

    Args:
        spec: what to train.
        dtype: torch.float32, or torch.float64 to compare with another implementation.
    """

    def __init__(self, spec: TrainingSpec, dtype: torch.dtype = torch.float32) -> None:
        torch.set_num_threads(1)  # these tensors are too small to share out
        self.spec = spec
        self.completed = 0
        self.dataset = datasets.make(spec.dataset, spec.samples, spec.noise, spec.seed)
        points = torch.from_numpy(self.dataset.points).to(dtype)  # [N, 2]
        labels = torch.from_numpy(self.dataset.labels).to(dtype)  # [N]
        self.points = points.expand(len(spec.networks), -1, -1)  # [K, N, 2], the same for all
        self.labels = labels.expand(len(spec.networks), -1)  # [K, N]
        self.stack = Stack.start(spec, dtype)
        self.parameters = [*self.stack.weights, *self.stack.biases]
        self.optimiser = optimisers.create(spec.optimiser, self.parameters, spec.learning_rate, spec.momentum)
        self.batches = batches(spec, points, labels)
        self.recorder = Recorder(spec, dtype)
        self.camera = Camera(self.stack, self.dataset, spec.steps)
        self._measure()

    def step(self) -> None:
        """Move all weights along the gradients that were measured last, then measure again."""
        self.optimiser.step()
        self.completed += 1
        self._measure()

    @property
    def loss(self) -> FloatArray:
        """The loss of every network in its present state, over all points."""
        loss: FloatArray = self.recorder.loss[self.completed]
        return loss

    def history(self) -> TrainingHistory:
        """Return everything recorded so far."""
        self.camera.take(self.completed)
        record, rows = self.recorder, slice(self.completed + 1)
        return TrainingHistory(
            spec=self.spec,
            dataset=self.dataset,
            networks=self.spec.networks,
            steps=np.arange(self.completed + 1),
            gradient_magnitude=record.gradient_magnitude[rows],
            error_signal=record.error_signal[rows],
            loss=record.loss[rows],
            accuracy=record.accuracy[rows],
            dead_fraction=record.dead_fraction[rows],
            map_steps=np.array(self.camera.steps),
            maps=np.stack(self.camera.maps),
            map_extent=self.camera.extent,
            failures=tuple(record.failures),
        )

    def _measure(self) -> None:
        """Find the gradient of the next batch, and record it with the state of the networks on all points."""
        x, y = next(self.batches)  # [K, B, 2], [K, B]
        batch = self.stack.forward(x)
        self._differentiate(batch, y)
        with torch.inference_mode():
            if self.spec.batch_size == self.spec.samples:  # this batch was all the points there are
                self.recorder.record_survey(self.completed, Survey.of(batch), y)
            else:
                self.recorder.record_survey(self.completed, Survey.make(self.stack, self.points), self.labels)
            self.recorder.check(self.completed, lambda: self.stack.forward(self.points))
        self.camera.see(self.completed)

    def _differentiate(self, batch: Pass, y: Tensor) -> None:
        """Leave ∂L/∂parameter where the optimiser looks for it, and record the gradients of every layer.

        Networks do not mix, so in the gradient of the summed losses each finds its own.
        """
        loss = F.binary_cross_entropy_with_logits(batch.logits, y, reduction="sum") / y.shape[1]
        layers = len(batch.pre_activations)
        gradients = torch.autograd.grad(loss, [*batch.pre_activations, *self.parameters])
        signals, parameters = gradients[:layers], gradients[layers:]
        for parameter, gradient in zip(self.parameters, parameters, strict=True):
            parameter.grad = gradient
        self.recorder.record_gradients(self.completed, parameters[:layers], signals)
