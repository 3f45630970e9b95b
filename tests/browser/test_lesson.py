"""A lesson is given with a clicker, from first to last step, and the notes follow in another window."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from content.lesson import lessons
from pages.lessons.places import Place
from tests.browser.stage import slider
from tests.browser.visits import LIGHT, PATIENCE, Look, opened, settle

pytestmark = pytest.mark.browser

LESSON = lessons()["why-gradients-vanish"]
BAR = ".st-key-lesson-bar"


def wait_for_step(page: Page, number: int) -> None:
    """Wait until a step's bar stands above its page."""
    place = Place(LESSON, number)
    expect(page.locator(BAR)).to_contain_text(f"step {number} of {len(LESSON.steps)}", timeout=PATIENCE)
    page.wait_for_url(re.compile(re.escape(place.step.open.partition("?")[0])), timeout=PATIENCE)
    settle(page)


def test_a_lesson_is_given_with_a_clicker_and_the_notes_follow(
    lab: str, reader: Callable[[Look], BrowserContext]
) -> None:
    context = reader(LIGHT)
    with opened(context, f"{lab}/lessons") as page:
        page.locator(f".st-key-start-{LESSON.key} button").click()
        wait_for_step(page, 1)
        page.get_by_role("button", name="Notes", exact=True).click()
        address = page.get_by_role("link", name="Open the notes").get_attribute("href")
        page.keyboard.press("Escape")
        with opened(context, f"{lab}/lessons?{(address or '').partition('?')[2]}") as notes:
            for number, step in enumerate(LESSON.steps, 1):
                wait_for_step(page, number)
                expect(notes.get_by_role("heading", name=step.title, exact=True)).to_be_visible(
                    timeout=PATIENCE
                )
                if number < len(LESSON.steps):
                    page.keyboard.press("PageDown")
        page.keyboard.press("ArrowLeft")
        wait_for_step(page, len(LESSON.steps) - 1)


def test_a_step_shows_its_own_state_and_a_slider_keeps_its_keys(
    lab: str, reader: Callable[[Look], BrowserContext]
) -> None:
    with opened(reader(LIGHT), f"{lab}{Place(LESSON, 2).address}") as page:
        thumb = page.locator(".st-key-x input[type=range]")
        thumb.focus()
        page.keyboard.press("ArrowRight")
        settle(page)
        assert slider(page, "x") > 0
        expect(page.locator(BAR)).to_contain_text("step 2 of")
        thumb.blur()
        page.keyboard.press("PageUp")
        wait_for_step(page, 1)
        page.keyboard.press("PageDown")
        wait_for_step(page, 2)
        assert slider(page, "x") == 0
