"""Finds a Chromium for the browser tests; `python -m tests.browser.chromium` says which one that is."""

import os
import shutil
import subprocess
import sys

from playwright.sync_api import Browser, Playwright, sync_playwright

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
    # A page's scripts stay compiled for the next one, as long as a page of the same reader is open.
    "--process-per-site",
)
ADVICE = (
    "The browser tests need Chromium: run `make browser`, or put the path of a Chromium or Chrome into the "
    "environment variable CHROMIUM."
)
ANSWERS_WITHIN = 60.0  # seconds, to the question for its version


class MissingBrowserError(RuntimeError):
    """There is no Chromium that runs; the message says what to do."""


def launch(playwright: Playwright) -> Browser:
    """Start the browser that all tests share."""
    found = executable(playwright.chromium.executable_path)
    return playwright.chromium.launch(executable_path=found, args=FLAGS)


def executable(own: str) -> str:
    """Path of a Chromium that runs: the reader's choice, the system's, or Playwright's own."""
    chosen = os.environ.get("CHROMIUM")
    if chosen:
        if _runs(chosen):
            return chosen
        raise MissingBrowserError(f"CHROMIUM names {chosen}, which does not run as a browser. {ADVICE}")
    for found in (*map(shutil.which, COMMANDS), own):
        if found and _runs(found):
            return found
    raise MissingBrowserError(ADVICE)


def main() -> int:
    """Print the path; the exit status is 1 when there is none."""
    with sync_playwright() as playwright:
        own = playwright.chromium.executable_path
    try:
        sys.stdout.write(f"{executable(own)}\n")
    except MissingBrowserError as missing:
        sys.stderr.write(f"{missing}\n")
        return 1
    return 0


def _runs(path: str) -> bool:
    quiet = subprocess.DEVNULL
    try:
        done = subprocess.run(
            [path, "--version"], check=False, stdin=quiet, stdout=quiet, stderr=quiet, timeout=ANSWERS_WITHIN
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


if __name__ == "__main__":
    sys.exit(main())
