"""The projector view and the link: what the back row reads and takes along; in by a key and out again."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.visits import ADDRESSES, PATIENCE, Look, opened, settle

pytestmark = pytest.mark.browser

LARGE = Look("projector", "light", 1920, 1080)
IN_PROJECTOR_VIEW, IN_CHARTS = 22, 14  # pixels
# The smaller ones of all texts that are seen. What KaTeX sets smaller belongs to a formula; a table that is
# drawn on a canvas has its text a second time, unseen.
SMALLER = """([least, within]) => {
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found = [];
    while (texts.nextNode()) {
        const [text, around] = [texts.currentNode.textContent.trim(), texts.currentNode.parentElement];
        if (!text || !around.closest(within)) continue;
        if (around.closest('style, script, noscript, canvas, .katex')) continue;
        if (!around.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
        const size = parseFloat(getComputedStyle(around).fontSize);
        if (size < least && around.getBoundingClientRect().width > 2) found.push(`${size}: ${text}`);
    }
    return found;
}"""
SEEN_TEXTS = "() => document.querySelectorAll('.main-svg text').length"
# A button with help has the same mark around it as a label has beside it.
HELP_MARKS = """() => [...document.querySelectorAll('[data-testid=stTooltipIcon]')]
    .filter((mark) => mark.checkVisibility() && !mark.closest('.stButton')).length"""
NAVIGATION = "stSidebar"


def linked(lab: str, address: str) -> str:
    return f"{lab}{address}{'&' if '?' in address else '?'}projector=yes"


@pytest.mark.parametrize("address", ADDRESSES)
def test_no_text_of_a_page_in_projector_view_is_smaller_than_the_back_row_reads(
    lab: str, reader: Callable[[Look], BrowserContext], address: str
) -> None:
    with opened(reader(LARGE), linked(lab, address)) as page:
        expect(page.get_by_test_id(NAVIGATION)).to_be_hidden()
        assert page.evaluate(HELP_MARKS) == 0
        if address == "/train":  # a button with help is no help mark
            expect(page.get_by_role("button", name="New weights")).to_be_visible()
        assert page.evaluate(SMALLER, [IN_PROJECTOR_VIEW, "body"]) == []
        assert page.evaluate("() => document.querySelector('.stMain').scrollWidth") <= LARGE.width


@pytest.mark.parametrize("address", ["/leaky-relu", "/train", "/notes", "/signal-flow", "/dead-neurons"])
def test_no_text_of_a_chart_is_too_small_for_a_large_screen(
    lab: str, reader: Callable[[Look], BrowserContext], address: str
) -> None:
    with opened(reader(LARGE), f"{lab}{address}") as page:
        assert page.evaluate(SEEN_TEXTS) > 0
        assert page.evaluate(SMALLER, [IN_CHARTS, ".main-svg"]) == []


def test_a_key_turns_the_view_on_and_off_but_not_in_a_field_and_it_goes_along_to_other_pages(
    lab: str, reader: Callable[[Look], BrowserContext]
) -> None:
    with opened(reader(LARGE), f"{lab}/make-your-own") as page:
        field = page.get_by_label("f(x)").first
        field.press("End")
        field.press("p")
        expect(page.get_by_test_id(NAVIGATION)).to_be_visible()
        page.keyboard.press("Escape")
        field.evaluate("(element) => element.blur()")
        page.goto(f"{lab}/")
        settle(page)
        turn(page, is_on=True)
        page.get_by_test_id("stMain").get_by_role("link", name="ReLU", exact=True).click()
        page.wait_for_function("() => location.pathname === '/relu' && location.search === '?projector=yes'")
        settle(page)
        expect(page.get_by_test_id(NAVIGATION)).to_be_hidden()
        turn(page, is_on=False)


def turn(page: Page, *, is_on: bool) -> None:
    page.keyboard.press("p")
    page.wait_for_function(
        "(on) => location.search.includes('projector=yes') === on", arg=is_on, timeout=PATIENCE
    )
    settle(page)
    navigation = page.get_by_test_id(NAVIGATION)
    (expect(navigation).to_be_hidden if is_on else expect(navigation).to_be_visible)()


def test_the_link_is_copied_as_the_address_has_it_without_the_view_and_stands_in_a_code_too(
    lab: str, reader: Callable[[Look], BrowserContext]
) -> None:
    with opened(reader(LARGE), f"{lab}/leaky-relu?alpha=0.3&projector=yes") as page:
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        page.get_by_role("button", name="Link", exact=True).click()
        expect(page.get_by_role("img", name="QR code")).to_be_visible()
        page.get_by_role("button", name="Copy link").click()
        expect(page.locator(".share output")).to_have_text("Copied")
        assert page.evaluate("() => navigator.clipboard.readText()") == f"{lab}/leaky-relu?alpha=0.3"
        box, fits = page.locator(".share img").bounding_box(), LARGE.height
        assert box is not None
        assert box["height"] > fits / 2
        assert box["y"] + box["height"] < fits
