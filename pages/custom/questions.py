"""The notes' questions asked of the typed function: at once by its curve, on a button by networks."""

from collections.abc import Iterable

import streamlit as st

from activations.catalogue import FunctionSpec
from content.evidence import evidence
from content.loader import fill, page
from experiments.claims.examining import CLAIMS, Verdict
from ui import own_questions, prose, run_progress, verdicts
from ui.cache.custom import answers_of_curve

POLLING = 0.4  # seconds between two looks


def of_curve(function: FunctionSpec) -> None:
    """Show what the curve alone can answer."""
    labels = page("own").texts
    st.header(labels["ask.title"], anchor=False)
    st.markdown(labels["ask.text"])
    _table(answers_of_curve(function))


def of_networks(function: FunctionSpec) -> None:
    """Show the button, how far the questions are, and what has been answered."""
    labels = page("own").texts
    st.header(labels["ask.networks.title"], anchor=False)
    asking = own_questions.under_way()
    if asking is not None and asking.examination is not None:
        _progress()
        return
    asked = own_questions.questions()
    values = {
        "starts": min(CLAIMS[claim_id].seeds for claim_id in asked),
        "seconds": sum(verdicts.archive().records[claim_id].seconds for claim_id in asked),
    }
    st.button(
        labels["ask.start"],
        key="ask",
        icon=":material/science:",
        help=fill(labels["ask.start.help"], values),
        on_click=own_questions.begin,
        args=(function,),
    )
    if asking is None:
        return
    if asking.has_failed:
        st.error(page("notes").texts["run.failed"], icon=":material/error:")
    _table(asking.answers.values())
    if asking.function != function:
        st.caption(labels["ask.stale"])


@st.fragment(run_every=POLLING)
def _progress() -> None:
    labels = page("own").texts
    asking = own_questions.under_way()
    if asking is not None:
        asking.advance()
    if asking is None or asking.examination is None:
        st.rerun()
    total = len(own_questions.questions())
    values = {"done": len(asking.answers), "total": total, "seconds": asking.seconds}
    words, stop = fill(labels["ask.progress"], values), page("notes").texts["run.stop"]
    if run_progress.bar_with_stop(len(asking.answers) / total, words, stop, key="ask-stop"):
        own_questions.end()
        st.rerun()
    _table(asking.answers.values())


def _table(found: Iterable[Verdict]) -> None:
    """A row for each verdict, and the rules below."""
    answers = list(found)
    if not answers:
        return
    labels = page("own").texts
    header = [labels[f"ask.column.{name}"] for name in ("statement", "outcome", "measured")]
    st.markdown(prose.table(header, map(_row, answers)))
    with st.expander(labels["ask.rules"], icon=":material/gavel:"):
        st.caption(labels["ask.rules.caption"])
        st.markdown("\n".join(f"- *{labels[f'ask.{each.claim_id}']}:* {_rule(each)}" for each in answers))


def _row(verdict: Verdict) -> tuple[str, str, str]:
    labels = page("own").texts
    word = verdicts.badge_of(
        verdict.outcome, page("notes").texts[f"outcome.{verdicts.slug(verdict.outcome)}"]
    )
    cases = verdict.findings.cases
    places = [f"{verdicts.setting_of(case.setting)}: " if len(cases) > 1 else "" for case in cases]
    numbers = [
        f"{place}{verdicts.measured_of(case.measured)}" for place, case in zip(places, cases, strict=True)
    ]
    measured = f"{labels[f'ask.{verdict.claim_id}.measured']}: {'; '.join(numbers)}"
    return labels[f"ask.{verdict.claim_id}"], word, measured


def _rule(verdict: Verdict) -> str:
    return fill(evidence()[verdict.claim_id].rule, verdicts.values(verdict))
