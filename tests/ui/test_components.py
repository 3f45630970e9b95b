"""The functions that run in the browser, tried in Node: `node --test tests/ui/components/`."""

import shutil
import subprocess
from pathlib import Path

import pytest

FOLDER = Path(__file__).with_name("components")
ENDS_WITHIN = 120.0  # seconds, on a machine that is busy with something else


def test_what_runs_in_the_browser_passes_its_tests_in_node() -> None:
    node = shutil.which("node")
    if node is None:
        pytest.fail(
            "The components' tests need Node: install the package `nodejs` of your system.", pytrace=False
        )
    files = sorted(map(str, FOLDER.glob("*.test.mjs")))
    done = subprocess.run(
        [node, "--test", *files], capture_output=True, text=True, timeout=ENDS_WITHIN, check=False
    )
    assert files
    assert done.returncode == 0, done.stdout + done.stderr
