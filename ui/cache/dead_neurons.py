"""What the page on dead neurons computes once for everybody."""

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from activations.catalogue import FunctionSpec
from experiments.dead_neurons import unit_activity
from experiments.dead_neurons.born_dead import BornDead, born_dead, line
from experiments.dead_neurons.unit_activity import UnitActivity
from experiments.networks.arrays import FloatArray
from experiments.training.train import TrainingHistory
from ui.cache.remembered import of_run


@of_run
def unit_activity_of(history: TrainingHistory) -> UnitActivity:
    """The units of a run's only network at every snapshot."""
    return unit_activity.unit_activity(history)


@of_run
def is_on_of(history: TrainingHistory, point: int) -> NDArray[np.bool_]:
    """Which of them one of the points switches on, at every snapshot."""
    return unit_activity.is_on(history, point)


@of_run
def pre_activations_of(history: TrainingHistory, layer: int, unit: int) -> FloatArray:
    """What one of them is given at every point and snapshot."""
    return unit_activity.pre_activations(history, layer, unit)


@st.cache_resource(show_spinner=False)
def born_dead_of(function: FunctionSpec, width: int) -> BornDead:
    """How often random networks of a function and a width give the same everywhere on a line of inputs."""
    return born_dead(function, width, line())
