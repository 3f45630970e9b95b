"""How a claim was tested: what is run, the rule, and every case with what was measured."""

import streamlit as st

from content.evidence import evidence
from content.loader import fill, page
from experiments.claims.verdict import Case
from ui import prose, verdicts


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


def _row(case: Case) -> tuple[str, str, str]:
    labels = page("notes").texts
    word = verdicts.badge_of(case.outcome, labels[f"outcome.{verdicts.slug(case.outcome)}"])
    return verdicts.setting_of(case.setting), word, verdicts.measured_of(case.measured)
