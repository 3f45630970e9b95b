"""The font that is sent draws every icon that can appear, as the whole font does."""

import re
from io import BytesIO
from pathlib import Path

import pytest
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.ttLib import TTFont

from serve import TEXTS
from server import icons
from server.compression import static_folder
from ui.verdicts import BADGES

pytestmark = pytest.mark.slow

NAMES = {"lightbulb", "keyboard_double_arrow_right", "check"}
FONT = next(static_folder().rglob(icons.FONT))


@pytest.fixture(scope="module")
def cut() -> bytes:
    return icons.cut_down(FONT, NAMES | {"no_such_icon"})


@pytest.fixture(scope="module")
def whole() -> TTFont:
    """Streamlit's font, whose thousands of icons are read once for all tests here."""
    return TTFont(FONT)


def drawn(font: TTFont, name: str) -> list[object]:
    """The strokes of an icon."""
    glyphs = font.getGlyphSet()
    pen = DecomposingRecordingPen(glyphs)
    (glyph,) = icons.icons_of(font, [name])
    glyphs[glyph].draw(pen)
    return list(pen.value)


@pytest.mark.parametrize("name", sorted(NAMES))
def test_icon_is_drawn_as_in_the_whole_font(cut: bytes, whole: TTFont, name: str) -> None:
    assert drawn(TTFont(BytesIO(cut)), name) == drawn(whole, name) != []


def test_what_is_not_named_is_not_sent(cut: bytes) -> None:
    assert len(cut) < FONT.stat().st_size / 20
    assert list(icons.icons_of(TTFont(BytesIO(cut)), ["agriculture", "no_such_icon"])) == []


def test_icons_of_the_texts_and_of_streamlit_itself_are_sent(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(icons, "CACHE", tmp_path / "kept")
    text = tmp_path / "page.md"
    text.write_text("A tractor: :material/agriculture:", encoding="utf-8")
    assert icons.kept_font([text]) == {}  # nothing is cut while a server starts
    ((_, file),) = icons.icon_font([text]).items()
    font = TTFont(BytesIO(file.encodings["identity"]))
    assert len(list(icons.icons_of(font, ["agriculture", "keyboard_double_arrow_left"]))) == 2
    ((_, again),) = icons.icon_font([text]).items()
    assert again == file
    assert list(icons.kept_font([text]).values()) == [file]


def test_every_icon_is_named_in_full_where_the_font_is_cut_to_what_is_named(whole: TTFont) -> None:
    put_together = re.compile(r":material/(?![a-z0-9_]+:)")
    files = [path for path in TEXTS if path.suffix == ".py"]
    assert files
    assert [path.name for path in files if put_together.search(path.read_text(encoding="utf-8"))] == []
    known = set(icons.icons_of(whole, (mark.split("/")[1].strip(":") for mark, _ in BADGES.values())))
    assert len(known) == len(BADGES)
