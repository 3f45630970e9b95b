"""What is read off a training run, once for everybody."""

import numpy as np
from numpy.typing import NDArray

from experiments.train_results.decision_maps import UnitMaps, confusions, decision_maps, unit_maps
from experiments.train_results.decomposition import Decomposition, decompose
from experiments.train_results.pre_activations import PreActivationHistogram, pre_activation_histogram
from experiments.training.train import TrainingHistory
from ui.cache.remembered import of_run


@of_run
def maps_of(history: TrainingHistory, start: int) -> NDArray[np.uint8]:
    """What the networks of one start think of every place in the plane, at every snapshot of a run."""
    return decision_maps(history, start)


@of_run
def unit_maps_of(history: TrainingHistory, function: int, start: int) -> UnitMaps:
    """What every hidden unit of one network of a run gives at every place of the plane, at every snapshot."""
    return unit_maps(history, function, start)


@of_run
def confusions_of(history: TrainingHistory, start: int) -> NDArray[np.int64]:
    """Which class the networks of one start take each class for, at every snapshot of a run."""
    return confusions(history, start)


@of_run
def pre_activation_histogram_of(
    history: TrainingHistory, function: int, start: int
) -> PreActivationHistogram:
    """Where on its curve one network of a run works, at every snapshot."""
    return pre_activation_histogram(history, function, start)


@of_run
def decomposition_of(history: TrainingHistory, function: int, start: int) -> Decomposition:
    """Who ate the gradient of one network of a run, at every snapshot."""
    return decompose(history, function, start)
