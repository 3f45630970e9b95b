"""The program of a training run, run as a reader runs it, finds what the engine finds."""

import re
import subprocess
import sys
from pathlib import Path
from typing import Any, get_args

import nbformat
import numpy as np
import pytest
import torch
from numpy.typing import NDArray

from experiments.networks.datasets import DATASETS, OWN
from experiments.networks.initialisations import INITIALISATIONS
from experiments.networks.optimisers import OPTIMISERS
from experiments.training.train import TrainingHistory, TrainingSpec, train
from figures.train.gradients import Measure, Statistic
from handouts.training import Recorded, file_name, training_program
from pages.take_home import training
from tests.handouts.programs import complaints, ran

NEAR = 1e-6
SHORT = {"steps": 4, "depth": 2, "width": 5, "samples": 40, "batch_size": 12}
POINTS = tuple((0.1 * i, (i * i) % 7 / 3, i % 2) for i in range(24))
RUNS: dict[str, dict[str, Any]] = {
    **{f"data: {name}": {"dataset": name} for name in DATASETS},
    "data: own": {"dataset": OWN, "custom_points": POINTS, "test_share": 0.25},
    **{f"start: {name}": {"initialisation": name, "weight_scale": 0.7} for name in INITIALISATIONS},
    **{f"rule: {name}": {"optimiser": name, "weight_decay": 0.01} for name in OPTIMISERS},
    "all functions": {"functions": ("gelu", "selu", "softplus", "mish", "elu:alpha=0.5", "swish:beta=2")},
    "typed": {"functions": ("own:beta=2;Typed=x * sigmoid(beta * x)", "leaky-relu:alpha=0.2")},
    "typed, flat": {"functions": ("own:Tensor=where(x > 0, 1, 0)", "tanh")},
    "test points": {"test_share": 0.2, "dataset": "digits"},
    "several starts": {"seeds": 3, "seed": 7, "data_seed": 3, "starting_bias": 0.2},
    "the whole in each batch": {"batch_size": 40},
    "another rate": {"rate_changes": ((2, 0.5),), "steps": 6},
    "fails": {"functions": ("relu", "tanh"), "initialisation": "normal", "weight_scale": 3.0, "depth": 9,
              "learning_rate": 10.0, "optimiser": "sgd", "steps": 40},
    "the page's own": {"steps": 300, "depth": 6, "width": 16, "samples": 300, "batch_size": 64},
}  # fmt: skip


def spec_of(**changes: Any) -> TrainingSpec:  # noqa: ANN401
    return TrainingSpec(**changes)


def written(spec: TrainingSpec, measure: Measure = "gradient_magnitude", statistic: Statistic = "rms") -> str:
    return training.written(spec, measure, statistic, "script")


def agree(found: list[torch.Tensor], expected: NDArray[np.floating], *, relative: bool) -> None:
    """Numbers are near where the engine has them, and none of a network where it had failed before."""
    got = torch.stack(found).numpy().astype(float)
    scale = np.abs(expected) if relative else 1
    there = np.isfinite(expected)
    assert (np.abs(got - expected) <= NEAR * scale)[there].all()


