"""The training page's hidden units and mix-ups: scrubbed, selected, in the link."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.train.training_page import CURSORS, SHORT, SHOWN, look_at, ready, scrub_to
from tests.browser.visits import LIGHT, PATIENCE, Look, opened, settle

pytestmark = pytest.mark.browser


def test_scrubbing_moves_the_maps_of_the_hidden_units(finished_run: Page) -> None:
    look_at(finished_run, "units")
    for chart in ("units", "unit-map"):
        # the last: while Plotly draws a new picture the old one is still there
        picture = finished_run.locator(f".st-key-{chart} .imagelayer image").last
        end = picture.get_attribute("href")
        scrub_to(finished_run, 0)
        expect(picture).not_to_have_attribute("href", end or "")
        scrub_to(finished_run, 60)
        expect(picture).to_have_attribute("href", end or "")


def test_a_thumbnail_that_is_clicked_is_enlarged_and_a_colleague_sees_it_at_the_step_that_was_let_go(
    short_run: Page,
) -> None:
    look_at(short_run, "units")
    scrub_to(short_run, 20)
    short_run.wait_for_url("**step=20**", timeout=PATIENCE)
    settle(short_run)
    before = short_run.locator(".st-key-unit-map .imagelayer image").last.get_attribute("href")
    thumbnail = short_run.locator(".st-key-units .points path").nth(6)  # layer 2, unit 3 of two times four
    thumbnail.hover(force=True)
    short_run.wait_for_function(
        "() => document.querySelector('.st-key-units .js-plotly-plot')._hoverdata?.[0]?.pointNumber === 6",
        timeout=PATIENCE,
    )
    short_run.mouse.down()
    short_run.mouse.up()
    short_run.wait_for_url("**layer=2&unit=3**", timeout=PATIENCE)
    settle(short_run)
    enlarged = short_run.locator(".st-key-unit-map .imagelayer image").last
    expect(enlarged).not_to_have_attribute("href", before or "")
    with opened(short_run.context, short_run.url) as page:
        ready(page)
        assert page.evaluate(SHOWN) == 20
        page.wait_for_function(f"() => ({CURSORS})().every((at) => Math.abs(at - 20) < 0.5)")
        expect(page.get_by_text("layer 2, unit 3")).to_be_visible()
        expect(page.locator(".st-key-unit-map .imagelayer image").last).to_have_attribute(
            "href", enlarged.get_attribute("href") or ""
        )


def test_scrubbing_moves_the_table_of_mix_ups(lab: str, reader: Callable[[Look], BrowserContext]) -> None:
    with opened(reader(LIGHT), f"{lab}/train?{SHORT}&dataset=digits&samples=200&width=16") as page:
        ready(page)
        share = page.locator(".st-key-confusion .annotation text").last
        end = share.text_content() or ""
        cells = "() => JSON.stringify(document.querySelector('.st-key-confusion .js-plotly-plot').data[1].z)"
        table = page.evaluate(cells)
        scrub_to(page, 0)
        expect(share).not_to_have_text(end)
        page.wait_for_function(f"(before) => ({cells})() !== before", arg=table)
