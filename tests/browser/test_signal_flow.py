"""The page of untrained networks: lines and marks follow the slider, the guess is sealed, links hold all."""

import re
from collections.abc import Callable, Iterator
from math import log10
from statistics import median

import pytest
from playwright.sync_api import BrowserContext, FloatRect, Locator, Page, expect

from tests.browser.hold import Hold
from tests.browser.visits import LIGHT, PATIENCE, PHONE, Look, opened, settle, switch_theme

pytestmark = pytest.mark.browser

RELU = "functions=relu&depth=4&width=8&seeds=3&measure=pre_activation"
GUESS = "functions=relu&depth=4&width=8&seeds=3&show=guess"

# How many powers of ten the drawn line (a path) and the drawn marks climb from the first layer to the last.
CLIMB = """() => {
    const chart = document.querySelector('.st-key-flow .js-plotly-plot');
    const line = chart?.querySelector('.scatterlayer .trace:nth-child(3) path.js-line')?.getAttribute('d');
    const marks = [...(chart?.querySelectorAll('.scatterlayer .trace:nth-child(4) path.point') ?? [])];
    if (!line || marks.length < 2) return null;
    const axis = chart._fullLayout.yaxis;
    const powers = (pixels) => Math.log10(axis.p2d(pixels));
    const ends = line.slice(1).split('L').map((point) => Number(point.split(',')[1]));
    const heights = marks.map((mark) => Number(mark.getAttribute('transform').match(/,([-\\d.]+)\\)/)[1]));
    return [powers(ends.at(-1)) - powers(ends[0]), powers(heights.at(-1)) - powers(heights[0])];
}"""
SCALE = """() => Number(
    document.querySelector('.st-key-scale input[type=range]').getAttribute('aria-valuetext'))"""
# Writes down at every paint where the slider stands and what is drawn.
RECORD = f"""() => {{
    const scale = {SCALE}, climb = {CLIMB};
    const painted = window.painted = [];
    const sized = document.body.appendChild(document.createElement('div'));
    new ResizeObserver(() => painted.push([scale(), climb()])).observe(sized);
    const tick = () => {{
        sized.style.width = `${{1 + painted.length % 2}}px`;
        requestAnimationFrame(tick);
    }};
    tick();
}}"""
# From z of one layer to the next ReLU's forecast grows by √(s²/2), its networks by s from where they were.
AGREES = f"""(offset) => {{
    const scale = ({SCALE})(), climb = ({CLIMB})();
    if (climb === null) return false;
    const close = (drawn, expected) => Math.abs(drawn - expected) < 0.02;
    const [line, marks] = [3 * Math.log10(scale / Math.SQRT2), offset + 3 * Math.log10(scale)];
    return close(climb[0], line) && close(climb[1], marks);
}}"""
# How many of the networks' marks have a height.
MARKS = """() => {
    const { y } = document.querySelector('.st-key-flow .js-plotly-plot')?.data?.[3] ?? {};
    return y ? Array.from(y._inputArray ?? y).filter(Number.isFinite).length : null;
}"""
FORECAST_ALONE = f"() => ({MARKS})() === 0"
BARS = "() => [...document.querySelectorAll('.board input')].map((bar) => Number(bar.value))"


@pytest.fixture
def relu(lab: str, reader: Callable[[Look], BrowserContext]) -> Iterator[Page]:
    with opened(reader(LIGHT), f"{lab}/signal-flow?{RELU}") as page:
        ready(page)
        yield page


def ready(page: Page) -> None:
    """Wait until the networks are measured at every position and the page is drawn with them."""
    expect(page.locator(".words output").first).not_to_be_empty()
    page.wait_for_function(f"() => ({CLIMB})() !== null", timeout=PATIENCE)
    settle(page)


def offset_of(page: Page) -> float:
    """By how much the networks climb at the scale 1."""
    assert page.evaluate(SCALE) == 1
    climb: float = page.evaluate(CLIMB)[1]
    return climb


def box_of(locator: Locator) -> FloatRect:
    box = locator.first.bounding_box()
    assert box is not None
    return box


def drag_scale(page: Page, *, start: float, end: float, steps: int) -> None:
    """Drag the slider's thumb between two shares of its track."""
    thumb = box_of(page.locator(".st-key-scale [data-rac] [data-rac][style*=left]"))
    track = box_of(page.locator(".st-key-scale [data-rac][role=group] > [data-rac]"))
    down = thumb["y"] + thumb["height"] / 2
    page.mouse.move(thumb["x"] + thumb["width"] / 2, down)
    page.mouse.down()
    page.mouse.move(track["x"] + start * track["width"], down, steps=3)
    page.mouse.move(track["x"] + end * track["width"], down, steps=steps)
    page.mouse.up()


@pytest.mark.benchmark
def test_line_and_networks_follow_the_slider_while_it_is_dragged(relu: Page) -> None:
    offset = offset_of(relu)
    relu.evaluate(RECORD)
    drag_scale(relu, start=0.2, end=0.55, steps=80)
    relu.wait_for_function(AGREES, arg=offset, timeout=PATIENCE)
    painted: list[tuple[float, list[float] | None]] = relu.evaluate("() => window.painted")

    def agrees(scale: float, climb: list[float] | None) -> bool:
        expected = relu_climb(scale, offset)
        return climb is not None and climb == pytest.approx(expected, abs=0.02)

    first_shown = {scale: frame for frame, (scale, _) in reversed(list(enumerate(painted)))}
    waited = {
        scale: next((later for later, (_, climb) in enumerate(painted[frame:]) if agrees(scale, climb)), None)
        for scale, frame in first_shown.items()
    }
    drawn_after = [frames for frames in waited.values() if frames is not None]
    assert len(waited) >= 12, "the drag passed over too few positions to say anything"
    assert len(drawn_after) >= 0.9 * len(waited)
    assert median(drawn_after) <= 2


