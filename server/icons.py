"""Streamlit's font of icons, cut down to those that can appear: 10 kB in the place of 375."""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from server.compression import CACHE, Compressed, static_folder

if TYPE_CHECKING:  # a server whose font is kept never loads it
    from fontTools.ttLib import TTFont

NAMED = re.compile(r":material/([a-z0-9_]+):")
FONT = "MaterialSymbols-Rounded.*.woff2"
FOLDERS = ("content", "figures", "pages", "ui")


def texts_of(root: Path) -> list[Path]:
    """The project's files that may name an icon."""
    paths = (path for folder in FOLDERS for path in (root / folder).rglob("*"))
    return [path for path in paths if path.suffix in {".py", ".md", ".toml", ".js"}]


def icon_font(texts: Iterable[Path]) -> Mapping[str, Compressed]:
    """The font by its address, with the icons that these files or Streamlit's scripts name.

    It keeps its name when a page gets another icon, so that browsers ask each time whether it is the same.
    Cutting takes two seconds, so that the outcome is kept where that is possible.
    """
    named = _names(texts)
    kept = _kept(named)
    if not kept.exists():
        content = cut_down(_font(), named | _names(_scripts()))
        with suppress(OSError):  # a file system that is full or read-only
            kept.parent.mkdir(parents=True, exist_ok=True)
            unfinished = kept.with_suffix(".part")
            unfinished.write_bytes(content)
            unfinished.replace(kept)
        return _answered_with(content)
    return _answered_with(kept.read_bytes())


def kept_font(texts: Iterable[Path]) -> Mapping[str, Compressed]:
    """The same where it has been cut before; else nothing, and Streamlit answers with its whole font."""
    kept = _kept(_names(texts))
    return _answered_with(kept.read_bytes()) if kept.exists() else {}


def cut_down(font: Path, names: set[str]) -> bytes:
    """The font with these icons, and the letters of their names, which it joins to an icon."""
    from fontTools.subset import Options, Subsetter  # noqa: PLC0415 (where it is kept, nobody loads this)
    from fontTools.ttLib import TTFont  # noqa: PLC0415

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


def icons_of(font: "TTFont", names: Iterable[str]) -> Iterator[str]:
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


def _font() -> Path:
    (font,) = (static_folder() / "static").rglob(FONT)
    return font


def _scripts() -> list[Path]:
    return sorted((static_folder() / "static").rglob("*.js"))


def _kept(named: set[str]) -> Path:
    """Where the font with these icons is; Streamlit puts a hash of the content into its files' names."""
    installed = [path.name for path in (_font(), *_scripts())]
    wanted = hashlib.sha256(" ".join([*installed, *sorted(named)]).encode()).hexdigest()
    return CACHE / f"icons-{wanted[:16]}.woff2"


def _answered_with(content: bytes) -> Mapping[str, Compressed]:
    address = f"/{_font().relative_to(static_folder()).as_posix()}"
    return {address: Compressed("font/woff2", {"identity": content}, changes=True)}


if __name__ == "__main__":
    icon_font(texts_of(Path(__file__).parents[1]))
