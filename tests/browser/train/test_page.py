"""The training page: run, scrub, play, stop, links that carry the settings."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from activations.catalogue import NOTES
from tests.browser import stage
from tests.browser.hold import Hold
from tests.browser.train.training_page import CURSORS, SHORT, SHOWN, look_at, ready, scrub_to
from tests.browser.visits import LIGHT, PATIENCE, Look, complaints_of, context_for, opened, settle

pytestmark = pytest.mark.browser

MAPS = """() => [...document.querySelectorAll('.st-key-maps .imagelayer image')]
    .map((one) => one.getAttribute('href'))"""
# Presses Play as if that had been a while ago; that it moves with the time, and pauses, is tried in Node.
# Gives the button's name before and after.
PRESSED_FIVE_SECONDS_AGO = """() => {
    const button = document.querySelector('.scrub button');
    const before = button.textContent;
    const ago = performance.now() - 5000;
    performance.now = () => ago;
    button.click();
    delete performance.now;
    return [before, button.textContent];
}"""
# Sets the slider to every position, and counts the frames until all cursors have followed.
SCRUB = f"""async () => {{
    const slider = document.querySelector('.scrub input');
    const cursors = {CURSORS};
    const maps = {MAPS};
    const frame = () => new Promise((done) => requestAnimationFrame(done));
    const late = [];
    const shown = [];
    for (let step = 0; step <= 60; step += 1) {{
        slider.value = step;
        slider.dispatchEvent(new Event('input'));
        let frames = 0;
        do {{
            await frame();
            frames += 1;
        }} while (cursors().some((at) => Math.abs(at - step) > 0.5) && frames < 30);
        late.push(frames);
        shown.push(maps());
    }}
    return [late, shown];
}}"""


@pytest.mark.benchmark
def test_every_position_moves_six_maps_and_all_layers_within_two_frames(
    lab: str, reader: Callable[[Look], BrowserContext]
) -> None:
    with opened(reader(LIGHT), f"{lab}/train?steps=60") as page:
        ready(page)
        late, shown = page.evaluate(SCRUB)
        assert len(page.evaluate(CURSORS)) == len(NOTES)
    assert len(late) == 61
    assert max(late) < 30, "a position was never drawn"
    assert sum(frames <= 2 for frames in late) >= 0.9 * len(late)
    assert {len(maps) for maps in shown} == {len(NOTES)}
    assert len({tuple(maps) for maps in shown}) > len(late) / 4


def test_scrubbing_moves_maps_and_profile_too(finished_run: Page) -> None:
    first_line = "() => document.querySelector('.st-key-profile .trace path.js-line').getAttribute('d')"
    look_at(finished_run, "layers")
    maps, line = finished_run.evaluate(MAPS), finished_run.evaluate(first_line)
    scrub_to(finished_run, 0)
    finished_run.wait_for_function(f"(before) => ({first_line})() !== before", arg=line)
    finished_run.wait_for_function(f"(before) => ({MAPS})().join() !== before.join()", arg=maps)


def test_scrubbing_moves_the_living_curve_and_the_bars_to_the_snapshot_of_that_step(
    finished_run: Page,
) -> None:
    # None while the page draws a chart anew
    heights = """(chart) => document.querySelector(`.st-key-${chart} .js-plotly-plot`)?.data
        .map((trace) => Array.from(trace.y._inputArray ?? trace.y).map((y) => Number(y ?? NaN).toFixed(4)))
        .join() ?? null"""
    look_at(finished_run, "closer")
    end = {chart: finished_run.evaluate(heights, chart) for chart in ("living", "eaten")}
    assert all(end.values())
    scrub_to(finished_run, 0)
    for chart, before in end.items():
        changed = f"([chart, before]) => ![null, before].includes(({heights})(chart))"
        finished_run.wait_for_function(changed, arg=[chart, before])
    scrub_to(finished_run, 60)
    for chart, before in end.items():
        restored = f"([chart, before]) => ({heights})(chart) === before"
        finished_run.wait_for_function(restored, arg=[chart, before])


def test_ten_steps_go_on_from_the_end_the_page_comes_to_rest_and_the_link_says_so(short_run: Page) -> None:
    short_run.get_by_role("button", name="10 steps").click()
    expect(short_run.locator(".scrub output")).to_have_text("70", timeout=PATIENCE)
    settle(short_run)
    short_run.evaluate(stage.RESTS, ".stMain")
    short_run.wait_for_url("**course=70**", timeout=PATIENCE)
    with opened(short_run.context, short_run.url) as page:
        ready(page)
        assert page.evaluate(SHOWN) == 70


def test_a_page_that_opens_runs_the_settings_of_its_link_and_scrubbing_asks_the_server_for_nothing(
    lab: str, reader: Callable[[Look], BrowserContext]
) -> None:
    sent: list[str | bytes] = []
    page = reader(LIGHT).new_page()

    def note(payload: str | bytes) -> None:
        sent.append(payload)

    page.on("websocket", lambda socket: socket.on("framesent", note))
    page.goto(f"{lab}/train?{SHORT}")
    ready(page)
    titles = page.locator(".st-key-maps .annotation-text")
    expect(titles.filter(has_text="Sigmoid")).to_have_count(1)
    expect(titles.filter(has_text="Swish")).to_have_count(0)
    assert page.evaluate(SHOWN) == 60
    before = len(sent)
    page.evaluate(SCRUB)
    assert len(sent) == before > 0
    page.close()


@pytest.mark.parametrize(("width", "height"), [(1280, 720), (1920, 1080)])
def test_all_that_moves_with_the_step_is_in_view_without_scrolling(
    lab: str, reader: Callable[[Look], BrowserContext], width: int, height: int
) -> None:
    page = reader(LIGHT).new_page()
    page.set_viewport_size({"width": width, "height": height})
    page.goto(f"{lab}/train?steps=60&depth=2&width=4")
    ready(page)
    for part in (".scrub", ".st-key-maps", ".st-key-gradients", ".st-key-learning"):
        box = page.locator(part).bounding_box()
        assert box is not None
        assert 0 <= box["y"] < box["y"] + box["height"] <= height, part
    columns = "(chart) => document.querySelectorAll(`.st-key-${chart} .nsewdrag`).length"
    assert [page.evaluate(columns, chart) for chart in ("maps", "gradients")] == [len(NOTES)] * 2
    page.close()


def test_play_runs_to_the_last_step_and_leaves_it_in_the_link(finished_run: Page) -> None:
    scrub_to(finished_run, 20)
    finished_run.wait_for_url("**step=20**", timeout=PATIENCE)
    names = finished_run.evaluate(PRESSED_FIVE_SECONDS_AGO)
    assert names == ["Play", "Pause"]
    expect(finished_run.locator(".scrub output")).to_have_text("60")
    expect(finished_run.locator(".scrub button")).to_have_text("Play")
    finished_run.wait_for_url("**step=60**", timeout=PATIENCE)


def test_results_stay_while_settings_are_touched_and_an_experiment_sets_them_all(short_run: Page) -> None:
    results_stay_and_say_so_while_other_settings_are_touched(short_run)
    settle(short_run)
    experiment_sets_the_controls_runs_and_is_in_the_link(short_run)


def results_stay_and_say_so_while_other_settings_are_touched(short_run: Page) -> None:
    complaints = complaints_of(short_run)
    depth = short_run.locator(".st-key-depth input[type=range]")
    depth.focus()
    depth.press("ArrowRight")
    stale = short_run.get_by_test_id("stAlert").filter(has_text="earlier settings")
    expect(stale).to_be_visible(timeout=PATIENCE)
    expect(short_run.locator(".st-key-gradients .js-plotly-plot")).to_be_visible()
    short_run.get_by_role("button", name="Train").click()
    expect(stale).to_have_count(0, timeout=PATIENCE)
    expect(short_run).to_have_url(re.compile("depth=3"))
    assert complaints == []


def experiment_sets_the_controls_runs_and_is_in_the_link(short_run: Page) -> None:
    short_run.get_by_role("button", name="Experiments").click()
    short_run.get_by_text("Saved by Adam").click()
    short_run.wait_for_url("**optimiser=adam**", timeout=PATIENCE)
    remark = short_run.get_by_test_id("stAlert").filter(has_text="Sigmoid learns here")
    expect(remark).to_be_visible(timeout=PATIENCE)
    expect(short_run.locator(".scrub output")).to_have_text("300")
    ready(short_run)
    expect(short_run).to_have_url(re.compile(r"^(?!.*depth).*functions=sigmoid&"))


def wait_for_step(page: Page, least: int) -> int:
    """Wait until a run that is held has come to this step or beyond, and return where it stands."""
    step: int = page.wait_for_function(
        """(least) => {
            const progress = document.querySelector('[data-testid=stProgress]')?.textContent;
            const step = Number(/step ([0-9]+)/.exec(progress)?.[1]);
            return step >= least && step;
        }""",
        arg=least,
        timeout=PATIENCE,
    ).json_value()
    return step


def stop(page: Page) -> None:
    page.get_by_role("button", name="Stop").click()
    expect(page.get_by_test_id("stAlert").filter(has_text="Stopped after")).to_be_visible(timeout=PATIENCE)


def test_two_readers_watch_one_long_run_and_one_who_stops_leaves_it_to_the_other(
    lab: str, hold: Hold, browser: Browser
) -> None:
    hold.at(1)
    one, other = (context_for(browser, LIGHT).new_page() for _ in range(2))
    for page in (one, other):
        page.goto(f"{lab}/train?steps=2000&depth=2&width=4&functions=relu")
    step = max(wait_for_step(page, 1) for page in (one, other))
    stop(one)
    ready(one)
    hold.at(step + 1)
    wait_for_step(other, step + 1)
    stop(other)
    for page in (one, other):
        page.context.close()


def test_an_exploding_network_is_named_and_the_others_go_on(
    lab: str, reader: Callable[[Look], BrowserContext]
) -> None:
    address = f"{lab}/train?functions=tanh,relu&learning_rate=10&steps=60&depth=6"
    with opened(reader(LIGHT), address) as page:
        ready(page)
        alerts = page.get_by_test_id("stAlert")
        expect(alerts.filter(has_text="ReLU exploded at step")).to_be_visible()
        expect(alerts.filter(has_text="Tanh")).to_have_count(0)