def relu_climb(scale: float, offset: float) -> list[float]:
    """Line and networks at a scale, in powers of ten, by ReLU's closed form and by its homogeneity."""
    return [3 * log10(scale / 2**0.5), offset + 3 * log10(scale)]


def test_a_link_opens_at_its_scale_in_either_theme_and_the_keyboard_finds_he_from_there(
    lab: str, reader: Callable[[Look], BrowserContext]
) -> None:
    with opened(reader(LIGHT), f"{lab}/signal-flow?{RELU}&scale=0.7071") as page:
        ready(page)
        expect(page.locator(".words output").last).to_have_text("none of these")
        before = page.evaluate(CLIMB)
        assert before[0] == pytest.approx(relu_climb(0.7071, 0)[0], abs=0.02)
        switch_theme(page, "Dark")
        page.wait_for_function(f"(before) => Math.abs(({CLIMB})()?.[1] - before) < 0.02", arg=before[1])
        switch_theme(page, "Light")
        the_keyboard_finds_he_and_the_address_keeps_it(page, before[1] - 3 * log10(0.7071))


def the_keyboard_finds_he_and_the_address_keeps_it(page: Page, offset: float) -> None:
    """Press keys from 1/√2, where the networks have climbed by 3 lg(1/√2) more than the offset, to √2."""
    page.focus(".st-key-scale input[type=range]")
    for _ in range(8):
        page.keyboard.press("ArrowRight")
    words = page.locator(".words output")
    expect(words.first).to_have_text("1.414 · He", timeout=PATIENCE)
    expect(words.last).to_have_text("ReLU")
    expect(page).to_have_url(re.compile(r"scale=1\.414"), timeout=PATIENCE)
    settle(page)
    page.wait_for_function(AGREES, arg=offset, timeout=PATIENCE)


def test_a_guess_is_set_by_mouse_and_keyboard_sealed_revealed_and_kept_in_the_link(
    lab: str, reader: Callable[[Look], BrowserContext]
) -> None:
    with opened(reader(LIGHT), f"{lab}/signal-flow?{GUESS}") as page:
        bars = page.locator(".board input")
        expect(bars).to_have_count(4, timeout=PATIENCE)
        expect(page.locator(".st-key-flow")).to_have_count(0)
        expect(bars.last).to_be_disabled()
        given = page.evaluate(BARS)[3]

        bars.nth(2).focus()
        page.keyboard.press("ArrowDown")
        assert page.evaluate(BARS)[2] == pytest.approx(given - 0.1)
        first, second = box_of(bars.nth(0)), box_of(bars.nth(1))
        page.mouse.move(first["x"] + first["width"] / 2, first["y"] + 10)
        page.mouse.down()
        page.mouse.move(second["x"] + second["width"] / 2, second["y"] + second["height"] / 2, steps=5)
        page.mouse.up()
        high, middle, _, still = page.evaluate(BARS)
        assert high > middle > bars_floor(page)
        assert still == given

        page.get_by_role("button", name="Reveal").click()
        verdict = page.get_by_text(re.compile("Your guess for ReLU is"))
        expect(verdict).to_be_visible(timeout=PATIENCE)
        settle(page)
        said, address = verdict.inner_text(), page.url
        assert "guess=" in address
    with opened(reader(LIGHT), address) as again:
        expect(again.get_by_text(said)).to_be_visible(timeout=PATIENCE)


@pytest.mark.parametrize("look", [LIGHT, PHONE], ids=lambda look: look.name)
def test_what_a_guess_reveals_is_in_view_without_scrolling(
    lab: str, reader: Callable[[Look], BrowserContext], look: Look
) -> None:
    with opened(reader(look), f"{lab}/signal-flow?functions=tanh,relu&depth=6&show=guess") as page:
        page.get_by_role("button", name="Reveal").click()
        expect(page.locator(".st-key-flow .main-svg").first).to_be_visible(timeout=PATIENCE)
        settle(page)
        expect(page.locator(".st-key-flow")).to_be_in_viewport(ratio=1)


def bars_floor(page: Page) -> float:
    """The lowest place of a bar."""
    lowest: float = page.evaluate("() => Number(document.querySelector('.board input').min)")
    return lowest


def test_a_move_ends_a_measurement_and_the_forecast_stands_before_it(
    lab: str, hold: Hold, reader: Callable[[Look], BrowserContext]
) -> None:
    hold.at(0)
    page = reader(LIGHT).new_page()
    # few lines: Chromium draws them again each time that the bar is told how far the work is
    page.goto(f"{lab}/signal-flow?functions=relu&depth=4&width=8&seeds=2&seed=91")
    progress = page.get_by_test_id("stProgress")
    expect(progress).to_be_visible()
    page.wait_for_function(FORECAST_ALONE, timeout=PATIENCE)
    page.get_by_role("radio", name="Forecast").click()
    settle(page)
    expect(page).to_have_url(re.compile("show=forecast"))
    expect(progress).to_have_count(0)
    hold.end()
    page.get_by_role("radio", name="Networks").click()
    page.wait_for_function(f"() => ({MARKS})() === 4", timeout=PATIENCE)
    page.close()
