"""The import contracts hold, and would notice a wrong import."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.project import ROOT, SHIPPED

LINT_IMPORTS = Path(sys.executable).with_name("lint-imports")
WRONG_IMPORTS = [
    ("activations/base.py", "import figures.theme"),
    ("content/schema.py", "import activations.base"),
    ("experiments/networks/datasets.py", "import content.loader"),
    ("experiments/networks/datasets.py", "import plotly"),
    ("experiments/networks/stack.py", "import experiments.training.specification"),
    ("experiments/training/trainer.py", "import experiments.queue.run"),
    ("experiments/signal_flow/flow.py", "import experiments.training.specification"),
    ("activations/formula/tree.py", "import activations.catalogue"),
    ("figures/theme.py", "import streamlit"),
    ("figures/theme.py", "import content.loader"),
    ("handouts/files.py", "import torch"),
    ("handouts/pieces/networks.py", "import experiments.networks.stack"),
    ("ui/links.py", "import pages"),
    ("pages/functions/page.py", "import torch"),
    ("server/warmup.py", "import ui.runs"),
]


def checked(folder: Path) -> "subprocess.CompletedProcess[str]":
    """Let import-linter look at the packages in a folder."""
    return subprocess.run(
        [str(LINT_IMPORTS), "--no-cache"], cwd=folder, check=False, capture_output=True, text=True
    )


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """A copy of the code that may be broken."""
    for folder in SHIPPED:
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=shutil.ignore_patterns("__pycache__"))
    for file in ("app.py", "serve.py", "pyproject.toml"):
        shutil.copy(ROOT / file, tmp_path)
    return tmp_path


def test_every_import_follows_the_arrows() -> None:
    result = checked(ROOT)
    assert result.returncode == 0, result.stdout
    assert " 0 broken" in result.stdout


@pytest.mark.parametrize(("file", "statement"), WRONG_IMPORTS)
def test_wrong_import_is_noticed(copied: Path, file: str, statement: str) -> None:
    path = copied / file
    path.write_text(f"{path.read_text(encoding='utf-8')}\n{statement}\n", encoding="utf-8")
    result = checked(copied)
    assert result.returncode == 1
    assert " 0 broken" not in result.stdout
    assert "broken" in result.stdout
