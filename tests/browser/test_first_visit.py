"""What the first visitor of a fresh server gets, and what a visit sends over the socket."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.browser import server, stage
from tests.browser.visits import LIGHT, PATIENCE, Look, bytes_received, settle

pytestmark = pytest.mark.browser

FUNCTION_PAGE_BYTES = 1_000_000

NOTE_DIALOGS = """() => {
    window.dialogs = [];
    new MutationObserver(() => {
        for (const one of document.querySelectorAll('[role=dialog]')) window.dialogs.push(one.innerText);
    }).observe(document, { subtree: true, childList: true });
}"""


def test_link_that_is_a_fresh_servers_first_request_shows_its_page(
    reader: Callable[[Look], BrowserContext], tmp_path: Path
) -> None:
    with server.running(tmp_path / "output.txt") as lab:
        page = reader(LIGHT).new_page()
        page.add_init_script(f"({NOTE_DIALOGS})()")
        page.goto(f"{lab}/leaky-relu")
        settle(page)
        expect(page).to_have_title("LeakyReLU · Activation Lab", timeout=PATIENCE)
        assert page.evaluate("() => window.dialogs") == []
        page.close()


def test_visit_to_a_function_page_stays_under_a_megabyte(
    lab: str, reader: Callable[[Look], BrowserContext]
) -> None:
    page = reader(LIGHT).new_page()
    received = bytes_received(page)
    page.goto(f"{lab}/leaky-relu")
    settle(page)
    stage.drag_alpha(page, to=0.5, steps=20)
    stage.drag_in_chart(page, start=0.5, end=0.3)
    page.locator(".st-key-show-leaky-parameter button").click()
    page.wait_for_function(f"() => ({stage.SLIDER})('alpha') === 1", timeout=PATIENCE)
    settle(page)
    page.close()
    assert 10_000 < sum(received) < FUNCTION_PAGE_BYTES