@pytest.mark.parametrize("name", RUNS)
def test_the_program_prints_the_numbers_of_the_engine(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    spec = spec_of(**SHORT | RUNS[name])
    found, history = ran(written(spec), tmp_path), train(spec)
    agree(found["gradients"], history.gradient_magnitude, relative=True)
    agree(found["loss"], history.loss, relative=False)
    agree(found["accuracy"], history.accuracy, relative=False)
    assert bool(history.failures) is (name == "fails")
    if spec.test_share:
        agree([found["test_loss"]], history.test_loss[-1:], relative=False)
        agree([found["test_accuracy"]], history.test_accuracy[-1:], relative=False)
    assert_printed(capsys.readouterr().out, history)


@pytest.mark.parametrize("statistic", get_args(Statistic))
@pytest.mark.parametrize("measure", get_args(Measure))
def test_the_program_records_the_gradient_that_is_shown(
    measure: Measure, statistic: Statistic, tmp_path: Path
) -> None:
    spec = spec_of(**SHORT, seeds=2)
    found, history = ran(written(spec, measure, statistic), tmp_path), train(spec)
    expected = getattr(history, measure if statistic == "rms" else f"mean_{measure}")
    agree(found["gradients"], expected, relative=True)


def assert_printed(output: str, history: TrainingHistory) -> None:
    """What is printed is what was recorded last, for every network and layer."""
    blocks = output.strip().split("\n\n")[1:]
    assert len(blocks) == len(history.networks)
    for network, block in enumerate(blocks):
        function, seed = history.networks[network]
        assert block.startswith(f"{function.label}, seed {seed}\n")
        if not np.isfinite(history.loss[-1, network]):
            continue
        loss, accuracy = re.findall(r"^  loss ([\d.]+), accuracy ([\d.]+)", block, re.MULTILINE)[0]
        assert float(loss) == pytest.approx(history.loss[-1, network], abs=NEAR)
        assert float(accuracy) == pytest.approx(history.accuracy[-1, network], abs=1e-4)
        sizes = [float(size) for size in block.splitlines()[-1].partition(": ")[2].split()]
        assert sizes == pytest.approx(history.gradient_magnitude[-1, network].tolist(), rel=2 * NEAR)


def test_only_what_was_chosen_is_written() -> None:
    text = written(spec_of(optimiser="adam", functions=("relu",)))
    for absent in (
        "SGD",
        "MOMENTUM",
        "WEIGHT_DECAY",
        "TEST_POINTS",
        "RATE_CHANGES",
        "Sigmoid",
        "# if",
        "# unless",
    ):
        assert absent not in text, absent
    assert "optim.Adam(" in text
    assert text.count("def draw_layer(") == 1
    assert len(text.splitlines()) < 260


def test_the_program_needs_torch_numpy_and_plotly_alone(tmp_path: Path) -> None:
    file = tmp_path / "program.py"
    file.write_text(written(spec_of(**SHORT)).replace("figure.show()", ""), encoding="utf-8")
    watch = (
        "import runpy, sys; runpy.run_path(sys.argv[1]);"
        "print('OURS', [name for name in sys.modules"
        " if name.partition('.')[0] in ('handouts', 'experiments', 'activations', 'streamlit')])"
    )
    done = subprocess.run(
        [sys.executable, "-c", watch, str(file)], cwd=tmp_path, check=True, capture_output=True, text=True
    )
    assert done.stdout.endswith("OURS []\n")
    assert re.findall(r"^(?:from|import) (\w+)", file.read_text(encoding="utf-8"), re.MULTILINE) == [
        *("math", "collections", "itertools", "numpy", "torch", "plotly", "plotly", "torch")
    ]


@pytest.mark.parametrize("name", RUNS)
def test_the_program_is_in_the_style_of_the_project(name: str, tmp_path: Path) -> None:
    assert complaints(written(spec_of(**SHORT | RUNS[name])), tmp_path) == ""


def test_what_only_the_lab_can_do_is_refused() -> None:
    for spec in (TrainingSpec(batch_normalisation=True), TrainingSpec(dead_margin=1.0)):
        with pytest.raises(ValueError, match="take home"):
            training_program(spec, Recorded("error_signal", "rms", "Error signal"))


def test_a_file_is_named_after_its_run() -> None:
    assert file_name(TrainingSpec()) == "6-functions-moons-6x16-lecun-momentum-seed0"
    few = spec_of(functions=("relu", "own:Mine=x"), optimiser="adam", depth=2, seed=5)
    assert file_name(few) == "relu-mine-moons-2x16-lecun-adam-seed5"


def test_the_notebook_is_valid_and_holds_the_same_program() -> None:
    spec = spec_of(**SHORT)
    text = training.written(spec, "error_signal", "rms", "notebook")
    notebook = nbformat.reads(text, as_version=4)  # type: ignore[no-untyped-call]
    nbformat.validate(notebook)
    cells = [cell.source for cell in notebook.cells if cell.cell_type == "code"]
    program = written(spec, "error_signal")
    without_comments = re.sub(r"\n\n(\n)*# -{20,}\n(# .*\n|#\n)+", "\n", program.partition('"""\n\n')[2])
    assert re.findall(r"\S+", "\n".join(cells)) == re.findall(r"\S+", without_comments)
    ids = [cell.id for cell in notebook.cells]
    assert len(set(ids)) == len(ids)
