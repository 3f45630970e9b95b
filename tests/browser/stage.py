"""What a function's page shows, read from the drawn paths of the chart, not from the data behind them."""

from playwright.sync_api import FloatRect, Locator, Page

from tests.browser.visits import PATIENCE

# LeakyReLU's left arm is a straight line through the origin: its first drawn point gives the slope.
DRAWN_ALPHA = """() => {
    const chart = document.querySelector('.st-key-curve .js-plotly-plot');
    const line = chart?.querySelector('.scatterlayer .trace:nth-child(3) path.js-line');
    const path = line?.getAttribute('d');
    if (!path) return null;
    const [x, y] = path.slice(1).split('L')[0].split(',').map(Number);
    const { xaxis, yaxis } = chart._fullLayout;
    return Math.round(100 * yaxis.p2d(y) / xaxis.p2d(x)) / 100;
}"""
DRAWN_PROBE = """() => {
    const chart = document.querySelector('.st-key-curve .js-plotly-plot');
    const mark = chart.querySelector('.scatterlayer .trace:nth-child(6) path.point');
    return chart._fullLayout.xaxis.p2d(Number(mark.getAttribute('transform').match(/\\(([-\\d.]+)/)[1]));
}"""
# Ends once nothing has changed in a part of the page for ten frames: two that answer each other never let it.
RESTS = """(selector) => new Promise((resolve) => {
    let quiet = 0;
    const observer = new MutationObserver(() => { quiet = 0; });
    const everything = { subtree: true, childList: true, attributes: true, characterData: true };
    observer.observe(document.querySelector(selector), everything);
    const tick = () => {
        quiet += 1;
        if (quiet < 10) return requestAnimationFrame(tick);
        observer.disconnect();
        resolve();
    };
    tick();
})"""
# Whether Plotly has seen the mouse at this point of a chart.
POINTED_AT = """([key, x, y]) => document.querySelector(`.st-key-${key} .js-plotly-plot`)._hoverdata
    ?.some((point) => point.x === x && point.y === y) ?? false"""
SLIDER = "(name) => Number(document.querySelector(`.st-key-${name} input[type=range]`)?.value)"

# Writes down at every paint what the slider and the chart show. A ResizeObserver is called after all that
# a frame's scripts have done and right before the frame is painted: what it reads is what the reader sees.
RECORD = f"""() => {{
    const slider = document.querySelector('.st-key-alpha input[type=range]');
    const drawn = {DRAWN_ALPHA};
    const painted = window.painted = [];
    const sized = document.body.appendChild(document.createElement('div'));
    new ResizeObserver(() => painted.push([Number(slider.value), drawn()])).observe(sized);
    const tick = () => {{
        sized.style.width = `${{1 + painted.length % 2}}px`;
        requestAnimationFrame(tick);
    }};
    tick();
}}"""

# Width and height of the area of each chart's axes.
SIZES = """() => [...document.querySelectorAll('.js-plotly-plot')].map(({ _fullLayout }) =>
    [_fullLayout.xaxis._length, _fullLayout.yaxis._length])"""
# Writes down how long after each of alpha's moves the page is painted, in milliseconds: a message that is
# sent right before a painting arrives after it.
TIME_MOVES = """() => {
    const times = window.moves = [];
    const painted = new MessageChannel();
    let moved;
    painted.port1.onmessage = () => {
        times.push(performance.now() - moved);
        moved = undefined;
    };
    const seen = () => {
        if (moved !== undefined) return;
        moved = performance.now();
        requestAnimationFrame(() => painted.port2.postMessage(0));
    };
    window.timing?.disconnect();
    window.timing = new MutationObserver(seen);
    window.timing.observe(document.querySelector('.st-key-alpha input[type=range]'), { attributes: true });
}"""


def slider(page: Page, name: str) -> float:
    """Where a slider stands."""
    value: float = page.evaluate(SLIDER, name)
    return value


def wait_until_curve_agrees(page: Page) -> None:
    """Wait until the drawn left arm of LeakyReLU has the slope that the slider says."""
    page.wait_for_function(
        f"() => ({DRAWN_ALPHA})() === Math.round(100 * ({SLIDER})('alpha')) / 100", timeout=PATIENCE
    )


def wait_until_probe_agrees(page: Page) -> None:
    """Wait until the drawn probe stands where its slider says."""
    page.wait_for_function(f"() => Math.abs(({DRAWN_PROBE})() - ({SLIDER})('x')) < 0.02", timeout=PATIENCE)


def drag_alpha(page: Page, *, to: float, steps: int) -> None:
    """Drag the slider's thumb with the mouse to this share of its track, and let it go."""
    thumb = page.locator(".st-key-alpha [data-rac] [data-rac][style*=left]")
    track = page.locator(".st-key-alpha [data-rac][role=group] > [data-rac]")
    start, length = _box(thumb), _box(track)
    across, down = start["x"] + start["width"] / 2, start["y"] + start["height"] / 2
    page.mouse.move(across, down)
    page.mouse.down()
    page.mouse.move(length["x"] + to * length["width"], down, steps=steps)
    page.mouse.up()


def drag_in_chart(page: Page, *, start: float, end: float) -> None:
    """Drag the mouse in the chart between two shares of its width."""
    area = _box(page.locator(".st-key-curve .nsewdrag"))
    down = area["y"] + area["height"] / 4
    page.mouse.move(area["x"] + start * area["width"], down)
    page.mouse.down()
    page.mouse.move(area["x"] + end * area["width"], down, steps=10)
    page.mouse.up()


def _box(locator: Locator) -> FloatRect:
    box = locator.first.bounding_box()
    if box is None:
        raise AssertionError("The element is not visible.")
    return box


def slow_down(page: Page, times: float) -> None:
    """Let the browser compute so many times as slowly."""
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": times})


def time_of_moves(page: Page) -> list[float]:
    """Drag alpha there and back, and return how long each move took until it was painted."""
    page.evaluate(TIME_MOVES)
    for end in (1.0, 0.0):
        drag_alpha(page, to=end, steps=60)
    times: list[float] = page.evaluate("() => window.moves")
    return times
