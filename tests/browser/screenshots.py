"""Takes the README's pictures: `make screenshots`."""

from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image
from playwright.sync_api import Page, expect, sync_playwright

from tests.browser import chromium, server
from tests.browser.visits import LIGHT, PATIENCE, context_for, opened, settle

FOLDER = server.ROOT / "docs" / "images"
COLOURS = 128  # a palette keeps each picture well under 200 kB


def main() -> None:
    """Start a server, open the pages and save what they show."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with (
        TemporaryDirectory() as folder,
        server.running(Path(folder) / "output.txt") as lab,
        sync_playwright() as playwright,
    ):
        browser = chromium.launch(playwright)
        context = context_for(browser, LIGHT)
        with opened(context, f"{lab}/leaky-relu?alpha=0.2&x=-2") as page:
            _save(page, "function")
        with opened(context, f"{lab}/train") as page:
            expect(page.locator(".st-key-learning .js-plotly-plot")).to_be_visible(timeout=PATIENCE)
            settle(page)
            _save(page, "train")
        browser.close()


def _save(page: Page, name: str) -> None:
    path = FOLDER / f"{name}.png"
    page.screenshot(path=path)
    with Image.open(path) as picture:
        reduced = picture.convert("RGB").quantize(COLOURS)
    reduced.save(path, optimize=True)


if __name__ == "__main__":
    main()
