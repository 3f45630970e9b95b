"""Histories whose numbers are known, so that tests can say what must be drawn; nothing is trained here."""

from dataclasses import replace

import numpy as np

from activations.catalogue import CATALOGUE
from experiments.datasets import make
from experiments.training import Failure, TrainingHistory, TrainingSpec

KEYS = tuple(CATALOGUE)


def history(
    functions: tuple[str, ...] = KEYS, seeds: int = 1, depth: int = 6, steps: int = 300
) -> TrainingHistory:
    """A run in which layer l of network k has the error signal 10^−(k mod 5) · 10^(l − depth) at every step.

    The weight gradient is a tenth of it; loss and accuracy move evenly from 0.7 to 0.1 and from 0.5 to 1.
    """
    spec = TrainingSpec(functions=functions, seeds=seeds, depth=depth, steps=steps)  # type: ignore[arg-type]
    networks, rows = len(spec.networks), steps + 1
    network, layer = np.meshgrid(np.arange(networks) % 5, np.arange(depth + 1), indexing="ij")
    signal = np.tile(10.0 ** (layer - depth - network), (rows, 1, 1)).astype(np.float32)
    course = np.linspace(0, 1, rows, dtype=np.float32)[:, None].repeat(networks, axis=1)
    map_steps = np.unique(np.linspace(0, steps, 5).astype(np.int64))
    shades = np.linspace(0, 255, len(map_steps)).astype(np.uint8)
    return TrainingHistory(
        spec=spec,
        dataset=make("moons", 300, 0.15, 0),
        networks=spec.networks,
        steps=np.arange(rows),
        gradient_magnitude=signal / 10,
        error_signal=signal,
        loss=0.7 - 0.6 * course,
        accuracy=0.5 + 0.5 * course,
        dead_fraction=np.zeros((rows, networks, depth), np.float32),
        map_steps=map_steps,
        maps=np.broadcast_to(shades[:, None, None, None], (len(shades), len(functions), 40, 40)).copy(),
        map_extent=(-2.0, 2.0, -2.5, 2.5),
        failures=(),
    )


def failing(original: TrainingHistory, network: int, step: int) -> TrainingHistory:
    """The same run, but one network is not finite from `step` on."""
    fields = {}
    for name in ("gradient_magnitude", "error_signal", "loss", "accuracy"):
        fields[name] = getattr(original, name).copy()
        fields[name][step:, network] = np.nan
    return replace(original, **fields, failures=(Failure(network, step, 0, "loss"),))
