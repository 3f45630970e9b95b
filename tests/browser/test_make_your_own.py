"""Typing a function: the curve follows, an error leaves it, sliders move it, a link brings it back."""

import json
import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser import stage
from tests.browser.visits import LIGHT, PATIENCE, Look, follow_link, opened, settle

pytestmark = pytest.mark.browser

# The height of the drawn curve at x = 4, read from its path.
DRAWN = """() => {
    const chart = document.querySelector('.st-key-curve .js-plotly-plot');
    const path = chart?.querySelector('.scatterlayer .trace:nth-child(3) path.js-line')?.getAttribute('d');
    if (!path) return null;
    const { xaxis, yaxis } = chart._fullLayout;
    const points = path.slice(1).split('L').map((pair) => pair.split(',').map(Number));
    const after = points.findIndex(([x]) => xaxis.p2d(x) >= 4);
    const [[x0, y0], [x1, y1]] = [points[Math.max(0, after - 1)], points[after]];
    const share = x1 === x0 ? 1 : (xaxis.d2p(4) - x0) / (x1 - x0);
    return Math.round(100 * yaxis.p2d(y0 + share * (y1 - y0))) / 100;
}"""
# Where the chart is on the page, in whole pixels, however far that is scrolled.
PLACE = """() => {
    const chart = document.querySelector('.st-key-curve');
    const { left, top, width, height } = chart.getBoundingClientRect();
    const [block] = document.querySelector('.stMainBlockContainer').getClientRects();
    return [left - block.left, top - block.top, width, height].map(Math.round);
}"""


@pytest.fixture
def page(lab: str, reader: Callable[[Look], BrowserContext]) -> Iterator[Page]:
    with opened(reader(LIGHT), f"{lab}/make-your-own?f=a*x%2Bb&f_a=0.5") as page:
        wait_for_height(page, 3.0)
        yield page


def wait_for_height(page: Page, height: float) -> None:
    page.wait_for_function(f"(height) => Math.abs(({DRAWN})() - height) < 0.05", arg=height, timeout=PATIENCE)


def type_formula(page: Page, text: str) -> None:
    page.locator(".st-key-f input").fill(text)
    page.locator(".st-key-f input").press("Enter")


def test_a_student_types_errs_and_shares_and_the_probe_agrees_where_there_is_no_value(
    page: Page, lab: str, reader: Callable[[Look], BrowserContext]
) -> None:
    type_formula(page, "max(0, x)/4 + c")
    wait_for_height(page, 2.0)
    settle(page)
    expect(page.locator(".st-key-f_c")).to_be_visible()
    expect(page.locator(".st-key-f_a")).to_have_count(0)

    place = json.dumps(page.evaluate(PLACE), separators=(",", ":"))
    type_formula(page, "max(0, x)/4 + c + foo(x)")
    refusal = page.get_by_test_id("stAlertContentError")
    expect(refusal).to_contain_text("I don't know foo", timeout=PATIENCE)
    settle(page)
    wait_for_height(page, 2.0)
    page.wait_for_function(f"(place) => JSON.stringify(({PLACE})()) === place", arg=place, timeout=PATIENCE)
    expect(refusal).to_be_in_viewport(ratio=1)

    type_formula(page, "max(0, x)/8 + c")
    expect(page.get_by_test_id("stAlertContentError")).to_have_count(0, timeout=PATIENCE)
    wait_for_height(page, 1.5)
    settle(page)
    expect(page).to_have_url(re.compile(r"^(?!.*f_a).*f=max"), timeout=PATIENCE)
    with opened(reader(LIGHT), page.url) as shared:
        wait_for_height(shared, 1.5)
        expect(shared.locator(".st-key-f input")).to_have_value("max(0, x)/8 + c")
        probe_where_the_function_has_no_value(shared)


def test_two_sliders_move_the_curve_and_a_starting_point_joins_the_other_pages(page: Page) -> None:
    either_slider_moves_the_curve_and_the_other_keeps_its_part(page)
    starting_point_is_one_click_away_and_joins_the_other_pages(page)


def test_phones_correct_no_formula_and_browsers_translate_none(page: Page) -> None:
    for name in ("f", "name"):
        field = page.locator(f".st-key-{name} input")
        for attribute, value in {
            "autocapitalize": "none",
            "autocorrect": "off",
            "spellcheck": "false",
            "translate": "no",
        }.items():
            expect(field).to_have_attribute(attribute, value, timeout=PATIENCE)
    parts = page.locator("code, .katex, .readout output")
    kept = page.locator("[translate=no]").locator("xpath=descendant-or-self::*").and_(parts)
    expect(kept).to_have_count(parts.count(), timeout=PATIENCE)
    assert parts.count() >= 4
    page.set_viewport_size({"width": 390, "height": 844})
    sizes = page.locator(".stMain input:visible").evaluate_all(
        "(fields) => fields.map((field) => parseFloat(getComputedStyle(field).fontSize))"
    )
    assert min(sizes) >= 16  # below, a phone zooms into the field


def either_slider_moves_the_curve_and_the_other_keeps_its_part(page: Page) -> None:
    for name, presses, height in (("f_a", 5, 5.0), ("f_b", 10, 6.0), ("f_a", -5, 4.0)):
        page.focus(f".st-key-{name} input[type=range]")
        for _ in range(abs(presses)):
            page.keyboard.press("ArrowRight" if presses > 0 else "ArrowLeft")
        wait_for_height(page, height)
        settle(page)
        wait_for_height(page, height)
    expect(page).to_have_url(re.compile(r"f_b=2"), timeout=PATIENCE)


def starting_point_is_one_click_away_and_joins_the_other_pages(page: Page) -> None:
    page.locator(".st-key-gallery-sine button").click()
    wait_for_height(page, -0.757)
    settle(page)
    follow_link(page, "Compare")
    expect(
        page.get_by_test_id("stMain")
        .get_by_role("option", name="Mine")
        .or_(page.get_by_test_id("stMain").get_by_role("button", name="Mine"))
        .or_(page.get_by_test_id("stMain").get_by_text("Mine", exact=True))
        .first
    ).to_be_visible(timeout=PATIENCE)
    expect(page).to_have_url(re.compile(r"f=sin"), timeout=PATIENCE)


def probe_where_the_function_has_no_value(page: Page) -> None:
    type_formula(page, "log(x)")
    wait_for_height(page, 1.386)
    settle(page)
    stage.drag_in_chart(page, start=0.5, end=0.25)
    shown = page.locator(".st-key-live-curve .readout output").nth(1)
    expect(shown).to_have_text("NaN", timeout=PATIENCE)
