"""Every claim has its test and its literature, in sentences whose numbers are measured."""

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest

from activations.catalogue import CATALOGUE, NOTES
from content.evidence import FILE, VERDICTS, WORDS, Evidence, evidence, read_evidence
from content.loader import fill, function_page, placeholder_names, references
from content.tables import ContentError
from experiments.claims.examining import CLAIMS
from experiments.claims.storing import from_json
from tests.content.test_claims import FIELDS, is_named, years_without_source
from tests.content.test_text import SURPRISES
from ui import verdicts

IDS = [claim.id for key in NOTES for claim in function_page(key).claims]
STORED: Mapping[str, Any] = json.loads(VERDICTS.read_text(encoding="utf-8"))["claims"]

# What a sentence says that types a verdict; the word must come from the experiment.
TYPED = r"\b([Tt]his|[Ii]t) (holds|does not hold|is (true|false|wrong))\b|\b[Pp]artly\b"

each_claim = pytest.mark.parametrize("claim_id", IDS)


def sentences(found: Evidence) -> dict[str, str]:
    """The prose of a claim's evidence by its place."""
    texts = {"runs": found.runs, "rule": found.rule, "finding": found.finding, "scope": found.scope}
    texts |= {"literature": found.literature.text, "differs": found.literature.differs or ""}
    if found.flip:
        texts["break"] = found.flip.label
    return texts


def test_claims_experiments_evidence_and_verdicts_have_the_same_ids_in_the_same_order() -> None:
    assert len(IDS) == 22
    assert list(CLAIMS) == list(evidence()) == list(STORED) == IDS


@each_claim
def test_what_nothing_can_decide_is_literature_only_and_nothing_else_is(claim_id: str) -> None:
    assert (STORED[claim_id]["outcome"] == "literature only") == (not CLAIMS[claim_id].decides)


@each_claim
def test_every_number_of_a_sentence_is_measured_or_a_threshold_of_the_rule(claim_id: str) -> None:
    verdict = from_json(claim_id, STORED[claim_id])
    known = verdicts.values(verdict)
    for place, text in sentences(evidence()[claim_id]).items():
        assert "nan" not in fill(text, known), place
    assert placeholder_names(evidence()[claim_id].rule) <= set(verdict.rule)
    assert not set(verdict.rule) & {name.partition("(")[0] for name in verdict.findings.numbers}


@each_claim
def test_a_verdict_of_the_literature_cites_works_that_exist_and_names_each(claim_id: str) -> None:
    literature = evidence()[claim_id].literature
    assert literature.verdict in WORDS
    assert set(literature.sources) <= set(references())
    assert [source for source in literature.sources if not is_named(source, literature.text)] == []
    assert years_without_source(literature.text, literature.sources) == set()


@each_claim
def test_a_difference_between_experiment_and_literature_is_explained(claim_id: str) -> None:
    literature = evidence()[claim_id].literature
    if STORED[claim_id]["outcome"] not in ("literature only", literature.verdict):
        assert literature.differs


@each_claim
def test_an_outcome_that_depends_says_on_what(claim_id: str) -> None:
    outcomes = set(STORED[claim_id]["stability"])
    assert "depends" not in outcomes or evidence()[claim_id].depends


@each_claim
def test_what_breaks_a_claim_is_a_state_of_the_app_or_says_that_there_is_none(claim_id: str) -> None:
    flip = evidence()[claim_id].flip
    assert flip is not None or not CLAIMS[claim_id].decides
    for way in (flip, evidence()[claim_id].see):
        if way is None or way.open is None:
            continue
        address = urlsplit(way.open)
        names = {name for name, _ in parse_qsl(address.query, strict_parsing=True)}
        if address.path == "/train":
            assert names <= FIELDS | {"alpha", "test_share"}
        else:
            entry = next(each for each in CATALOGUE.values() if each.address == address.path)
            assert names <= {"x", *(parameter.name for parameter in entry.function_class.hyperparameters)}


@each_claim
def test_what_breaks_a_claim_was_measured_to_have_another_outcome(claim_id: str) -> None:
    found, flip = STORED[claim_id], evidence()[claim_id].flip
    if flip is not None and flip.open is not None and found["outcome"] != "depends":
        assert found["breaks"]
        assert any(case["outcome"] != found["outcome"] for case in found["breaks"])


@each_claim
def test_evidence_holds_nothing_that_markdown_would_read_otherwise(claim_id: str) -> None:
    for place, text in sentences(evidence()[claim_id]).items():
        for surprise, pattern in SURPRISES.items():
            assert not re.search(pattern, text), f"{place} has {surprise}"


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ('literature.verdict = "holds"', 'literature.verdict = "true"', "is one of"),
        ('break.open = "/tanh?x=8"', 'break.open = "tanh"', "address"),
        ('scope = "Values, no gradient and no network."', "", "scope"),
        ('runs = "Nothing', 'walks = "x"\nruns = "Nothing', "walks"),
    ],
)
def test_evidence_that_does_not_fit_is_refused(tmp_path: Path, old: str, new: str, problem: str) -> None:
    text = FILE.read_text(encoding="utf-8")
    assert old in text
    broken = tmp_path / "evidence.toml"
    broken.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ContentError, match=problem):
        read_evidence(broken)


@each_claim
def test_no_verdict_is_typed_beside_a_claim(claim_id: str) -> None:
    _, claim = verdicts.claims()[claim_id]
    assert not re.search(TYPED, claim.text)
    for place in ("runs", "finding", "scope"):
        assert not re.search(TYPED, sentences(evidence()[claim_id])[place])


def test_a_typed_verdict_would_be_noticed() -> None:
    assert re.search(TYPED, "This holds. The curve falls")
    assert re.search(TYPED, "Partly true, and only at the start")
