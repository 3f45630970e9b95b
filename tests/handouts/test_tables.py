"""Tables to take home hold what was recorded, to the last bit, under heads that name the units."""

import csv
from io import StringIO

import numpy as np
import pytest

from activations.catalogue import FunctionSpec
from experiments.training.train import TrainingSpec, train
from handouts import tables
from pages.take_home import function as of_function
from pages.take_home import training as of_training

SPEC = TrainingSpec(
    functions=(FunctionSpec("relu"), FunctionSpec.parse("leaky-relu:alpha=0.2")),
    **{"depth": 2, "width": 3, "samples": 40, "batch_size": 10, "steps": 5, "seeds": 2, "seed": 3},  # type: ignore[arg-type]
    test_share=0.25,
)


def read(text: str) -> tuple[list[str], list[list[str]]]:
    head, *rows = csv.reader(StringIO(text))
    return head, rows


def test_gradients_of_every_step_network_and_layer() -> None:
    history = train(SPEC)
    head, rows = read(of_training.gradients_table(history, "error_signal", "mean"))
    assert head == ["step", "function", "seed", "layer (1 is at the input)", "Error signal, Mean (nats)"]
    assert len(rows) == 6 * 4 * 3
    assert rows[0][:4] == ["0", "ReLU", "3", "1"]
    assert rows[-1][:4] == ["5", "LeakyReLU α = 0.2", "4", "3"]
    found = np.array([row[4] for row in rows], dtype=np.float32).reshape(6, 4, 3)
    assert (found == history.mean_error_signal).all()


def test_losses_and_accuracies_of_every_step_and_network() -> None:
    history = train(SPEC)
    head, rows = read(of_training.learning_table(history))
    assert head == [
        *("step", "function", "seed", "loss (nats)", "accuracy (share)"),
        *("test loss (nats)", "test accuracy (share)"),
    ]
    assert [row[:3] for row in rows[:4]] == [
        ["0", "ReLU", "3"],
        ["0", "ReLU", "4"],
        ["0", "LeakyReLU α = 0.2", "3"],
        ["0", "LeakyReLU α = 0.2", "4"],
    ]
    found = np.array([row[3:] for row in rows], dtype=np.float32).reshape(6, 4, 4)
    for column, name in enumerate(("loss", "accuracy", "test_loss", "test_accuracy")):
        assert (found[:, :, column] == getattr(history, name)).all()


def test_no_test_points_no_columns() -> None:
    head, _ = read(of_training.learning_table(train(TrainingSpec(steps=1, samples=20, batch_size=20))))
    assert len(head) == 5


def test_a_long_run_is_written_every_so_many_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "MOST_ROWS", 40)  # of 72
    _, rows = read(of_training.gradients_table(train(SPEC), "gradient_magnitude", "rms"))
    assert sorted({row[0] for row in rows}) == ["0", "2", "4"]


def test_a_curve_with_its_slope() -> None:
    head, rows = read(of_function.curve_table(FunctionSpec.parse("leaky-relu:alpha=0.25")))
    assert head == ["x (no unit)", "f(x) (no unit)", "slope by autograd (no unit)"]
    x, value, slope = np.array(rows, dtype=float).T
    assert (x[0], x[-1], len(x)) == (-8, 8, 321)
    assert value == pytest.approx(np.where(x > 0, x, 0.25 * x))
    assert slope == pytest.approx(np.where(x > 0, 1, 0.25))
