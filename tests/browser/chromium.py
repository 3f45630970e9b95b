"""Finds a Chromium for the browser tests, and installs one where there is none."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

from playwright.sync_api import Browser, Playwright

from tests import packages

# The first is the same browser without the parts that draw windows, and a little faster.
COMMANDS = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
)
# Quiet and bounded: no sandbox in a container, no graphics card, nothing sent anywhere.
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
ADVICE = (
    "The browser tests need Chromium: install the package `chromium` of your system, or put the path of a "
    "Chromium or Chrome into the environment variable CHROMIUM."
)


def launch(playwright: Playwright) -> Browser:
    """Start the browser that all tests share."""
    return playwright.chromium.launch(executable_path=executable(playwright), args=FLAGS)


@cache
def executable(playwright: Playwright) -> str:
    """Path of a Chromium that runs: the reader's choice, the system's, Playwright's own, or a new one."""
    chosen = os.environ.get("CHROMIUM")
    if chosen:
        if _runs(chosen):
            return chosen
        raise RuntimeError(f"CHROMIUM names {chosen}, which does not run as a browser. {ADVICE}")
    for found in _places(lambda: playwright.chromium.executable_path):
        if found and _runs(found):
            return found
    raise RuntimeError(ADVICE)


def _places(own: Callable[[], str]) -> Iterator[str | None]:
    yield from _on_path()
    yield own()
    if _succeeds(sys.executable, "-m", "playwright", "install", "chromium"):
        yield own()
    for package in COMMANDS[:2]:
        packages.install(package)
        yield from _on_path()


def _on_path() -> Iterator[str | None]:
    yield from map(shutil.which, COMMANDS)


def _runs(path: str) -> bool:
    return Path(path).exists() and _succeeds(path, "--version")


def _succeeds(*command: str) -> bool:
    quiet = subprocess.DEVNULL
    try:
        done = subprocess.run(
            command, check=False, stdin=quiet, stdout=quiet, stderr=quiet, timeout=packages.TAKES_AT_MOST
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0
