"""One step back in the browser is one step of the reader, however often the page has written its address."""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.visits import LIGHT, PATIENCE, Look, follow_link, opened, settle

pytestmark = pytest.mark.browser


@pytest.fixture
def formula(lab: str, reader: Callable[[Look], BrowserContext]) -> Iterator[Page]:
    """A page with a typed function, which the other pages take into their address by themselves."""
    with opened(reader(LIGHT), f"{lab}/make-your-own?f=a*x%2Bb&f_a=0.5") as page:
        yield page


def test_back_from_a_page_that_filled_in_its_address_leads_to_the_page_before(formula: Page) -> None:
    follow_link(formula, "Compare")
    expect(formula).to_have_url(re.compile(r"/compare\?.*f="), timeout=PATIENCE)
    settle(formula)
    formula.go_back()
    expect(formula).to_have_url(re.compile(r"/make-your-own\?.*f="), timeout=PATIENCE)
    expect(formula.locator(".st-key-f input")).to_have_value("a*x+b", timeout=PATIENCE)
    formula.go_forward()
    expect(formula).to_have_url(re.compile(r"/compare\?.*f=a"), timeout=PATIENCE)


def test_back_twice_at_once_leads_two_pages_back(formula: Page) -> None:
    for name, address in (("Compare", "compare"), ("Signal flow", "signal-flow")):
        follow_link(formula, name)
        expect(formula).to_have_url(re.compile(rf"/{address}\?.*f="), timeout=PATIENCE)
    formula.evaluate("() => { window.history.back(); window.history.back(); }")
    expect(formula).to_have_url(re.compile(r"/make-your-own\?.*f=a"), timeout=PATIENCE)
    expect(formula.locator(".st-key-f input")).to_have_value("a*x+b", timeout=PATIENCE)
    settle(formula)
    follow_link(formula, "Compare")
    expect(formula).to_have_url(re.compile(r"/compare\?f=a.*b&f_a=0\.5"), timeout=PATIENCE)


def test_one_step_back_takes_all_of_a_click_back(lab: str, reader: Callable[[Look], BrowserContext]) -> None:
    with opened(reader(LIGHT), f"{lab}/dead-neurons?steps=5") as page:
        page.locator(".st-key-way-narrow button").click()
        expect(page).to_have_url(re.compile(r"depth=10.*width=2|width=2.*depth=10"), timeout=PATIENCE)
        settle(page)
        page.go_back()
        expect(page).to_have_url(f"{lab}/dead-neurons?steps=5", timeout=PATIENCE)
