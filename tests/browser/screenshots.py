"""Takes the README's pictures: `make screenshots`."""

from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import expect, sync_playwright

from tests.browser import chromium, server
from tests.browser.visits import LIGHT, PATIENCE, context_for, opened, settle

FOLDER = server.ROOT / "docs" / "images"


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
            page.screenshot(path=FOLDER / "function.png")
        with opened(context, f"{lab}/train") as page:
            expect(page.locator(".st-key-learning .js-plotly-plot")).to_be_visible(timeout=PATIENCE)
            settle(page)
            page.screenshot(path=FOLDER / "train.png")
        browser.close()


if __name__ == "__main__":
    main()
