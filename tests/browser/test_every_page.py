"""Every page in every look: it opens, fits the window, reports no error, and axe finds nothing."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page
from playwright.sync_api import TimeoutError as PlaywrightTimeout

from tests.browser.visits import ADDRESSES, ALIKE, DARK, LIGHT, PHONE, Look, complaints_of, settle

pytestmark = pytest.mark.browser

TOO_WIDE = """() => [document.documentElement, ...document.querySelectorAll(
        '[data-testid=stMain], [data-testid=stMainBlockContainer]')]
    .filter((element) => element.scrollWidth > element.clientWidth)
    .map((one) =>
        `${one.dataset.testid ?? one.tagName}: ${one.scrollWidth} > ${one.clientWidth}`)"""

# The page's background and every chart on it, each once.
THEMES = """() => {
    const paper = getComputedStyle(document.querySelector('.stApp')).backgroundColor;
    const inks = [...document.querySelectorAll('.js-plotly-plot')]
        .map((chart) => chart.layout.template.layout.font.color);
    const themes = [Number(paper.match(/\\d+/)[0]) < 128 ? 'dark' : 'light',
        ...inks.map((ink) => parseInt(ink.slice(1, 3), 16) < 128 ? 'light' : 'dark')];
    return [...new Set(themes)];
}"""

# Streamlit 1.67 puts each group of the navigation into a <div> between <ul> and <li>.
# No setting changes that.
GROUPED_NAVIGATION = ("list", "listitem")
# What Plotly draws inside its pictures has no role and no name, but there are thousands of elements of it.
INSIDE_CHARTS = ".main-svg > g"
IN_NAVIGATION = "(target) => document.querySelector(target).closest('[data-testid=stSidebarNav]') !== null"


REACHED = """(path) => [...document.querySelectorAll('[data-testid=stSidebarNav] a')]
    .find((link) => link.pathname === path).click()"""


@dataclass(slots=True)
class Visit:
    """What one visit to a page found, in the looks that it was seen in: the themes, and what is wrong."""

    themes: list[str] = field(default_factory=list)
    exceptions: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)  # of the browser's console
    too_wide: list[str] = field(default_factory=list)
    axe: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Tab:
    """A page that stays open while its reader goes from one to the next."""

    page: Page
    complaints: list[str]
    themes: list[Look] = field(default_factory=lambda: [LIGHT, DARK])


@pytest.fixture(scope="module")
def tab(lab: str, reader: Callable[[Look], BrowserContext]) -> Iterator[Tab]:
    page = reader(LIGHT).new_page()
    complaints = complaints_of(page)
    page.goto(lab)
    settle(page)
    yield Tab(page, complaints)
    page.close()


@pytest.mark.parametrize("address", [*ADDRESSES, *ALIKE[::2]])
def test_page_opened_on_a_phone_fits_it_and_is_accessible(
    lab: str, reader: Callable[[Look], BrowserContext], address: str
) -> None:
    page = reader(PHONE).new_page()
    found = Visit(complaints=complaints_of(page))
    page.goto(lab + address)
    settle(page)
    look_around(page, PHONE, found)
    page.close()
    assert found == Visit(themes=[PHONE.theme])


@pytest.mark.parametrize("address", [*ADDRESSES, *ALIKE[1::2]])
def test_page_reached_from_another_fits_and_is_accessible_in_both_themes(
    lab: str, tab: Tab, address: str
) -> None:
    del tab.complaints[:]
    if "?" in address:  # a link with settings opens the lab anew
        tab.page.goto(lab + address)
    else:
        tab.page.evaluate(REACHED, address)
        tab.page.wait_for_function("(path) => location.pathname === path", arg=address)
    settle(tab.page)
    found = Visit(complaints=tab.complaints)
    # A theme changes colours only: what else axe asks has the same answer in the second one.
    for look, rules in zip(tab.themes, ((), ("color-contrast",)), strict=True):
        tab.page.emulate_media(color_scheme=look.theme)
        look_around(tab.page, look, found, rules)
    assert found == Visit(themes=[look.theme for look in tab.themes])
    tab.themes.reverse()  # the next page begins in the theme that this one ends in


def look_around(page: Page, look: Look, found: Visit, rules: Sequence[str] = ()) -> None:
    """Note what is wrong with a page once it is drawn in this look; of axe's rules, ask these or all."""
    with suppress(PlaywrightTimeout):
        page.wait_for_function(f"(theme) => String(({THEMES})()) === theme", arg=look.theme)
    settle(page)
    found.themes += page.evaluate(THEMES)
    found.exceptions += page.get_by_test_id("stException").all_inner_texts()
    found.too_wide += page.evaluate(TOO_WIDE)
    found.axe += (f"{look.name}: {finding}" for finding in axe_findings(page, rules))


def axe_findings(page: Page, rules: Sequence[str]) -> list[str]:
    """What axe objects to, one line for each element."""
    # Details of what is right would take axe three times as long to gather.
    asked: dict[str, Any] = {"resultTypes": ["violations"]}
    if rules:
        asked["runOnly"] = list(rules)
    answer = Axe().run(page, context={"exclude": [INSIDE_CHARTS]}, options=asked).response
    violations: list[dict[str, Any]] = answer["violations"]
    return [
        f"{violation['id']}: {node['html'][:200]}: {node['failureSummary']}"
        for violation in violations
        for node in violation["nodes"]
        if not (violation["id"] in GROUPED_NAVIGATION and page.evaluate(IN_NAVIGATION, node["target"][0]))
    ]
