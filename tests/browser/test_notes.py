"""The notes put to the test, in a browser: sort, open, break it, run again, print."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, expect

from content.evidence import evidence
from content.loader import page as text_of
from tests.browser.hold import Hold
from tests.browser.visits import LIGHT, PATIENCE, Look, opened, settle

pytestmark = pytest.mark.browser

LABELS = text_of("notes").texts
CLAIM = "relu-remedy-rate"


def test_a_class_votes_sorts_and_breaks_a_claim(lab: str, reader: Callable[[Look], BrowserContext]) -> None:
    context = reader(LIGHT)
    with opened(context, f"{lab}/notes?claim={CLAIM}&predict=yes") as page:
        shown = page.locator(f".st-key-claim-{CLAIM}")
        expect(shown.get_by_text(LABELS["vote.question"])).to_be_visible()
        shown.get_by_role("button", name=LABELS["vote.holds"], exact=True).click()
        expect(shown.get_by_text(LABELS["outcome.does-not-hold"]).first).to_be_visible(timeout=PATIENCE)
        settle(page)

        page.get_by_role("combobox", name=LABELS["control.sort"]).click()
        page.get_by_role("option", name=LABELS["control.sort.stability"]).click()
        expect(page).to_have_url(re.compile("sort=stability"), timeout=PATIENCE)
        settle(page)

        flip = evidence()[CLAIM].flip
        assert flip is not None
        shown.get_by_role("link", name=re.compile(re.escape(flip.label))).click()
        expect(page).to_have_url(re.compile(r"/train\?.*optimiser=sgd"), timeout=PATIENCE)


def test_a_claim_is_examined_again_with_seconds_and_a_way_to_cancel(
    lab: str, hold: Hold, reader: Callable[[Look], BrowserContext]
) -> None:
    hold.at(0)
    with opened(reader(LIGHT), f"{lab}/notes?claim=sigmoid-layer-rates") as page:
        shown = page.locator(".st-key-claim-sigmoid-layer-rates")
        shown.get_by_role("button", name=LABELS["run.again"]).click()
        expect(shown.get_by_text(re.compile(r"Examining: \d+ s of about"))).to_be_visible(timeout=PATIENCE)
        shown.get_by_role("button", name=LABELS["run.stop"]).click()
        expect(shown.get_by_role("button", name=LABELS["run.again"])).to_be_visible(timeout=PATIENCE)
    hold.end()
    with opened(reader(LIGHT), f"{lab}/notes?claim=relu-step") as page:
        shown = page.locator(".st-key-claim-relu-step")
        shown.get_by_role("button", name=LABELS["run.again"]).click()
        expect(shown.get_by_text("seeds 10 to 19").first).to_be_visible(timeout=PATIENCE)


def test_the_printed_page_has_all_claims_and_none_of_the_controls(
    lab: str, reader: Callable[[Look], BrowserContext]
) -> None:
    with opened(reader(LIGHT), f"{lab}/notes?print=yes") as page:
        page.emulate_media(media="print")
        expect(page.locator("[class*='st-key-claim-']:visible")).to_have_count(len(evidence()))
        expect(page.get_by_test_id("stSidebar")).to_be_hidden()
        expect(page.locator(".st-key-notes-controls")).to_be_hidden()
        charts = sum(found.chart is not None for found in evidence().values())
        expect(page.locator(".js-plotly-plot:visible")).to_have_count(charts)
