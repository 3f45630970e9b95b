"""Who has no Chromium is told what to do, and no test installs one."""

import shutil
import sys

import pytest

from tests.architecture.project import ROOT, lines_of, tracked
from tests.browser import chromium

# Spelt in pieces, so that this file does not find itself.
CHANGES_A_MACHINE = ("apt" + "-get", "playwright" + " install", '"playwright"' + ', "install"')


def test_who_has_no_chromium_is_told_which_command_brings_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setattr(shutil, "which", lambda _: None)
    with pytest.raises(chromium.MissingBrowserError, match="make browser"):
        chromium.executable("")


def test_chosen_browser_that_does_not_run_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHROMIUM", "no-such-browser")
    with pytest.raises(chromium.MissingBrowserError, match=r"no-such-browser.*make browser"):
        chromium.executable("")


def test_browser_that_is_named_goes_before_the_systems(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHROMIUM", sys.executable)  # anything that answers to --version
    assert chromium.executable("") == sys.executable


def test_no_test_installs_anything_and_ci_installs_before_it_tests() -> None:
    lines = [
        (path, line)
        for path in tracked()
        if path.is_relative_to(ROOT / "tests") and path.suffix == ".py"
        for line in lines_of(path)
    ]
    assert lines
    assert [each for each in lines if any(words in each[1] for words in CHANGES_A_MACHINE)] == []
    commands = [line.split(" </dev/null")[0] for line in lines_of(ROOT / ".ci" / "run")]
    assert commands.index("make --jobs=2 browser check") < commands.index("make test")
