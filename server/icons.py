"""Streamlit's font of icons, cut down to those that can appear: 10 kB in the place of 375."""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from io import BytesIO
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

from server.compression import CACHE, Compressed, static_folder

NAMED = re.compile(r":material/([a-z0-9_]+):")
FONT = "MaterialSymbols-Rounded.*.woff2"


def icon_font(texts: Iterable[Path]) -> Mapping[str, Compressed]:
    """The font by its address, with the icons that these files or Streamlit's scripts name.

    It keeps its name when a page gets another icon, so that browsers ask each time whether it is the same.
    """
    names = _names([*texts, *(static_folder() / "static").rglob("*.js")])
    (font,) = (static_folder() / "static").rglob(FONT)
    content = _kept_or_cut(font, names)
    address = f"/{font.relative_to(static_folder()).as_posix()}"
    return {address: Compressed("font/woff2", {"identity": content}, changes=True)}


def cut_down(font: Path, names: set[str]) -> bytes:
    """The font with these icons, and the letters of their names, which it joins to an icon."""
    options = Options(layout_features=["*"], layout_closure=False, notdef_outline=True)
    with TTFont(font) as opened:
        letters = opened.getBestCmap()
        spelling = {letters[ord(letter)] for name in names for letter in name}
        subsetter = Subsetter(options)
        subsetter.populate(glyphs=spelling | set(icons_of(opened, names)))
        subsetter.subset(opened)
        opened.flavor = "woff2"
        written = BytesIO()
        opened.save(written)
    return written.getvalue()


def icons_of(font: TTFont, names: Iterable[str]) -> Iterator[str]:
    """The glyph that each name's letters are joined to; a name that the font does not know has none."""
    joined: dict[tuple[str, ...], str] = {}
    for lookup in font["GSUB"].table.LookupList.Lookup:
        for table in lookup.SubTable:
            for first, ligatures in getattr(getattr(table, "ExtSubTable", table), "ligatures", {}).items():
                joined |= {(first, *each.Component): each.LigGlyph for each in ligatures}
    letters = font.getBestCmap()
    for name in names:
        spelt = tuple(letters.get(ord(letter), "") for letter in name)
        if spelt in joined:
            yield joined[spelt]


def _names(texts: Iterable[Path]) -> set[str]:
    return {name for path in texts for name in NAMED.findall(path.read_text(encoding="utf-8"))}


def _kept_or_cut(font: Path, names: set[str]) -> bytes:
    """Cutting takes two seconds, so that the outcome is kept where that is possible."""
    wanted = hashlib.sha256(" ".join([font.name, *sorted(names)]).encode()).hexdigest()
    kept = CACHE / f"icons-{wanted[:16]}.woff2"
    if kept.exists():
        return kept.read_bytes()
    content = cut_down(font, names)
    with suppress(OSError):  # a file system that is full or read-only
        kept.parent.mkdir(parents=True, exist_ok=True)
        unfinished = kept.with_suffix(".part")
        unfinished.write_bytes(content)
        unfinished.replace(kept)
    return content
