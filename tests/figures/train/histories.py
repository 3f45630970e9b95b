"""Histories whose numbers are known, so that tests can say what must be drawn; nothing is trained here."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from activations.catalogue import NOTES
from experiments.networks.datasets import make
from experiments.training.train import Failure, TrainingHistory, TrainingSpec

KEYS = NOTES


def history(
    functions: tuple[str, ...] = KEYS, seeds: int = 1, depth: int = 6, steps: int = 300
) -> TrainingHistory:
    """A run in which layer l of network k has the error signal 10^−(k mod 5) · 10^(l − depth) at every step.

    The weight gradient is a tenth of it, the activation gradient twice as large, and mean sizes are 0.8 of
    the root mean squares; loss and accuracy move evenly from 0.7 to 0.1 and from 0.5 to 1.
    """
    spec = TrainingSpec(functions=functions, seeds=seeds, depth=depth, steps=steps)  # type: ignore[arg-type]
    networks, rows = len(spec.networks), steps + 1
    network, layer = np.meshgrid(np.arange(networks) % 5, np.arange(depth + 1), indexing="ij")
    signal = np.tile(10.0 ** (layer - depth - network), (rows, 1, 1)).astype(np.float32)
    course = np.linspace(0, 1, rows, dtype=np.float32)[:, None].repeat(networks, axis=1)
    snapshot_steps = np.unique(np.linspace(0, steps, 5).astype(np.int64))
    parameters = sum((fan_in + 1) * fan_out for fan_in, fan_out in pairwise(spec.layer_widths))
    missing = np.full((rows, networks), np.nan, np.float32)
    return TrainingHistory(
        spec=spec,
        dataset=make("moons", 300, 0.15, 0),
        networks=spec.networks,
        steps=np.arange(rows),
        gradient_magnitude=signal / 10,
        error_signal=signal,
        activation_gradient=signal[:, :, :-1] * 2,
        mean_gradient_magnitude=signal / 10 * 0.8,
        mean_error_signal=signal * 0.8,
        mean_activation_gradient=signal[:, :, :-1] * 1.6,
        loss=0.7 - 0.6 * course,
        accuracy=0.5 + 0.5 * course,
        test_loss=missing,
        test_accuracy=missing,
        dead_fraction=np.zeros((rows, networks, depth), np.float32),
        snapshot_steps=snapshot_steps,
        snapshots=np.zeros((len(snapshot_steps), networks, parameters), np.float32),
        failures=(),
    )


def shades(run: TrainingHistory) -> NDArray[np.uint8]:
    """Decision maps of one shade each, from class 0 in the first snapshot to class 1 in the last."""
    frames = np.linspace(0, 255, len(run.snapshot_steps)).astype(np.uint8)
    shape = (len(frames), len(run.spec.functions), 40, 40)
    return np.broadcast_to(frames[:, None, None, None], shape).copy()


def failing(original: TrainingHistory, network: int, step: int) -> TrainingHistory:
    """The same run, but one network is not finite from `step` on."""
    fields = {}
    for name in ("gradient_magnitude", "error_signal", "activation_gradient", "loss", "accuracy"):
        fields[name] = getattr(original, name).copy()
        fields[name][step:, network] = np.nan
    return replace(original, **fields, failures=(Failure(network, step, 0, "loss"),))
