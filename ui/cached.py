"""What pages compute once for everybody: each call is remembered by its arguments.

What is asked for many times a page goes through functools: Streamlit takes a millisecond to hash a function's
parameters.
"""

import inspect
from functools import cache, lru_cache

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from activations.catalogue import CATALOGUE, FunctionSpec
from activations.derivatives import Curve, curve
from activations.measured import gaps
from activations.measured.gaps import Gap, Gaps
from activations.measured.places import Survey
from activations.measured.properties import UNMEASURED, Properties, measure
from activations.naive_forms import AS_WRITTEN
from activations.sweep import Sweep, sweep
from experiments.train_results.decision_maps import UnitMaps, confusions, decision_maps, unit_maps
from experiments.train_results.decomposition import Decomposition, decompose
from experiments.train_results.pre_activations import LivingCurve, living_curve
from experiments.training.train import TrainingHistory, TrainingSpec

RUNS = 32  # whose pictures are remembered


@cache
def curves_of(key: str) -> Sweep:
    """The curves of a function at every position of its slider."""
    return sweep(key)


@lru_cache(maxsize=2_000)
def properties_of(function: FunctionSpec) -> Properties:
    """What was measured of a function; all NaN where it has no value anywhere."""
    try:
        return measure(function.create(), survey_of(function))
    except ValueError:
        return UNMEASURED


@lru_cache(maxsize=8)  # large, and asked for twice in a row
def survey_of(function: FunctionSpec) -> Survey:
    """The places at which a function is not smooth, and all that was seen on the way."""
    return Survey.of(function.create())


@lru_cache(maxsize=2_000)
def curve_of(function: FunctionSpec, low: float, high: float, points: int, order: int) -> Curve:
    """A function's curve over low…high in float64, with derivatives up to this order."""
    return curve(function.create(), np.linspace(low, high, points), order)


@lru_cache(maxsize=2_000)
def gaps_of(function: FunctionSpec, low: float, high: float, points: int) -> Gaps:
    """Where the lines of that curve jump."""
    return gaps.gaps_of(function.create(), np.linspace(low, high, points))


@lru_cache(maxsize=2_000)
def gaps_of_curvature(function: FunctionSpec, low: float, high: float, points: int) -> tuple[Gap, ...]:
    """Where the line of its second derivative jumps."""
    return gaps.gaps_of(gaps.Slope(function.create()), np.linspace(low, high, points)).slope


def maps_of(history: TrainingHistory, start: int) -> NDArray[np.uint8]:
    """What the networks of one start think of every place in the plane, at every snapshot of a run."""
    return _maps_of(history.spec, history.completed_steps, start, history)


@st.cache_resource(show_spinner=False, max_entries=RUNS)
def _maps_of(spec: TrainingSpec, completed: int, start: int, _history: TrainingHistory) -> NDArray[np.uint8]:
    return decision_maps(_history, start)


def unit_maps_of(history: TrainingHistory, function: int, start: int) -> UnitMaps:
    """What every hidden unit of one network of a run gives at every place of the plane, at every snapshot."""
    return _unit_maps_of(history.spec, history.completed_steps, function, start, history)


@st.cache_resource(show_spinner=False, max_entries=RUNS)
def _unit_maps_of(
    spec: TrainingSpec, completed: int, function: int, start: int, _history: TrainingHistory
) -> UnitMaps:
    return unit_maps(_history, function, start)


def confusions_of(history: TrainingHistory, start: int) -> NDArray[np.int64]:
    """Which class the networks of one start take each class for, at every snapshot of a run."""
    return _confusions_of(history.spec, history.completed_steps, start, history)


@st.cache_resource(show_spinner=False, max_entries=RUNS)
def _confusions_of(
    spec: TrainingSpec, completed: int, start: int, _history: TrainingHistory
) -> NDArray[np.int64]:
    return confusions(_history, start)


def living_curve_of(history: TrainingHistory, function: int, start: int) -> LivingCurve:
    """Where on its curve one network of a run works, at every snapshot."""
    return _living_curve_of(history.spec, history.completed_steps, function, start, history)


@st.cache_resource(show_spinner=False, max_entries=RUNS)
def _living_curve_of(
    spec: TrainingSpec, completed: int, function: int, start: int, _history: TrainingHistory
) -> LivingCurve:
    return living_curve(_history, function, start)


def decomposition_of(history: TrainingHistory, function: int, start: int) -> Decomposition:
    """Who ate the gradient of one network of a run, at every snapshot."""
    return _decomposition_of(history.spec, history.completed_steps, function, start, history)


@st.cache_resource(show_spinner=False, max_entries=RUNS)
def _decomposition_of(
    spec: TrainingSpec, completed: int, function: int, start: int, _history: TrainingHistory
) -> Decomposition:
    return decompose(_history, function, start)


@cache
def sources_of(key: str) -> tuple[str, str]:
    """The source of the class that runs, and of the form that the notes write."""
    return inspect.getsource(CATALOGUE[key].function_class), inspect.getsource(AS_WRITTEN[key])
