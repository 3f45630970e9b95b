"""The project's files, as the tests of its architecture read them."""

import ast
import subprocess
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
SHIPPED = ("activations", "content", "experiments", "figures", "handouts", "pages", "server", "ui")
FOLDERS = (*SHIPPED, "tests")


def tracked() -> list[Path]:
    """Every file that is, or with the next commit could be, part of the project."""
    names = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    ).stdout.splitlines()
    return [path for path in map(ROOT.joinpath, names) if path.is_file()]


def shipped(*endings: str) -> list[Path]:
    """The files with these endings that run when the lab is served."""
    places = [path.relative_to(ROOT) for path in tracked() if path.suffix in endings]
    return [ROOT / place for place in places if place.parts[0] in (*SHIPPED, "app.py", "serve.py")]


def lines_of(path: Path) -> list[str]:
    """The lines of a file."""
    return path.read_text(encoding="utf-8").splitlines()


def functions_of(path: Path) -> Iterator[tuple[str, int]]:
    """Name and number of lines of every function in a Python file."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name, (node.end_lineno or node.lineno) - node.lineno + 1
