"""A short run on the training page, for tests that touch what it shows."""

from playwright.sync_api import Page, expect

from tests.browser.visits import PATIENCE, settle

SHORT = "steps=60&depth=2&width=4&functions=sigmoid,tanh"


def ready(page: Page) -> None:
    """Wait until a run's charts and scrubber are there."""
    expect(page.locator(".st-key-learning .js-plotly-plot")).to_be_visible(timeout=PATIENCE)
    expect(page.locator(".scrub output")).not_to_be_empty(timeout=PATIENCE)
    settle(page)


def scrub_to(page: Page, step: int) -> None:
    page.locator(".scrub input").fill(str(step))
    expect(page.locator(".scrub output")).to_have_text(str(step))
