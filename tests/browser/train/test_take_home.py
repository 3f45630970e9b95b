"""What a reader takes home of a run: the program, and charts as pictures."""

from collections.abc import Callable
from io import BytesIO
from xml.etree import ElementTree

import pytest
from PIL import Image
from playwright.sync_api import BrowserContext

from tests.browser.train.training_page import LAST, SHORT, ready
from tests.browser.visits import LIGHT, Look, opened

pytestmark = pytest.mark.browser


def test_the_shown_run_can_be_taken_home(lab: str, reader: Callable[[Look], BrowserContext]) -> None:
    with opened(reader(LIGHT), f"{lab}/train?{SHORT}") as page:
        ready(page)
        page.get_by_role("button", name="Take home").click()
        with page.expect_download() as download:
            page.get_by_role("button", name="Script").click()
        assert download.value.suggested_filename == "sigmoid-tanh-moons-2x4-lecun-momentum-seed0.py"
        assert "\nSTEPS = 60  # updates\n" in download.value.path().read_text(encoding="utf-8")


def test_a_chart_can_be_saved_as_a_picture_of_300_dots_an_inch_and_as_svg(
    lab: str, reader: Callable[[Look], BrowserContext]
) -> None:
    with opened(reader(LIGHT), f"{lab}/train?{SHORT}") as page:
        ready(page)
        chart = page.locator(".st-key-gradients")
        chart.locator(".js-plotly-plot").hover()
        saved = {}
        for ending in ("PNG", "SVG"):
            with page.expect_download() as download:
                chart.get_by_role("button", name=ending).click()
            assert download.value.suggested_filename == f"activation-lab-gradients.{ending.lower()}"
            saved[ending] = download.value.path().read_bytes()
        with Image.open(BytesIO(saved["PNG"])) as picture:
            assert round(picture.info["dpi"][0]) == 300
            width = page.evaluate("document.querySelector('.st-key-gradients .js-plotly-plot').clientWidth")
            assert picture.width == pytest.approx(width * 300 / 96, abs=2)
        words = "".join(ElementTree.fromstring(saved["SVG"]).itertext())  # noqa: S314
        for word in ("where did the gradient go?", f"steps = {LAST}", "Sigmoid", "Tanh", "error signal"):
            assert word in words
