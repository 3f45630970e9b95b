"""What charts show as comma-separated values, the units in the head."""

import csv
from collections.abc import Iterable, Mapping, Sequence
from io import StringIO

import numpy as np

from experiments.networks.arrays import FloatArray
from experiments.training.history import TrainingHistory

MOST_ROWS = 200_000  # of a table: a longer run is written every so many steps
DIGITS = ".9g"  # enough to give back the same float32


def gradients(history: TrainingHistory, values: FloatArray, names: Mapping[str, str]) -> str:
    """Write a row for each step, network and layer.

    Args:
        history: the run.
        values: [T, K, L], one of its measures.
        names: of the columns "step", "function", "seed", "layer" and "gradient", with their units.
    """
    head = [names[column] for column in ("step", "function", "seed", "layer", "gradient")]
    layers = range(values.shape[2])
    rows = (
        (history.steps[step], function.label, seed, layer + 1, values[step, network, layer])
        for step in _steps(len(history.steps), values[0].size)
        for network, (function, seed) in enumerate(history.networks)
        for layer in layers
    )
    return _written(head, rows)


def learning(history: TrainingHistory, names: Mapping[str, str]) -> str:
    """Write a row for each step and network; `names` are those of `gradients`, of losses and accuracies."""
    measured = ["loss", "accuracy"]
    if history.dataset.training < len(history.dataset.points):
        measured += ["test_loss", "test_accuracy"]
    columns = [getattr(history, name) for name in measured]
    rows = (
        (history.steps[step], function.label, seed, *(column[step, network] for column in columns))
        for step in _steps(len(history.steps), len(history.networks))
        for network, (function, seed) in enumerate(history.networks)
    )
    return _written([names[column] for column in ("step", "function", "seed", *measured)], rows)


def curve(columns: Sequence[FloatArray], names: Sequence[str]) -> str:
    """Write a row for each x: the columns and their names, with units, in the same order."""
    return _written(names, zip(*columns, strict=True))


def _steps(count: int, rows_of_each: int) -> range:
    """Which of the recorded steps are written: all, or every so many."""
    return range(0, count, -(-count * rows_of_each // MOST_ROWS))


def _written(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    text = StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(head)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return text.getvalue()


def _cell(value: object) -> str:
    return format(value, DIGITS) if isinstance(value, np.floating) else str(value)
