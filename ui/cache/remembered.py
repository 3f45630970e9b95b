"""How what pages compute is remembered for everybody."""

from collections.abc import Callable
from typing import Any, ParamSpec, TypeVar

import streamlit as st
from streamlit.runtime.caching.cache_utils import CachedFunc

from experiments.training.train import TrainingHistory

RUNS = 32  # of which what was computed is remembered

P = ParamSpec("P")
R = TypeVar("R")


def remembered(most: int | None = None) -> Callable[[Callable[P, R]], CachedFunc[P, R]]:
    """Remember so many results of a function; those of a run by its settings and how far it has come."""
    told_by: dict[str | type[Any], Callable[[Any], Any]] = {
        TrainingHistory: lambda history: (history.spec, history.completed_steps)
    }
    return st.cache_resource(show_spinner=False, max_entries=most, hash_funcs=told_by)
