"""A failure is a lesson: what went wrong in a network, at which step and in which layer it began."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from experiments.training.history import TrainingHistory

Kind = Literal["exploded", "dead", "vanished", "not learning"]

ACCURACY_OF_CHANCE = 0.05  # how near an accuracy is to the larger class's share
LOSS_OF_CHANCE = 0.05  # how near a loss is to chance's, as a share of it
SHRINKS = 100.0  # from the last hidden layer to the first
FADED = 0.01  # of the output's error signal
# In most settings, networks that learn leave chance before this; earlier, to say "not learning" is rash.
LEAST_STEPS = 100


@dataclass(frozen=True, slots=True)
class Finding:
    """What went wrong in one network.

    Args:
        network: its index in `TrainingHistory.networks`.
        kind: "exploded": numbers stopped being finite. "dead": a whole hidden layer gives exactly 0 at every
            training point. "vanished": the network is at chance, and at the start the error signal shrank by
            more than 100 from the last hidden layer to the first. "not learning": at chance without that.
        step: where it began; for what ends the run so, where its last unbroken stretch began.
        layer: where it began, as an index into the layer axis: the first layer that died; for "vanished" the
            layer nearest the output whose signal is under 1 % of the output's; None for "not learning".
        reason: for "exploded" alone, "loss" or "gradient", as in `Failure`.
    """

    network: int
    kind: Kind
    step: int
    layer: int | None
    reason: str | None = None


def diagnose(history: TrainingHistory) -> tuple[Finding, ...]:
    """Name the networks that failed, at most one finding for each, in the order of the networks.

    Definition: a network is at chance when its final accuracy on the training points is within 0.05 of the
        larger class's share and its loss within 5 % of −Σ p ln p over the classes' shares p: the best that
        a network can do which knows only the shares (ln 2 for two equal classes, ln 10 for ten). Nobody is
        said to be at chance before 100 updates.
    """
    exploded = {
        failure.network: Finding(failure.network, "exploded", failure.step, failure.layer, failure.reason)
        for failure in history.failures
    }
    is_at_chance = _at_chance(history)
    findings = (
        exploded.get(network) or _dead(history, network) or _stuck(history, network, is_at_chance[:, network])
        for network in range(len(history.networks))
    )
    return tuple(finding for finding in findings if finding)


def _dead(history: TrainingHistory, network: int) -> Finding | None:
    """The layer that died first, of those that are dead at the end; of several at once the first."""
    layers = history.dead_fraction[:, network].T == 1  # [H, T]
    began = [(row, layer) for layer, is_dead in enumerate(layers) if (row := _began(is_dead)) is not None]
    if not began:
        return None
    row, layer = min(began)
    return Finding(network, "dead", int(history.steps[row]), layer)


def _stuck(history: TrainingHistory, network: int, is_at_chance: NDArray[np.bool_]) -> Finding | None:
    """Say why a network is at chance, if it is: its signal shrank at the start, or something else."""
    row = _began(is_at_chance)
    if row is None or history.completed_steps < LEAST_STEPS:
        return None
    *hidden, output = history.error_signal[0, network]
    if hidden[-1] > SHRINKS * hidden[0]:
        faded = np.flatnonzero(np.array(hidden) < FADED * output)
        # weights that blow the signal up behind the output may leave all layers above one per cent
        return Finding(network, "vanished", int(history.steps[0]), int(faded[-1]) if faded.size else 0)
    return Finding(network, "not learning", int(history.steps[row]), None)


def _at_chance(history: TrainingHistory) -> NDArray[np.bool_]:
    """Whether a network does as well as one that knows only how common each class is, [T, K]."""
    _, counts = np.unique(history.dataset.labels[: history.dataset.training], return_counts=True)
    shares = counts / counts.sum()
    chance = -(shares * np.log(shares)).sum()
    near_loss = np.abs(history.loss - chance) <= LOSS_OF_CHANCE * chance
    # an accuracy of 0.55 in float32 is a little more than 0.55
    near_accuracy = np.abs(history.accuracy - shares.max()).round(6) <= ACCURACY_OF_CHANCE
    is_at_chance: NDArray[np.bool_] = near_loss & near_accuracy
    return is_at_chance


def _began(holds: NDArray[np.bool_]) -> int | None:
    """The row from which on this holds until the end; None when it does not hold at the end."""
    fails = np.flatnonzero(~holds)
    first = int(fails[-1]) + 1 if fails.size else 0
    return first if first < len(holds) else None
