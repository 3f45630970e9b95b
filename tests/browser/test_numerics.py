"""The charts about floating point follow their sliders, and a link brings back what was shown."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.visits import LIGHT, PATIENCE, Look, opened, settle

pytestmark = pytest.mark.browser

# The power of ten at which the forward difference's mark is drawn, read from its place in the picture.
DRAWN_STEP = """() => {
    const chart = document.querySelector('.st-key-witnesses .js-plotly-plot');
    const mark = chart?.querySelector('.scatterlayer .trace:nth-child(6) path.point');
    const place = mark?.getAttribute('transform')?.match(/\\(([-\\d.]+)/);
    return place ? Math.round(10 * Math.log10(chart._fullLayout.xaxis.p2d(Number(place[1])))) / 10 : null;
}"""
# Where the drawn curve leaves the microscope's window on the left.
DRAWN_END = """() => {
    const chart = document.querySelector('.st-key-microscope .js-plotly-plot');
    const line = chart?.querySelector('.scatterlayer .trace:nth-child(3) path.js-line')?.getAttribute('d');
    return line ? chart._fullLayout.yaxis.p2d(Number(line.slice(1).split('L')[0].split(',')[1])) : null;
}"""
SLIDER = "(name) => Number(document.querySelector(`.st-key-${name} input[type=range]`)?.value)"


def wait_until_the_mark_agrees(page: Page) -> None:
    page.wait_for_function(f"() => ({DRAWN_STEP})() === ({SLIDER})('h')", timeout=PATIENCE)


@pytest.mark.benchmark
def test_the_mark_follows_the_step_while_it_is_dragged_and_the_link_keeps_it(
    lab: str, reader: Callable[[Look], BrowserContext]
) -> None:
    with opened(reader(LIGHT), f"{lab}/numerics?function=tanh&h=-2") as page:
        wait_until_the_mark_agrees(page)
        assert page.evaluate(DRAWN_STEP) == -2
        box = page.locator(".st-key-h [data-rac] [data-rac][style*=left]").first.bounding_box()
        assert box is not None
        across, down = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        page.mouse.move(across, down)
        page.mouse.down()
        for distance in (40, 90, 140):
            page.mouse.move(across - distance, down, steps=4)
            wait_until_the_mark_agrees(page)  # the button is still down: the server knows nothing of it
        page.mouse.up()
        settle(page)
        wait_until_the_mark_agrees(page)
        step = page.evaluate(SLIDER, "h")
        assert step < -6
        expect(page).to_have_url(re.compile(rf"h={step:g}"), timeout=PATIENCE)
        address = page.url
    with opened(reader(LIGHT), address) as page:
        wait_until_the_mark_agrees(page)
        assert page.evaluate(DRAWN_STEP) == step
        expect(page.get_by_role("combobox", name="Function")).to_have_value("Tanh")


def test_the_microscope_follows_its_window_and_the_views_keep_the_function(
    lab: str, reader: Callable[[Look], BrowserContext]
) -> None:
    with opened(reader(LIGHT), f"{lab}/numerics?function=elu&view=kink") as page:
        page.wait_for_function(
            f"() => Math.abs(({DRAWN_END})() - (Math.exp(-1) - 1)) < 0.02", timeout=PATIENCE
        )
        page.focus(".st-key-window input[type=range]")
        page.keyboard.press("Home")
        page.wait_for_function(f"() => Math.abs(({DRAWN_END})() + 1) < 0.02", timeout=PATIENCE)
        page.get_by_role("radio", name="The formula as written").or_(
            page.get_by_role("button", name="The formula as written")
        ).first.click()
        expect(page.get_by_role("cell", name="88.7228")).to_be_visible(timeout=PATIENCE)
        expect(page).to_have_url(re.compile("function=elu&view=written"), timeout=PATIENCE)


def test_a_functions_page_leads_to_where_its_written_form_breaks(
    lab: str, reader: Callable[[Look], BrowserContext]
) -> None:
    with opened(reader(LIGHT), f"{lab}/softplus") as page:
        page.get_by_role("link", name="See where the written form breaks in floating point, and why").click()
        expect(page).to_have_url(re.compile(r"/numerics\?function=softplus&view=written"), timeout=PATIENCE)
        settle(page)
        expect(page.get_by_role("combobox", name="Function")).to_have_value("Softplus")
        expect(page.get_by_text("−16.6355").first).to_be_visible(timeout=PATIENCE)
