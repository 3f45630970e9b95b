"""The verdicts that the lab shows: those that `make verdicts` wrote, or those that this session ran again."""

import json
import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Literal, TypeAlias

from activations.catalogue import CATALOGUE, NOTES, FunctionSpec
from content.evidence import VERDICTS, evidence
from content.loader import Claim, fill, function_page, page
from experiments.claims.storing import from_json
from experiments.claims.verdict import Outcome, Setting, Spread, Verdict
from ui.numbers import plain
from ui.session import state

Word: TypeAlias = Outcome | Literal["unsettled"]

SETTLED = 0.95  # of the sets of seeds must agree, or no set's outcome is called a verdict

# A word, a shape and a colour for each, so that none of the three has to do the work alone.
BADGES: Mapping[str, tuple[str, str]] = {
    "holds": (":material/check_circle:", "green"),
    "holds partly": (":material/contrast:", "orange"),
    "no effect seen": (":material/circle:", "orange"),
    "does not hold": (":material/cancel:", "red"),
    "depends": (":material/alt_route:", "blue"),
    "unsettled": (":material/balance:", "violet"),
    "literature only": (":material/menu_book:", "gray"),
}

WORDLESS = ("literature only", "unsettled")  # of which nothing can be compared with the literature

ENDS = {"": "median", "_low": "low", "_high": "high"}  # of a name in a sentence, and what it stands for


@dataclass(frozen=True, slots=True)
class Record:
    """A verdict that was written down, on how many sets of seeds the rule said what, and what it took."""

    verdict: Verdict
    stability: Mapping[str, int]
    seconds: float

    @property
    def sets(self) -> int:
        """On how many sets of seeds the claim was examined."""
        return sum(self.stability.values())

    @property
    def same(self) -> int:
        """How many of them gave this verdict."""
        return self.stability[self.verdict.outcome]

    @property
    def word(self) -> Word:
        """The verdict's outcome, if all but one set in twenty agree with it."""
        return self.verdict.outcome if self.same >= SETTLED * self.sets else "unsettled"


@dataclass(slots=True)
class Visit:
    """The verdicts that this session has measured itself, and its reader's votes, both by claim."""

    measured: dict[str, Verdict] = field(default_factory=dict)
    votes: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Archive:
    """All verdicts that were written down, by claim, with the versions and the date of their making."""

    date: str
    versions: Mapping[str, str]
    records: Mapping[str, Record]


class Number(float):
    """A measured number as a sentence writes it: an infinite one is ∞, and a percent sign stands apart."""

    def __format__(self, specification: str) -> str:
        """Write it as asked, or as ∞."""
        return "∞" if math.isinf(self) else float(self).__format__(specification).replace("%", " %")


@cache
def archive() -> Archive:
    """What `make verdicts` wrote."""
    data: dict[str, Any] = json.loads(VERDICTS.read_text(encoding="utf-8"))
    records = {
        claim_id: Record(from_json(claim_id, entry), entry["stability"], entry["seconds"])
        for claim_id, entry in data["claims"].items()
    }
    return Archive(data["date"], data["versions"], records)


@cache
def claims() -> Mapping[str, tuple[str, Claim]]:
    """Every claim by its id, with the key of its function, in the order of the notes."""
    return {claim.id: (key, claim) for key in NOTES for claim in function_page(key).claims}


def of(claim_id: str) -> Verdict:
    """The verdict that this session sees: the one that it ran itself, or the one that was written down."""
    return state(Visit).measured.get(claim_id) or archive().records[claim_id].verdict


def word_of(claim_id: str) -> Word:
    """What this session is told of a claim: what its own run said, or what was written down, if settled."""
    measured = state(Visit).measured.get(claim_id)
    return measured.outcome if measured else archive().records[claim_id].word


def keep(verdict: Verdict) -> None:
    """Let this session see a verdict that it ran itself."""
    state(Visit).measured[verdict.claim_id] = verdict


def is_examined(claim_id: str) -> bool:
    """Whether an experiment has decided a claim; of functions beyond the notes none has."""
    return claim_id in claims() and of(claim_id).outcome != "literature only"


