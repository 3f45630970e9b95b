"""One claim: the notes' sentence, the vote, the verdict with its numbers, and the literature."""

from urllib.parse import parse_qsl, urlencode, urlsplit

import streamlit as st

from activations.catalogue import CATALOGUE, FunctionSpec
from content.evidence import Evidence, evidence
from content.loader import Claim, fill, page
from experiments.claims.verdict import Verdict
from figures.notes.verdicts import verdict_chart
from pages.functions import page as functions
from pages.notes import method, verification
from pages.notes.choice import Choice
from ui import charts, chrome, prose, verdicts

VOTES = ("holds", "does not hold")


def show(claim_id: str, choice: Choice) -> None:
    """Show a claim's card; in print everything is open and nothing can be pressed."""
    key, claim = verdicts.claims()[claim_id]
    labels = page("notes").texts
    with st.container(border=True, key=f"claim-{claim_id}"):
        says, shows = st.columns([6, 5], gap="medium")
        with says:
            st.caption(CATALOGUE[key].title)
            st.markdown(f"**{labels['card.notes']}** *{claim.notes}*")
            if choice.seen(claim_id) is None and not choice.is_printed:
                _ballot(claim_id)
                return
            _verdict(claim_id, claim, key, is_hidden=choice.seen(claim_id) is None)
        with shows:
            _chart(claim_id)
            if not choice.is_printed:
                _buttons(claim_id, key, claim)
        if choice.is_printed:
            method.show(claim_id)
        else:
            with st.expander(labels["card.method"], icon=":material/science:"):
                method.show(claim_id)


def _ballot(claim_id: str) -> None:
    labels = page("notes").texts
    st.markdown(labels["vote.question"])
    for column, outcome in zip(st.columns(2), VOTES, strict=True):
        column.button(
            labels[f"vote.{verdicts.slug(outcome)}"],
            key=f"vote-{verdicts.slug(outcome)}-{claim_id}",
            icon=verdicts.BADGES[outcome][0],
            on_click=verdicts.vote,
            args=(claim_id, outcome),
            width="stretch",
        )


def _verdict(claim_id: str, claim: Claim, key: str, is_hidden: bool) -> None:
    labels = page("notes").texts
    verdict, tested = verdicts.of(claim_id), evidence()[claim_id]
    voted = verdicts.votes().get(claim_id)
    if voted:
        st.markdown(fill(labels["vote.yours"], {"vote": labels[f"outcome.{verdicts.slug(voted)}"]}))
    hidden = verdicts.badge_of("literature only", labels["outcome.hidden"], ":material/help:")
    st.markdown(f"{hidden if is_hidden else verdicts.badge(claim_id)} {_stability(verdict)}")
    st.markdown(fill(tested.finding, verdicts.values(verdict)))
    st.markdown(fill(claim.text, prose.measured(FunctionSpec(key))))
    scope = fill(tested.scope, verdicts.values(verdict))
    st.markdown(f"**{labels['card.scope']}** {scope}")
    st.markdown(_literature(verdict, tested))


def _stability(verdict: Verdict) -> str:
    labels = page("notes").texts
    record = verdicts.archive().records[verdict.claim_id]
    if verdict.seeds != record.verdict.seeds:
        return fill(labels["card.own"], {"first": verdict.seeds[0], "last": verdict.seeds[-1]})
    if verdict.outcome == "literature only":
        return ""
    values = {"same": record.same, "sets": record.sets, "seeds": len(verdict.seeds)}
    if record.word != "unsettled":
        return fill(labels["card.stable"], values)
    counts = sorted(record.stability.items(), key=lambda entry: entry[1], reverse=True)
    each = [
        fill(labels["counts.entry"], {"count": count, "outcome": labels[f"outcome.{verdicts.slug(outcome)}"]})
        for outcome, count in counts
    ]
    return fill(labels["card.unsettled"], {**values, "counts": ", ".join(each)})


def _literature(verdict: Verdict, tested: Evidence) -> str:
    """The literature's verdict with its sources, and a sentence when ours is another."""
    labels = page("notes").texts
    says = tested.literature
    badge = verdicts.badge_of(says.verdict, labels[f"outcome.{verdicts.slug(says.verdict)}"])
    text = f"**{labels['card.literature']}** {badge} {says.text}"
    if verdicts.word_of(verdict.claim_id) in (*verdicts.WORDLESS, says.verdict):
        return text
    return f"{text}\n\n**{labels['card.differ']}** {says.differs or labels['card.differ.unexplained']}"


def _chart(claim_id: str) -> None:
    verdict, tested = verdicts.of(claim_id), evidence()[claim_id]
    if verdict.findings.chart is None or tested.chart is None:
        return
    labels = page("notes").texts
    found = verdict.findings.chart
    texts = tested.chart
    names = {each.name: verdicts.name_of(each.name) for each in found.lines}
    names |= {str(place): verdicts.name_of(str(place)) for place in found.lines[0].x}
    finding = fill(tested.finding, verdicts.values(verdict))
    alt = fill(labels["chart.alt"], {"title": texts.title, "x": texts.x, "finding": finding})
    st.markdown(f"**{texts.title}**")
    figure = verdict_chart(found, chrome.theme(), names, (texts.x, texts.y))
    charts.show(figure, key=f"chart-{claim_id}", alt=alt)


def _buttons(claim_id: str, key: str, claim: Claim) -> None:
    labels = page("notes").texts
    tested = evidence()[claim_id]
    see = claim.open
    if claim.show is not None:
        state = urlencode({name: f"{value:g}" for name, value in claim.show.items()})
        see = f"{CATALOGUE[key].address}?{state}"
    if see:
        _link(see, f"{labels['card.see']}: {claim.label}", ":material/visibility:")
    elif tested.see and tested.see.open:
        _link(tested.see.open, f"{labels['card.see']}: {tested.see.label}", ":material/visibility:")
    if tested.flip and tested.flip.open:
        _link(tested.flip.open, f"{labels['card.break']}: {tested.flip.label}", ":material/bolt:")
    elif tested.flip:
        st.caption(tested.flip.label)
    if verdicts.of(claim_id).findings.cases:
        verification.show(claim_id)


def _link(address: str, label: str, icon: str) -> None:
    """A link to another page of the app in a certain state."""
    parts = urlsplit(address)
    target = "pages/train/page.py" if parts.path == "/train" else functions.page_of(parts.path[1:])
    st.page_link(target, label=label, icon=icon, query_params=dict(parse_qsl(parts.query)))
