"""The QR code of a link: a picture and nothing else, for a link and nothing else."""

from urllib.parse import unquote
from xml.etree import ElementTree

import pytest

from ui.frame.share import LONGEST, picture

LINK = "https://lab.example/leaky-relu?alpha=0.3&name=<script>"


def test_a_link_becomes_a_picture_of_squares_that_holds_none_of_its_letters() -> None:
    kind, svg = unquote(picture(LINK)).split(",", 1)
    assert kind.startswith("data:image/svg+xml")
    drawn = ElementTree.fromstring(svg)  # noqa: S314 (made here)
    assert {each.tag.rpartition("}")[2] for each in drawn.iter()} == {"svg", "path"}
    assert "alpha" not in svg
    # By the standard's table version 3 takes 53 letters, and version 4 has 33 modules; around them are 4.
    assert len(LINK) == 54
    assert drawn.get("viewBox") == "0 0 41 41"


@pytest.mark.parametrize("said", ["", "javascript:alert(1)", "lab.example", "https://" + LONGEST * "a"])
def test_what_is_no_link_or_too_long_has_no_picture(said: str) -> None:
    assert picture(said) == ""
