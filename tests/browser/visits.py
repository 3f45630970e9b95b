"""Opening pages and waiting for them: conditions, never pauses."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Literal

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, WebSocket, expect

from activations.catalogue import CATALOGUE

ADDRESSES = (
    "/",
    "/glossary",
    "/lessons",
    "/sigmoid?x=0&lesson=why-gradients-vanish.2",
    "/primer",
    "/modern-practice",
    "/make-your-own",
    "/make-your-own?f=clip(a*x%2Csin(x)%2C2)&f_a=2",
    "/sigmoid",
    "/leaky-relu",
    "/gelu",
    "/compare",
    "/train",
    "/notes",
    "/dead-neurons",
    "/numerics",
    "/numerics?view=written&function=elu",
    "/signal-flow",
)
# What differs from one of these in its numbers only is visited on a phone or on a desk, not on both.
ALIKE = (
    *sorted({entry.address for entry in CATALOGUE.values()} - set(ADDRESSES)),
    "/numerics?view=kink&function=selu",
)
# A wait ends when its condition holds; this only bounds it on a machine that is busy with something else.
PATIENCE = 60_000

# On a deep link Streamlit looks for its server below the page's address first, and gets a 404 by design.
STREAMLIT_PROBE = re.compile(r"^https?://[^/]+/[a-z-]+/_stcore/(health|host-config)$")

AT_REST = """() => {
    const app = document.querySelector('[data-testid=stApp]');
    const charts = [...document.querySelectorAll('[data-testid=stPlotlyChart]')];
    return app?.dataset.testScriptState === 'notRunning'
        && document.querySelector('[data-testid=stProgress]') === null
        && app.dataset.testConnectionState === 'CONNECTED'
        && document.querySelector('[data-testid=stMain] [data-testid=stElementContainer]') !== null
        && document.querySelector('[data-testid=stSkeleton], [data-stale=true]') === null
        && document.getAnimations().every((one) => {
            return one.playState !== 'running' || one.timeline !== document.timeline;
        })
        && charts.every((chart) => chart.querySelector('.js-plotly-plot .main-svg'));
}"""


@dataclass(frozen=True, slots=True)
class Look:
    """How a reader has set up the browser."""

    name: str
    theme: Literal["light", "dark"]
    width: int
    height: int


LIGHT = Look("light", "light", 1280, 720)
DARK = Look("dark", "dark", 1280, 720)
PHONE = Look("phone", "light", 390, 844)


def complaints_of(page: Page) -> list[str]:
    """A list that grows with what the browser's console reports from now on."""
    heard: list[str] = []

    def hear(message: ConsoleMessage) -> None:
        if message.type == "error" and not STREAMLIT_PROBE.match(message.location["url"]):
            heard.append(f"console: {message.text} ({message.location['url']})")

    page.on("console", hear)
    page.on("pageerror", lambda error: heard.append(f"uncaught: {error}"))
    return heard


def bytes_received(page: Page) -> list[int]:
    """A list that grows with the size of each message that the page gets over its socket."""
    sizes: list[int] = []

    def listen(socket: WebSocket) -> None:
        socket.on("framereceived", lambda payload: sizes.append(len(payload)))

    page.on("websocket", listen)
    return sizes


def context_for(browser: Browser, look: Look) -> BrowserContext:
    """A reader's browser: its own storage, this theme and window."""
    context = browser.new_context(
        viewport={"width": look.width, "height": look.height}, color_scheme=look.theme
    )
    context.set_default_timeout(PATIENCE)
    return context


@contextmanager
def opened(context: BrowserContext, address: str) -> Iterator[Page]:
    """Open a page, wait until it has settled, and close it in the end."""
    page = context.new_page()
    try:
        page.goto(address)
        settle(page)
        yield page
    finally:
        page.close()


def settle(page: Page) -> None:
    """Wait until the script has run, the charts are drawn and nothing is stale."""
    page.wait_for_function(AT_REST, timeout=PATIENCE)


def follow_link(page: Page, name: str) -> None:
    """Go to another page through the navigation, as a reader does."""
    page.get_by_test_id("stSidebarNav").get_by_role("link", name=name, exact=True).click()
    expect(page).to_have_title(re.compile(rf"^{name} "), timeout=PATIENCE)
    settle(page)


def switch_theme(page: Page, theme: Literal["Light", "Dark"]) -> None:
    """Choose a theme in the menu, and wait until the page shows it."""
    app = page.get_by_test_id("stApp")
    before = app.evaluate("(element) => getComputedStyle(element).backgroundColor")
    page.get_by_test_id("stMainMenu").get_by_role("button").click()
    page.get_by_test_id(f"stMainMenuItem-theme-{theme}").click()
    expect(app).not_to_have_css("background-color", before, timeout=PATIENCE)
    page.keyboard.press("Escape")
    settle(page)
