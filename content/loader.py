"""Reads the text of the app: front matter in TOML between +++ lines, then Markdown in sections."""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

from content.placeholders import fill, look_up, placeholder_names
from content.schema import Claim, FunctionPage, Option, Page, Prediction, Reference, Section
from content.tables import ContentError, Table

__all__ = [
    "Claim",
    "ContentError",
    "FunctionPage",
    "Option",
    "Page",
    "Prediction",
    "Reference",
    "Section",
    "fill",
    "function_page",
    "look_up",
    "page",
    "placeholder_names",
    "read_function_page",
    "read_page",
    "read_references",
    "references",
]

FOLDER = Path(__file__).parent
PROBE_RANGE = 8.0

_FILE = re.compile(r"\+\+\+\n(?P<matter>.*?\n)\+\+\+\n(?P<body>.*)", re.DOTALL)
_HEADING = re.compile(r"^## +(.+?) *$", re.MULTILINE)


@cache
def function_page(key: str) -> FunctionPage:
    """The text of an activation function's page, by catalogue key; ContentError if it does not fit."""
    return read_function_page(FOLDER / "functions" / f"{key}.md")


@cache
def page(name: str) -> Page:
    """The text of another page, by name ("train"); ContentError if it does not fit."""
    return read_page(FOLDER / "pages" / f"{name}.md")


@cache
def references() -> Mapping[str, Reference]:
    """All works that the app cites, by the name that `sources` use; ContentError if they do not fit."""
    return read_references(FOLDER / "references.toml")


def read_function_page(path: Path) -> FunctionPage:
    """The function page in this file, which is named after the function's key."""
    matter, introduction, sections = _read(path)
    if introduction:
        raise matter.error("text", "starts before the first '## ' heading")
    if not sections:
        raise matter.error("text", "needs at least one section")
    claims, facts = (
        tuple(_claim(table, kind) for table in matter.tables(kind)) if kind in matter else ()
        for kind in ("claims", "facts")
    )
    if bool(claims) == bool(facts):
        raise matter.error("claims", "stand there, or else facts; one of the two")
    cited = dict.fromkeys(name for claim in claims + facts for name in claim.sources)
    found = FunctionPage(
        key=path.stem,
        question=matter.text("question"),
        summary=matter.text("summary"),
        formula=matter.text("formula"),
        slope_formula=matter.text("slope_formula"),
        prediction=_prediction(matter.table("prediction")),
        claims=claims,
        facts=facts,
        as_written=matter.text("as_written"),
        sections=sections,
        sources=tuple(cited | dict.fromkeys(matter.names("sources"))),
    )
    matter.finish()
    return found


def read_page(path: Path) -> Page:
    """The page in this file."""
    matter, introduction, sections = _read(path)
    found = Page(
        question=matter.text("question"),
        introduction=introduction,
        texts=MappingProxyType(matter.texts("texts")),
        sections=sections,
        sources=matter.names("sources"),
    )
    matter.finish()
    return found


def read_references(path: Path) -> Mapping[str, Reference]:
    """The works listed in this file."""
    works = _toml(path.name, _content(path))
    return MappingProxyType({name: _reference(works.table(name)) for name in works})


def _read(path: Path) -> tuple[Table, str, tuple[Section, ...]]:
    parts = _FILE.fullmatch(_content(path))
    if parts is None:
        raise ContentError(path.name, "front matter", "must stand between two lines of +++")
    introduction, *rest = _HEADING.split(parts["body"])
    sections = tuple(Section(title, text.strip()) for title, text in zip(rest[::2], rest[1::2], strict=True))
    matter = _toml(path.name, parts["matter"])
    for section in sections:
        if not section.text:
            raise matter.error(f"section {section.title!r}", "is empty")
    return matter, introduction.strip(), sections


def _content(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as problem:
        raise ContentError(path.name, "file", "cannot be read") from problem


def _toml(file: str, text: str) -> Table:
    try:
        return Table(file, tomllib.loads(text))
    except tomllib.TOMLDecodeError as problem:
        raise ContentError(file, "TOML", str(problem)) from problem


def _prediction(table: Table) -> Prediction:
    found = Prediction(
        prompt=table.text("prompt"),
        asks=table.text("asks"),
        options=tuple(_option(option) for option in table.tables("options")),
        explanation=table.text("explanation"),
    )
    table.finish()
    return found


def _option(table: Table) -> Option:
    found = Option(text=table.text("text"), value=table.number("value"))
    table.finish()
    return found


def _claim(table: Table, kind: str) -> Claim:
    if "show" in table and "open" in table:
        raise table.error("open", "stands beside `show`; a claim has one button")
    show = table.numbers("show") if "show" in table else None
    if show is not None and not abs(show.get("x", 0.0)) <= PROBE_RANGE:
        raise table.error("show.x", f"must lie between −{PROBE_RANGE:g} and {PROBE_RANGE:g}")
    address = table.text("open") if "open" in table else None
    if address is not None and not address.startswith("/"):
        raise table.error("open", "must be an address of the app, such as /train?depth=6")
    has_button = show is not None or address is not None
    if "label" in table and not has_button:
        raise table.error("label", "needs `show` or `open`")
    found = Claim(
        id=table.text("id"),
        notes=table.text("notes") if kind == "claims" else "",
        text=table.text("text"),
        show=None if show is None else MappingProxyType(show),
        open=address,
        label=table.text("label") if has_button else "",
        sources=table.names("sources"),
    )
    table.finish()
    return found


def _reference(table: Table) -> Reference:
    link = table.text("link")
    if not link.startswith("https://"):
        raise table.error("link", "must be an address, such as https://doi.org/10.1038/nature14539")
    found = Reference(
        authors=table.text("authors"),
        year=table.whole_number("year"),
        title=table.text("title"),
        venue=table.text("venue"),
        link=link,
    )
    table.finish()
    return found
