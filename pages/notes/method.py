"""How a claim was tested: what is run, the rule, and every case with what was measured."""

import streamlit as st

from activations.catalogue import CATALOGUE, FunctionSpec
from content.evidence import evidence
from content.loader import fill, page
from experiments.claims.verdict import Case, Setting, Spread
from ui import prose, verdicts
from ui.numbers import plain


def show(claim_id: str) -> None:
    """Show the method, then a table of the cases and of what breaks the claim."""
    labels = page("notes").texts
    verdict, tested = verdicts.of(claim_id), evidence()[claim_id]
    numbers = verdicts.values(verdict)
    st.markdown(f"**{labels['card.runs']}** {fill(tested.runs, numbers)}")
    st.markdown(f"**{labels['card.rule']}** {fill(tested.rule, numbers)}")
    if not verdict.findings.cases:
        return
    seeds = fill(labels["card.seeds"], {"first": verdict.seeds[0], "last": verdict.seeds[-1]})
    st.markdown(f"{labels['card.joined']} {seeds}")
    header = [labels[f"card.{column}"] for column in ("cases", "outcome", "measured")]
    rows = [*map(_row, verdict.findings.cases)]
    if verdict.findings.breaks:
        rows += [(f"**{labels['card.breaks']}**", "", ""), *map(_row, verdict.findings.breaks)]
    st.markdown(prose.table(header, rows))


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


def _row(case: Case) -> tuple[str, str, str]:
    labels = page("notes").texts
    word = verdicts.badge_of(case.outcome, labels[f"outcome.{verdicts.slug(case.outcome)}"])
    return setting_of(case.setting), word, measured_of(case.measured)


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
