"""What a visit costs the network, and what the headers allow."""

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.train.training_page import ready
from tests.browser.visits import LIGHT, bytes_received, context_for, settle

pytestmark = pytest.mark.browser

FIRST_VISIT_BYTES = 2_300_000
REPEAT_VISIT_BYTES = 20_000
CHART_PAGE = "/leaky-relu"
ICONS = "() => document.querySelectorAll('[data-testid=stIconMaterial]').length"
# An icon is as wide as high; the letters of its name take more.
SPELT_OUT = """() => [...document.querySelectorAll('[data-testid=stIconMaterial]')]
    .filter((icon) => icon.scrollWidth > 1.5 * parseFloat(getComputedStyle(icon).fontSize))
    .map((icon) => icon.textContent)"""


def test_first_visit_is_small_and_has_every_icon_and_the_next_one_is_tiny(browser: Browser, lab: str) -> None:
    context = context_for(browser, LIGHT)
    first, again = (bytes_of_a_visit(context, lab + CHART_PAGE) for _ in range(2))
    context.close()
    assert 1_000_000 < first <= FIRST_VISIT_BYTES
    assert 0 < again < REPEAT_VISIT_BYTES


def test_a_training_run_sends_less_than_three_megabytes_and_its_page_has_every_icon(
    browser: Browser, lab: str
) -> None:
    context = context_for(browser, LIGHT)
    page = context.new_page()
    received = bytes_received(page)
    page.goto(f"{lab}/train")
    ready(page)
    assert 10_000 < sum(received) < 3_000_000
    assert_every_icon_is_drawn(page)
    context.close()


def assert_every_icon_is_drawn(page: Page) -> None:
    assert page.evaluate(ICONS) > 0
    assert page.evaluate(SPELT_OUT) == []


def bytes_of_a_visit(context: BrowserContext, address: str) -> float:
    """What went over the network for files, headers and all; the socket is another test's matter."""
    page = context.new_page()
    sizes: list[float] = []
    devtools = context.new_cdp_session(page)
    devtools.on("Network.loadingFinished", lambda loaded: sizes.append(loaded["encodedDataLength"]))
    devtools.send("Network.enable")
    page.goto(address)
    settle(page)
    assert_every_icon_is_drawn(page)
    page.close()
    return sum(sizes)
