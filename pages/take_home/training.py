"""The shown run to take home: as a program, and its charts' numbers as tables."""

from functools import partial

import streamlit as st

from content.loader import fill, page
from experiments.training.train import TrainingHistory, TrainingSpec
from figures.train.gradients import Measure, Statistic
from handouts import tables
from handouts.training import Recorded, file_name, training_program
from pages.take_home import menu

CHOSEN = ("dataset", "initialisation", "optimiser")  # that the program's first lines name


def show(history: TrainingHistory, measure: Measure, statistic: Statistic) -> None:
    """Show the menu of files."""
    texts, spec = page("take-home").texts, history.spec.until(history.completed_steps)
    with st.popover(texts["open"], icon=":material/download:"):
        with st.container(horizontal=True):
            menu.programs(file_name(spec), partial(written, spec, measure, statistic))
        with st.container(horizontal=True):
            gradients = partial(gradients_table, history, measure, statistic)
            menu.table("gradients", file_name(spec), gradients)
            menu.table("learning", file_name(spec), partial(learning_table, history))
        st.caption(texts["caption"])


def written(spec: TrainingSpec, measure: Measure, statistic: Statistic, kind: str) -> str:
    """The program of a run that records this size of this gradient."""
    names, texts = page("train").texts, page("take-home").texts
    program = training_program(spec, Recorded(measure, statistic, _name(measure, statistic)))
    title = {name: names[f"choice.{name}.{getattr(spec, name)}"] for name in CHOSEN}
    return menu.program_file(program, kind, fill(texts["title.train"], title))


def gradients_table(history: TrainingHistory, measure: Measure, statistic: Statistic) -> str:
    """This size of this gradient, as it was recorded."""
    values = getattr(history, measure if statistic == "rms" else f"mean_{measure}")
    gradient = fill(page("take-home").texts["column.gradient"], {"gradient": _name(measure, statistic)})
    return tables.gradients(history, values, _columns() | {"gradient": gradient})


def learning_table(history: TrainingHistory) -> str:
    """Loss and accuracy, as they were recorded."""
    return tables.learning(history, _columns())


def _name(measure: Measure, statistic: Statistic) -> str:
    names = page("train").texts
    return f"{names[f'measure.{measure}']}, {names[f'statistic.{statistic}']}"


def _columns() -> dict[str, str]:
    texts = page("take-home").texts
    return {name.removeprefix("column."): text for name, text in texts.items() if name.startswith("column.")}
