"""Runs programs to take home as their readers do."""

import runpy
import subprocess
import sys
from pathlib import Path
from typing import Any
from unittest.mock import patch

from plotly.graph_objects import Figure

RUFF = Path(sys.executable).with_name("ruff")
STYLE = ["--isolated", "--line-length", "110"]


def ran(text: str, folder: Path) -> dict[str, Any]:
    """What the program leaves behind."""
    file = folder / "program.py"
    file.write_text(text, encoding="utf-8")
    with patch.object(Figure, "show"):
        return runpy.run_path(str(file))


def complaints(text: str, folder: Path) -> str:
    """What the project's own checks say of the program."""
    file = folder / "program.py"
    file.write_text(text, encoding="utf-8")
    commands = (["check", "--quiet", "--select", "F,I,B,N,UP"], ["format", "--quiet", "--diff"])
    return "".join(
        subprocess.run(
            [str(RUFF), *command, *STYLE, str(file)], check=False, capture_output=True, text=True
        ).stdout
        for command in commands
    )
