"""The lamp board in the browser: mouse and keyboard choose a lamp, steps move it, a link keeps it all."""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser import stage
from tests.browser.train.training_page import LAST, back_to_the_end
from tests.browser.visits import LIGHT, PATIENCE, Look, opened, settle

pytestmark = pytest.mark.browser

RUN = "steps=60&width=8"
# The state of every lamp as it is drawn: which of the three marks stands at each place.
LAMPS = """() => {
    const chart = document.querySelector('.st-key-lamps .js-plotly-plot');
    const heights = (trace) => Array.from(trace.y._inputArray ?? trace.y);
    const states = chart.data.slice(0, 3).map(heights);
    return states[0].map((_, lamp) => states.findIndex((y) => Number.isFinite(y[lamp]))).join('');
}"""
RING = """() => {
    const { data } = document.querySelector('.st-key-lamps .js-plotly-plot');
    const first = (values) => Array.from(values._inputArray ?? values)[0];
    return [first(data[3].y), first(data[3].x)];
}"""
# Where a lamp is on the screen.
PLACE = """([layer, unit]) => {
    const chart = document.querySelector('.st-key-lamps .js-plotly-plot');
    const box = chart.getBoundingClientRect();
    const { xaxis, yaxis } = chart._fullLayout;
    return [box.left + xaxis._offset + xaxis.l2p(unit), box.top + yaxis._offset + yaxis.l2p(layer)];
}"""
DOTS = """() => Array.from(document.querySelector('.st-key-pre-activations .js-plotly-plot').data[0].y,
    (y) => Number(y).toFixed(4)).join()"""


@pytest.fixture(scope="module")
def shared_board(lab: str, reader: Callable[[Look], BrowserContext]) -> Iterator[Page]:
    """A board for the tests that move through it."""
    with opened(reader(LIGHT), f"{lab}/dead-neurons?{RUN}") as page:
        ready(page)
        yield page


@pytest.fixture
def board(shared_board: Page) -> Page:
    """The shared board, at its last step and at a unit that no test looks for."""
    back_to_the_end(shared_board)
    click_lamp(shared_board, 1, 3)
    shared_board.wait_for_url("**unit=3**", timeout=PATIENCE)
    settle(shared_board)
    shared_board.wait_for_function(f"() => ({RING})().join() === '1,3'", timeout=PATIENCE)
    return shared_board


def ready(page: Page) -> None:
    expect(page.locator(".st-key-course .js-plotly-plot")).to_be_visible(timeout=PATIENCE)
    expect(page.locator(".scrub output")).not_to_be_empty(timeout=PATIENCE)
    settle(page)


def click_lamp(page: Page, layer: int, unit: int) -> None:
    """Point at a lamp, and click once Plotly knows which: a click chooses what it saw the mouse at last."""
    page.mouse.move(*page.evaluate(PLACE, [layer, unit]))
    page.wait_for_function(stage.POINTED_AT, arg=["lamps", unit, layer], timeout=PATIENCE)
    page.mouse.down()
    page.mouse.up()


def test_a_click_on_a_lamp_and_the_arrow_keys_choose_a_unit(board: Page) -> None:
    click_lamp(board, 3, 5)
    board.wait_for_url("**unit=5**", timeout=PATIENCE)
    expect(board.get_by_text("Unit 5 of layer 3")).to_be_visible(timeout=PATIENCE)
    settle(board)
    board.wait_for_function(f"() => ({RING})().join() === '3,5'", timeout=PATIENCE)
    slider = board.locator(".st-key-unit input[type=range]")
    slider.focus()
    slider.press("ArrowRight")
    board.wait_for_url("**unit=6**", timeout=PATIENCE)
    board.wait_for_function(f"() => ({RING})().join() === '3,6'", timeout=PATIENCE)


def test_scrubbing_moves_lamps_dots_and_cursor_and_asks_the_server_for_nothing(board: Page) -> None:
    lamps, dots = board.evaluate(LAMPS), board.evaluate(DOTS)
    address = board.url
    board.evaluate("""() => {
        const slider = document.querySelector('.scrub input');
        slider.value = 0;
        slider.dispatchEvent(new Event('input'));
    }""")
    board.wait_for_function(f"(before) => ({LAMPS})() !== before", arg=lamps, timeout=PATIENCE)
    board.wait_for_function(f"(before) => ({DOTS})() !== before", arg=dots, timeout=PATIENCE)
    assert set(board.evaluate(LAMPS)) <= {"0", "1", "2"}
    assert board.url == address


def test_a_button_goes_to_the_step_of_a_death_and_one_step_back_the_unit_lives(board: Page) -> None:
    board.get_by_role("button", name="Go to the deadliest update").click()
    board.wait_for_url(re.compile(rf"[?&]step=(?!{LAST}\b)\d"), timeout=PATIENCE)
    settle(board)
    step = int(board.url.split("step=")[1].split("&")[0])
    expect(board.locator(".scrub output")).to_have_text(str(step), timeout=PATIENCE)
    expect(board.get_by_text(f"Update {step} killed it")).to_be_visible(timeout=PATIENCE)
    said = board.get_by_text(re.compile(r"Unit \d+ of layer \d+")).first.inner_text()
    unit, layer = map(int, re.findall(r"Unit (\d+) of layer (\d+)", said)[0])
    board.wait_for_function(f"(at) => ({RING})().join() === at", arg=f"{layer},{unit}", timeout=PATIENCE)
    lamp = 8 * (layer - 1) + unit - 1
    board.wait_for_function(f"(lamp) => ({LAMPS})()[lamp] === '2'", arg=lamp, timeout=PATIENCE)
    before = f"(lamp) => ['0', '1'].includes(({LAMPS})()[lamp])"
    board.locator(".scrub input").fill(str(step - 1))
    board.wait_for_function(before, arg=lamp, timeout=PATIENCE)


def test_a_link_shows_a_colleague_the_same_board(board: Page) -> None:
    click_lamp(board, 4, 2)
    board.wait_for_url("**unit=2**", timeout=PATIENCE)
    board.locator(".scrub input").fill("12")
    board.wait_for_url("**step=12**", timeout=PATIENCE)
    settle(board)
    with opened(board.context, board.url) as page:
        ready(page)
        expect(page.locator(".scrub output")).to_have_text("12", timeout=PATIENCE)
        page.wait_for_function(f"() => ({RING})().join() === '4,2'", timeout=PATIENCE)
        page.wait_for_function(f"(wanted) => ({LAMPS})() === wanted", arg=board.evaluate(LAMPS))


def test_another_way_to_kill_is_one_click_the_board_comes_to_rest_and_one_step_back_takes_all_back(
    lab: str, reader: Callable[[Look], BrowserContext]
) -> None:
    with opened(reader(LIGHT), f"{lab}/dead-neurons?{RUN}") as page:
        ready(page)
        page.get_by_role("button", name="Deep and narrow").click()
        page.wait_for_function(f"() => ({LAMPS})().length === 20", timeout=PATIENCE)
        expect(page).to_have_url(re.compile(r"depth=10(?=.*width=2)|width=2(?=.*depth=10)"))
        settle(page)
        # two films that draw in turns, the old one and the new, never rest
        page.evaluate(stage.RESTS, ".stMain")
        page.wait_for_function(f"() => ({LAMPS})().length === 20", timeout=PATIENCE)
        page.go_back()
        expect(page).to_have_url(f"{lab}/dead-neurons?{RUN}", timeout=PATIENCE)
