"""Which units are dead, since which update, and what killed them: read off the networks that a run kept."""

from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from experiments.networks.arrays import Bools, FloatArray
from experiments.networks.stack import Stack
from experiments.training.history import TrainingHistory

AT_ONCE = 32  # snapshots in one pass, so that a long run needs no more memory than a short one


@dataclass(frozen=True, slots=True)
class Stretch:
    """A time in which a unit was dead, in rows of a roll call.

    Args:
        layer, unit: which one, both from 0.
        begin: the first row in which it was dead; 0 when it was born so.
        end: the first row in which it was not any more, or None when it stayed dead.
    """

    layer: int
    unit: int
    begin: int
    end: int | None


@dataclass(frozen=True, slots=True, eq=False)
class UnitActivity:
    """All units of one network at the M snapshots before it failed, if it did.

    Args:
        steps: int64 [M].
        points: how many training points there are (N).
        active: int64 [M, H, W], at how many of them the unit gives something else than exactly 0.
        updates: float64 [M, H, W], how far its weights and bias have moved since the snapshot before, as one
            vector (Euclidean norm); 0 in the first row.
    """

    steps: NDArray[np.int64]
    points: int
    active: NDArray[np.int64]
    updates: NDArray[np.float64]

    @property
    def is_dead(self) -> Bools:
        """Whether a unit gives exactly 0 at every training point, [M, H, W]."""
        dead: Bools = self.active == 0
        return dead

    def stretches(self) -> tuple[Stretch, ...]:
        """Every time in which a unit was dead, in the order in which they began."""
        found = []
        for layer, unit in np.ndindex(self.active.shape[1:]):
            dead = np.concatenate([[False], self.is_dead[:, layer, unit], [False]])
            begins, ends = np.flatnonzero(dead[1:] & ~dead[:-1]), np.flatnonzero(~dead[1:] & dead[:-1])
            for begin, end in zip(begins.tolist(), ends.tolist(), strict=True):
                found.append(Stretch(layer, unit, begin, None if end == len(self.steps) else end))
        return tuple(sorted(found, key=lambda each: each.begin))

    def can_inputs_move(self, row: int, layer: int) -> bool:
        """Whether the next update can change what the units of this layer are given.

        Definition: the first layer's inputs are the data, which never move. Further on they move with the
        layer before, which gets a gradient only if it and every later hidden layer have a unit alive.
        """
        is_open = ~self.is_dead[row].all(axis=1)  # [H]
        return layer > 0 and bool(is_open[layer - 1 :].all())


@dataclass(frozen=True, slots=True)
class Cause:
    """What the update did that killed a unit.

    Args:
        step: how many updates had been made when the unit was first found dead.
        size: how far its own weights and bias moved in this update.
        usual: the median of their movements before; NaN when there were none.
        own_alone: whether it had died if only its own weights and bias had moved.
        inputs_alone: whether it had died if only the layers before had moved.
    """

    step: int
    size: float
    usual: float
    own_alone: bool
    inputs_alone: bool


def unit_activity(history: TrainingHistory, network: int = 0) -> UnitActivity:
    """Look at every unit of one network at every snapshot, over all training points."""
    stack = _networks(history, network)
    inputs = _inputs(history)
    rows = len(stack.weights[0])
    blocks = []
    for begin in range(0, rows, AT_ONCE):
        part = _rows(stack, slice(begin, begin + AT_ONCE))
        with torch.inference_mode():
            activations = part.forward(inputs.expand(len(part.weights[0]), -1, -1)).activations
            blocks.append(torch.stack([(h != 0).sum(dim=1) for h in activations], dim=1))  # [m, H, W]
    moves = [
        np.linalg.norm(np.diff(_incoming(stack, layer), axis=0, prepend=np.nan), axis=1)
        for layer in range(history.spec.depth)
    ]
    return UnitActivity(
        steps=history.snapshot_steps[:rows],
        points=history.dataset.training,
        active=torch.cat(blocks).numpy(),
        updates=np.nan_to_num(np.stack(moves, axis=1)),
    )


