"""The shown run as a program to take home."""

from functools import partial

from content.loader import fill, page
from experiments.training.train import TrainingHistory, TrainingSpec
from figures.train.gradients import Measure, Statistic
from handouts.training import Recorded, file_name, training_program
from pages.take_home import menu

CHOSEN = ("dataset", "initialisation", "optimiser")  # that the program's first lines name


def show(history: TrainingHistory, measure: Measure, statistic: Statistic) -> None:
    """Show the menu of files."""
    spec = history.spec.until(history.completed_steps)
    menu.show(file_name(spec), partial(written, spec, measure, statistic), page("take-home").texts["caption"])


def written(spec: TrainingSpec, measure: Measure, statistic: Statistic, kind: str) -> str:
    """The file of a run that records this size of this gradient."""
    names, texts = page("train").texts, page("take-home").texts
    recorded = f"{names[f'measure.{measure}']}, {names[f'statistic.{statistic}']}"
    program = training_program(spec, Recorded(measure, statistic, recorded))
    title = {name: names[f"choice.{name}.{getattr(spec, name)}"] for name in CHOSEN}
    return menu.program_file(program, kind, fill(texts["title.train"], title))