def votes() -> Mapping[str, str]:
    """What this session's reader has voted, by claim."""
    return state(Visit).votes


def vote(claim_id: str, outcome: str) -> None:
    """Keep a vote for this session."""
    state(Visit).votes[claim_id] = outcome


def differ(claim_id: str) -> bool:
    """Whether what was written down is another word than the literature's; without one, no difference."""
    return archive().records[claim_id].word not in (*WORDLESS, evidence()[claim_id].literature.verdict)


def slug(outcome: str) -> str:
    """An outcome as it stands in an address and in the keys of texts."""
    return outcome.replace(" ", "-")


def counts() -> str:
    """How many claims have which verdict, as they were written down."""
    labels = page("notes").texts
    found = Counter[str](record.word for record in archive().records.values())
    entries = [
        fill(labels["counts.entry"], {"count": found[each], "outcome": labels[f"outcome.{slug(each)}"]})
        for each in BADGES
        if found[each]
    ]
    return fill(labels["counts"], {"claims": found.total(), "counts": ", ".join(entries)})


def go_back(claim_id: str) -> None:
    """Let this session see the written verdict again."""
    state(Visit).measured.pop(claim_id, None)


def badge(claim_id: str) -> str:
    """The verdict as a badge in Markdown: word, shape and colour."""
    word = word_of(claim_id)
    text = page("notes").texts[f"outcome.{slug(word)}"]
    on = evidence()[claim_id].depends
    if word == "depends" and on:
        text = fill(page("notes").texts["outcome.depends-on"], {"what": on})
    return badge_of(word, text)


def badge_of(word: str, text: str, icon: str | None = None) -> str:
    """Any text in the look of an outcome's word."""
    own_icon, colour = BADGES[word]
    return f":{colour}-badge[{icon or own_icon} {text}]"


def values(verdict: Verdict) -> Mapping[str, object]:
    """What the sentences about a verdict may name: its numbers, `…_low` and `…_high`, and its thresholds."""
    found: dict[str, object] = {name: Number(value) for name, value in verdict.rule.items()}
    rows: dict[str, dict[float, Spread]] = {}
    for name, spread in verdict.findings.numbers.items():
        stem, _, argument = name.rstrip(")").partition("(")
        if argument:
            rows.setdefault(stem, {})[float(argument)] = spread
        else:
            found |= {f"{stem}{end}": Number(getattr(spread, field)) for end, field in ENDS.items()}
    for stem, row in rows.items():
        found |= {f"{stem}{end}": _looked_up(row, field) for end, field in ENDS.items()}
    return found


def _looked_up(row: Mapping[float, Spread], field: str) -> object:
    return lambda argument: Number(getattr(row[argument], field))


def name_of(name: str) -> str:
    """What a line, a place or a value is called: a function's title, a word of the page, or itself."""
    labels = page("notes").texts
    if name in CATALOGUE:
        return CATALOGUE[name].title
    if f"value.{name}" in labels:
        return labels[f"value.{name}"]
    setting, is_setting, value = name.partition("=")
    if is_setting and f"setting.{setting}" in labels:
        return fill(labels[f"setting.{setting}"], {"value": name_of(value)})
    try:
        return FunctionSpec.parse(name).label
    except ValueError:
        return name


def setting_of(setting: Setting) -> str:
    """A case's setting in words."""
    labels = page("notes").texts
    parts = []
    for name, value in setting.items():
        text = name_of(value) if isinstance(value, str) else f"{value:g}"
        parts.append(fill(labels[f"setting.{name}"], {"value": text}))
    return ", ".join(parts)


def measured_of(spread: Spread) -> str:
    """The median over the seeds, and how low and high it came where they differ."""
    median, low, high = (_plain(each) for each in (spread.median, spread.low, spread.high))
    return median if low == high else f"{median} ({low} … {high})"


def _plain(number: float) -> str:
    return plain(number, ".3g" if abs(number) < 1000 else ",.0f")
