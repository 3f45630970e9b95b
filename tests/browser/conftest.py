"""One server and one browser for all browser tests; a context for each look."""

from collections.abc import Callable, Iterator
from functools import cache

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from experiments.queue.hold import HOLD
from server.compression import compress_well
from tests.browser import chromium, server
from tests.browser.hold import Hold
from tests.browser.train.training_page import SHORT, back_to_the_end, ready
from tests.browser.visits import LIGHT, PATIENCE, Look, context_for, opened

expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        try:
            launched = chromium.launch(playwright)
        except chromium.MissingBrowserError as missing:
            pytest.fail(str(missing), pytrace=False)
        yield launched
        launched.close()


@pytest.fixture(scope="session")
def held(tmp_path_factory: pytest.TempPathFactory) -> Hold:
    return Hold(tmp_path_factory.mktemp("hold") / "at")


@pytest.fixture
def hold(held: Hold) -> Iterator[Hold]:
    yield held
    held.end()


@pytest.fixture(scope="session")
def lab(tmp_path_factory: pytest.TempPathFactory, held: Hold) -> Iterator[str]:
    """The address of a running server, its files compressed as `make` leaves them."""
    compress_well()
    log = tmp_path_factory.mktemp("server") / "output.txt"
    with server.running(log, {HOLD: str(held.place)}) as address:
        yield address


@pytest.fixture(scope="session")
def reader(browser: Browser, lab: str) -> Callable[[Look], BrowserContext]:
    """The context of a look: shared, because its cache holds the scripts that every page loads.

    A page that stays open keeps the process that draws, and so the scripts that it has compiled.
    """

    @cache
    def context(look: Look) -> BrowserContext:
        opened = context_for(browser, look)
        opened.new_page().goto(f"{lab}/_stcore/health")
        return opened

    return context


@pytest.fixture
def short_run(lab: str, reader: Callable[[Look], BrowserContext]) -> Iterator[Page]:
    """A short run for a test that changes it."""
    with opened(reader(LIGHT), f"{lab}/train?{SHORT}") as page:
        ready(page)
        yield page


@pytest.fixture(scope="module")
def run_of_a_module(lab: str, reader: Callable[[Look], BrowserContext]) -> Iterator[Page]:
    with opened(reader(LIGHT), f"{lab}/train?{SHORT}") as page:
        ready(page)
        yield page


@pytest.fixture
def finished_run(run_of_a_module: Page) -> Page:
    """A short run for tests that only move through it: opened once for a module, and at its last step."""
    back_to_the_end(run_of_a_module)
    return run_of_a_module
