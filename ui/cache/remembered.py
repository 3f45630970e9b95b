"""How what pages compute is remembered for everybody."""

import streamlit as st

from experiments.training.train import TrainingHistory

RUNS = 32  # of which what was computed is remembered

# For what follows from a run: its settings and how far it has come say which one it is.
of_run = st.cache_resource(
    show_spinner=False,
    max_entries=RUNS,
    hash_funcs={TrainingHistory: lambda history: (history.spec, history.completed_steps)},
)
