"""Reads how each claim of the notes is put to the test, and what the literature says of it."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from content.tables import ContentError, Table

FILE = Path(__file__).with_name("evidence.toml")
VERDICTS = Path(__file__).with_name("verdicts.json")  # written by `make verdicts`
WORDS = ("holds", "holds partly", "does not hold", "depends")


@dataclass(frozen=True, slots=True)
class ChartText:
    """A chart's title and the names of its axes."""

    title: str
    x: str
    y: str


@dataclass(frozen=True, slots=True)
class Way:
    """A way to a setting of the app; without an address the label says why there is none."""

    label: str
    open: str | None


@dataclass(frozen=True, slots=True)
class Literature:
    """What published work says of a claim, and why that may differ from what we measure."""

    verdict: str
    text: str
    sources: tuple[str, ...]
    differs: str | None


@dataclass(frozen=True, slots=True)
class Evidence:
    """How a claim is put to the test, in sentences whose numbers are measured.

    Args:
        runs: what is run.
        rule: the decision rule; its placeholders are the rule's thresholds.
        finding: what came out; its placeholders are the measured numbers.
        scope: which gradient, which initialisation.
        depends: what the answer depends on, where it depends.
        chart: None where nothing is drawn.
        flip: None where nothing is run.
        see: where the claim can be watched, for one that has no button of its own.
        literature: kept apart from the experiment's verdict.
    """

    runs: str
    rule: str
    finding: str
    scope: str
    depends: str | None
    chart: ChartText | None
    flip: Way | None
    see: Way | None
    literature: Literature


@cache
def evidence() -> Mapping[str, Evidence]:
    """The evidence for every claim by its id; ContentError if the file does not fit."""
    return read_evidence(FILE)


def read_evidence(path: Path) -> Mapping[str, Evidence]:
    """The evidence in this file."""
    try:
        claims = Table(path.name, tomllib.loads(path.read_text(encoding="utf-8")))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as problem:
        raise ContentError(path.name, "TOML", str(problem)) from problem
    return MappingProxyType({claim_id: _evidence(claims.table(claim_id)) for claim_id in claims})


def _evidence(table: Table) -> Evidence:
    found = Evidence(
        runs=table.text("runs"),
        rule=table.text("rule"),
        finding=table.text("finding"),
        scope=table.text("scope"),
        depends=table.text("depends") if "depends" in table else None,
        chart=_chart(table.table("chart")) if "chart" in table else None,
        flip=_way(table.table("break")) if "break" in table else None,
        see=_way(table.table("see")) if "see" in table else None,
        literature=_literature(table.table("literature")),
    )
    table.finish()
    return found


def _chart(table: Table) -> ChartText:
    found = ChartText(table.text("title"), table.text("x"), table.text("y"))
    table.finish()
    return found


def _way(table: Table) -> Way:
    address = table.text("open") if "open" in table else None
    if address is not None and not address.startswith("/"):
        raise table.error("open", "must be an address of the app, such as /train?depth=6")
    found = Way(table.text("label"), address)
    table.finish()
    return found


def _literature(table: Table) -> Literature:
    found = Literature(
        verdict=table.text("verdict"),
        text=table.text("text"),
        sources=table.names("sources"),
        differs=table.text("differs") if "differs" in table else None,
    )
    if found.verdict not in WORDS:
        raise table.error("verdict", f"is one of {', '.join(WORDS)}")
    if not found.sources:
        raise table.error("sources", "must name at least one work")
    table.finish()
    return found
