"""One server and one browser for all browser tests; a context for each look."""

from collections.abc import Callable, Iterator
from functools import cache

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from server.compression import compress_well
from tests.browser import chromium, server
from tests.browser.training_page import SHORT, ready
from tests.browser.visits import LIGHT, Look, context_for, opened


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
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a running server, its files compressed as `make` leaves them."""
    compress_well()
    with server.running(tmp_path_factory.mktemp("server") / "output.txt") as address:
        yield address


@pytest.fixture(scope="session")
def reader(browser: Browser) -> Callable[[Look], BrowserContext]:
    """The context of a look: shared, because its cache holds the scripts that every page loads."""

    @cache
    def context(look: Look) -> BrowserContext:
        return context_for(browser, look)

    return context


@pytest.fixture
def short_run(lab: str, reader: Callable[[Look], BrowserContext]) -> Iterator[Page]:
    with opened(reader(LIGHT), f"{lab}/train?{SHORT}") as page:
        ready(page)
        yield page
