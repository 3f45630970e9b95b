"""A printed page: every chart fits on A4, and what cannot be pressed there is left out."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser import stage
from tests.browser.train.training_page import SHORT
from tests.browser.visits import LIGHT, PATIENCE, Look, opened

pytestmark = pytest.mark.browser

BETWEEN_MARGINS = 703  # pixels of A4's 794
LAPTOP_OF_A_TEACHER = Look("wide", "light", 1920, 1000)
WIDE = ".js-plotly-plot, .stDataFrame"

# Who prints gets the charts as they are drawn; here a window without its sidebar would have them drawn wider.
AS_ON_THE_SCREEN = """() => {
    const page = document.querySelector('.stMainBlockContainer');
    const { width, padding } = getComputedStyle(page);
    Object.assign(page.style, { width, padding });
}"""
# Says that printing begins until the page has answered, since its scripts may still be on their way.
PRINTING = f"""() => {{
    window.dispatchEvent(new Event('beforeprint'));
    const wide = [...document.querySelectorAll('{WIDE}')];
    return wide.length > 0 && wide.every((each) => each.style.getPropertyValue('--on-paper'));
}}"""
SCREEN = """(wide) => {
    document.querySelector('.stMainBlockContainer').removeAttribute('style');
    for (const each of document.querySelectorAll(wide)) each.style.removeProperty('--on-paper');
}"""
# Of what is drawn; the boxes around it are as wide as what surrounds them.
WIDTHS = "() => [...document.querySelectorAll('.main-svg')].map((each) => each.getBoundingClientRect().width)"


@pytest.mark.parametrize("address", ["/compare", f"/train?{SHORT}", "/make-your-own"])
def test_what_is_wide_fits_between_the_margins_and_no_button_is_printed(
    lab: str, reader: Callable[[Look], BrowserContext], address: str
) -> None:
    with opened(reader(LAPTOP_OF_A_TEACHER), f"{lab}{address}") as page:
        page.evaluate(stage.RESTS, ".stMain")
        wide = max(page.evaluate(WIDTHS))
        assert wide > BETWEEN_MARGINS, "nothing here needs to be fitted"
        assert_fits_on_paper(page)
        back_to_the_screen(page)
        page.set_viewport_size({"width": LIGHT.width, "height": LIGHT.height})
        page.wait_for_function(f"(wide) => Math.max(...({WIDTHS})()) < wide - 100", arg=wide)
        page.evaluate(stage.RESTS, ".stMain")
        assert_fits_on_paper(page)


def assert_fits_on_paper(page: Page) -> None:
    page.evaluate(AS_ON_THE_SCREEN)
    page.wait_for_function(PRINTING, timeout=PATIENCE)
    page.emulate_media(media="print")
    assert max(page.evaluate(WIDTHS)) <= BETWEEN_MARGINS
    expect(page.get_by_test_id("stSidebar")).to_be_hidden()
    for button in page.locator(".stButton, .scrub button, .modebar").all():
        expect(button).to_be_hidden()


def back_to_the_screen(page: Page) -> None:
    """Undo what was set for printing, the widths that were measured for paper too."""
    page.emulate_media(media="screen")
    page.evaluate(SCREEN, WIDE)