def is_on(history: TrainingHistory, point: int, network: int = 0) -> Bools:
    """Whether each unit gives something else than 0 for one of the points, at every snapshot: [M, H, W]."""
    stack = _networks(history, network)
    x = _inputs(history)[:, point : point + 1].expand(len(stack.weights[0]), -1, -1)
    with torch.inference_mode():
        activations = stack.forward(x).activations  # H of [M, 1, W]
    on: Bools = (torch.cat(activations, dim=1) != 0).numpy()
    return on


def pre_activations(history: TrainingHistory, layer: int, unit: int, network: int = 0) -> FloatArray:
    """What one unit is given at every training point, before its function: float [M, N]."""
    stack = _networks(history, network)
    x, begins = _inputs(history), range(0, len(stack.weights[0]), AT_ONCE)
    with torch.inference_mode():
        blocks = [_reached(_rows(stack, slice(b, b + AT_ONCE)), layer, x)[:, :, unit] for b in begins]
    found: FloatArray = torch.cat(blocks).numpy()
    return found


def cause(history: TrainingHistory, found: UnitActivity, death: Stretch, network: int = 0) -> Cause:
    """Say what the update did that ended in a death, by undoing half of it at a time.

    Args:
        history: a run that kept every step.
        found: its roll call.
        death: a stretch that did not begin in the first row.
        network: which network of the run.
    """
    stack = _networks(history, network)
    before, after = (_rows(stack, slice(row, row + 1)) for row in (death.begin - 1, death.begin))
    moves = found.updates[1 : death.begin, death.layer, death.unit]
    return Cause(
        step=int(found.steps[death.begin]),
        size=float(found.updates[death.begin, death.layer, death.unit]),
        usual=float(np.median(moves)) if moves.size else float("nan"),
        own_alone=_is_silent(history, before, after, death),
        inputs_alone=_is_silent(history, after, before, death),
    )


def _is_silent(history: TrainingHistory, layers_before: Stack, own: Stack, death: Stretch) -> bool:
    """Whether a unit is off at all points, with the layers before it and its own weights of two snapshots."""
    x = _inputs(history)
    with torch.inference_mode():
        for layer in range(death.layer):
            x = layers_before.activate(layers_before.pre_activation(layer, x))
        z = own.pre_activation(death.layer, x)[:, :, death.unit]
        return not bool(own.activate(z).any())


def _reached(stack: Stack, layer: int, x: Tensor) -> Tensor:
    """The pre-activations [m, N, W] of one layer of m networks."""
    z = stack.pre_activation(0, x.expand(len(stack.weights[0]), -1, -1))
    for following in range(1, layer + 1):
        z = stack.pre_activation(following, stack.activate(z))
    return z


def _networks(history: TrainingHistory, network: int) -> Stack:
    """The snapshots of one network, as networks side by side; those from its failure on are left out."""
    ends = [failure.step for failure in history.failures if failure.network == network]
    rows = int(np.searchsorted(history.snapshot_steps, ends[0])) if ends else len(history.snapshots)
    function = network // history.spec.seeds
    return Stack.of_parameters(history.spec, history.snapshots[: max(1, rows), network], function)


def _rows(stack: Stack, rows: slice) -> Stack:
    weights, biases = ([each[rows] for each in layers] for layers in (stack.weights, stack.biases))
    return Stack(stack.functions, 1, weights, biases)


def _incoming(stack: Stack, layer: int) -> NDArray[np.float64]:
    """What each unit of a layer multiplies and adds: [M, fan in + 1, W]."""
    together = torch.cat([stack.weights[layer], stack.biases[layer]], dim=1)
    return together.numpy().astype(np.float64)


def _inputs(history: TrainingHistory) -> Tensor:
    """The training points, [1, N, D]."""
    points = history.dataset.points[: history.dataset.training].astype(history.snapshots.dtype)
    return torch.from_numpy(points).unsqueeze(0)
