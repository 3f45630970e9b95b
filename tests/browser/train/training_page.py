"""A short run on the training page, for tests that touch what it shows."""

import re

from playwright.sync_api import Page, expect

from content.loader import page as page_text
from tests.browser import stage
from tests.browser.visits import PATIENCE, settle

TOPICS = {topic: page_text("train").texts[f"details.{topic}"] for topic in ("closer", "units", "layers")}
LAST = 60
SHORT = f"steps={LAST}&depth=2&width=4&functions=sigmoid,tanh"
CURSORS = """() => {
    const chart = document.querySelector('.st-key-gradients .js-plotly-plot');
    const steps = [...chart.querySelectorAll('.shapelayer path')].map((line, index) => {
        const axis = chart._fullLayout[`xaxis${index === 0 ? '' : index + 1}`];
        return axis.p2d(Number(line.getAttribute('d').slice(1).split(',')[0]) - axis._offset);
    });
    return steps;
}"""
SHOWN = "() => Number(document.querySelector('.scrub output').textContent)"


def ready(page: Page) -> None:
    """Wait until a run's charts and scrubber are there."""
    expect(page.locator(".st-key-learning .js-plotly-plot")).to_be_visible(timeout=PATIENCE)
    expect(page.locator(".scrub output")).not_to_be_empty(timeout=PATIENCE)
    settle(page)


def look_at(page: Page, topic: str) -> None:
    """Choose a closer look, and wait until what belongs to it is drawn."""
    page.locator(".st-key-details").get_by_role("radio", name=TOPICS[topic]).click()
    page.wait_for_url(f"**details={topic}**", timeout=PATIENCE)
    settle(page)


def back_to_the_end(page: Page) -> None:
    """Bring a short run to its last step, and wait until the server has answered and all is drawn."""
    scrub_to(page, 1)  # so that the address says what follows, not what stood there before
    page.wait_for_url(re.compile(r"step=1\b"), timeout=PATIENCE)
    scrub_to(page, LAST)
    page.wait_for_url(re.compile(rf"step={LAST}\b"), timeout=PATIENCE)
    settle(page)
    page.evaluate(stage.RESTS, ".stMain")


def scrub_to(page: Page, step: int) -> None:
    page.locator(".scrub input").fill(str(step))
    expect(page.locator(".scrub output")).to_have_text(str(step))
