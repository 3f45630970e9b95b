"""Every page in every look: it opens, fits the window, reports no error, and axe finds nothing."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from itertools import cycle, product
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page

from tests.browser.visits import ADDRESSES, ALIKE, LOOKS, Look, complaints_of, settle

pytestmark = pytest.mark.browser

TOO_WIDE = """() => [document.documentElement, ...document.querySelectorAll(
        '[data-testid=stMain], [data-testid=stMainBlockContainer]')]
    .filter((element) => element.scrollWidth > element.clientWidth)
    .map((one) =>
        `${one.dataset.testid ?? one.tagName}: ${one.scrollWidth} > ${one.clientWidth}`)"""

# Streamlit 1.67 puts each group of the navigation into a <div> between <ul> and <li>.
# No setting changes that.
GROUPED_NAVIGATION = ("list", "listitem")
IN_NAVIGATION = "(target) => document.querySelector(target).closest('[data-testid=stSidebarNav]') !== null"


@dataclass(frozen=True, slots=True)
class Visit:
    """What one visit to a page found wrong."""

    exceptions: list[str]
    complaints: list[str]
    too_wide: list[str]
    axe: list[str]


@pytest.fixture(scope="session")
def visit(lab: str, reader: Callable[[Look], BrowserContext]) -> Callable[[str, Look], Visit]:
    """Visit a page in a look once; all tests of this file ask about the same visit."""

    @cache
    def once(address: str, look: Look) -> Visit:
        page = reader(look).new_page()
        complaints = complaints_of(page)
        page.goto(lab + address)
        settle(page)
        found = Visit(
            exceptions=page.get_by_test_id("stException").all_inner_texts(),
            too_wide=page.evaluate(TOO_WIDE),
            axe=axe_findings(page),
            complaints=complaints,
        )
        page.close()
        return found

    return once


def axe_findings(page: Page) -> list[str]:
    """What axe objects to, one line for each element."""
    violations: list[dict[str, Any]] = Axe().run(page).response["violations"]
    return [
        f"{violation['id']}: {node['html'][:200]}: {node['failureSummary']}"
        for violation in violations
        for node in violation["nodes"]
        if not (violation["id"] in GROUPED_NAVIGATION and page.evaluate(IN_NAVIGATION, node["target"][0]))
    ]


each_page_in_each_look = pytest.mark.parametrize(
    ("address", "look"),
    [
        pytest.param(
            address, look, id=f"{look.name}{address}", marks=pytest.mark.xdist_group(f"{look.name}{address}")
        )
        for address, look in (*product(ADDRESSES, LOOKS), *zip(ALIKE, cycle(LOOKS), strict=False))
    ],
)


@each_page_in_each_look
def test_page_opens_without_an_exception(
    visit: Callable[[str, Look], Visit], address: str, look: Look
) -> None:
    assert visit(address, look).exceptions == []


@each_page_in_each_look
def test_console_reports_no_error(visit: Callable[[str, Look], Visit], address: str, look: Look) -> None:
    assert visit(address, look).complaints == []


@each_page_in_each_look
def test_page_fits_the_window(visit: Callable[[str, Look], Visit], address: str, look: Look) -> None:
    assert visit(address, look).too_wide == []


@each_page_in_each_look
def test_axe_finds_nothing(visit: Callable[[str, Look], Visit], address: str, look: Look) -> None:
    assert visit(address, look).axe == []
