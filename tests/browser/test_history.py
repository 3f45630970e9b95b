"""One step back in the browser is one step of the reader, however often the page has written its address."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.visits import LIGHT, PATIENCE, Look, follow_link, opened, settle

pytestmark = pytest.mark.browser


def test_one_step_back_leads_to_the_page_before_and_two_at_once_lead_two_pages_back(
    lab: str, reader: Callable[[Look], BrowserContext]
) -> None:
    # a page with a typed function, which the other pages take into their address by themselves
    with opened(reader(LIGHT), f"{lab}/make-your-own?f=a*x%2Bb&f_a=0.5") as page:
        one_step_back_and_forward(page)
        two_steps_back_at_once(page)


def one_step_back_and_forward(formula: Page) -> None:
    """Leave the page with the function, come back to it and go forward again."""
    follow_link(formula, "Compare")
    expect(formula).to_have_url(re.compile(r"/compare\?.*f="), timeout=PATIENCE)
    settle(formula)
    formula.go_back()
    expect(formula).to_have_url(re.compile(r"/make-your-own\?.*f="), timeout=PATIENCE)
    expect(formula.locator(".st-key-f input")).to_have_value("a*x+b", timeout=PATIENCE)
    formula.go_forward()
    expect(formula).to_have_url(re.compile(r"/compare\?.*f=a"), timeout=PATIENCE)
    settle(formula)


def two_steps_back_at_once(formula: Page) -> None:
    """Go on from the second page to a third, and from there back to the first."""
    follow_link(formula, "Signal flow")
    expect(formula).to_have_url(re.compile(r"/signal-flow\?.*f="), timeout=PATIENCE)
    formula.evaluate("() => { window.history.back(); window.history.back(); }")
    expect(formula).to_have_url(re.compile(r"/make-your-own\?.*f=a"), timeout=PATIENCE)
    expect(formula.locator(".st-key-f input")).to_have_value("a*x+b", timeout=PATIENCE)
    settle(formula)
    follow_link(formula, "Compare")
    expect(formula).to_have_url(re.compile(r"/compare\?f=a.*b&f_a=0\.5"), timeout=PATIENCE)
