"""Files stay small, say what they are for, and hold nothing that belongs elsewhere."""

import re
import shutil
import subprocess
from collections import Counter
from pathlib import Path

import pytest

from tests.architecture.project import FOLDERS, ROOT, functions_of, lines_of, shipped, tracked
from tests.browser import server

LONGEST_MODULE = 249
LONGEST_FUNCTION = 39
LONGEST_APP = 59
MOST_MODULES = 15  # side by side in a folder of what is shipped
LARGEST_PICTURE = 300_000  # bytes

# Spelt in pieces, so that this file does not find itself.
HOSTS = ["pypi" + ".org", "python" + "hosted", "download." + "pytorch", "npm" + "js", "reg" + "istry."]
MACHINE_PATHS = ["/" + folder + "/" for folder in ("work", "tmp", "root", "home", "opt", "Users")]
ELSEWHERE = re.compile(
    "|".join([*map(re.escape, HOSTS), *(rf"(?<![\w.}}/]){path}" for path in MACHINE_PATHS)])
)

# Text that runs: a visitor's words must never become code or markup.
DANGEROUS = re.compile(r"unsafe_allow_html|(?<![.\w])(eval|exec|sympify)\(|innerHTML|document\.write")


def written(*endings: str) -> list[Path]:
    """The tracked files with these endings."""
    return [path for path in tracked() if path.suffix in endings]


def test_modules_are_short() -> None:
    lengths = {path: len(lines_of(path)) for path in written(".py", ".js")}
    assert {path: length for path, length in lengths.items() if length > LONGEST_MODULE} == {}


def test_functions_are_short() -> None:
    lengths = {(path, name): length for path in written(".py") for name, length in functions_of(path)}
    assert {place: length for place, length in lengths.items() if length > LONGEST_FUNCTION} == {}


def test_folders_hold_few_modules_side_by_side() -> None:
    counts = Counter(
        path.parent for path in shipped(".py") if path.parent != ROOT and path.name != "__init__.py"
    )
    assert {folder: count for folder, count in counts.items() if count > MOST_MODULES} == {}


def test_the_entry_is_a_table() -> None:
    assert len(lines_of(ROOT / "app.py")) <= LONGEST_APP


@pytest.mark.parametrize("folder", FOLDERS)
def test_folder_says_what_lives_in_it(folder: str) -> None:
    assert lines_of(ROOT / folder / "README.md")


def test_files_name_no_package_host_and_no_machine_path() -> None:
    texts = [path for path in tracked() if path.suffix not in {".png", ".ico", ".gz"}]
    assert [(path, line) for path in texts for line in lines_of(path) if ELSEWHERE.search(line)] == []


def test_code_turns_no_text_into_code_or_markup() -> None:
    code = shipped(".py", ".js")
    assert [(path, line) for path in code for line in lines_of(path) if DANGEROUS.search(line)] == []


def test_pictures_are_small() -> None:
    pictures = {path.name: path.stat().st_size for path in tracked() if path.suffix == ".png"}
    assert {name: size for name, size in pictures.items() if size > LARGEST_PICTURE} == {}


@pytest.mark.parametrize("file", ["requirements.txt", "requirements-dev.txt", "constraints.txt"])
def test_every_package_is_pinned_exactly_and_to_the_same_version(file: str) -> None:
    pins = [line for line in lines_of(ROOT / file) if line and not line.startswith(("#", "-r "))]
    assert all(re.fullmatch(r"[A-Za-z0-9_.-]+==[0-9][0-9.]*", pin) for pin in pins)
    assert {pin.lower() for pin in pins} <= {line.lower() for line in lines_of(ROOT / "constraints.txt")}


def test_make_app_starts_the_server_that_the_browser_tests_start() -> None:
    recipe = subprocess.run(
        ["make", "--dry-run", "app", "HOST=127.0.0.1", "PORT=8600"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    ).stdout.replace("\\\n", " ")
    assert " ".join(server.command(8600)[1:]) in " ".join(recipe.split())


@pytest.mark.parametrize(("ci", "status"), [("true", False), ("", True)])
def test_scripts_of_the_browser_are_checked_in_ci_always(tmp_path: Path, ci: str, status: bool) -> None:
    make = shutil.which("make")
    assert make
    without_npm = {"PATH": str(tmp_path), "CI": ci}
    done = subprocess.run(
        [make, "components"], check=False, cwd=ROOT, env=without_npm, capture_output=True, text=True
    )
    assert (done.returncode == 0) is status
    assert "npm" in done.stdout + done.stderr
