"""The verdicts that the page opens with still follow from the code."""

import json
import math
import signal
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Any

import pytest
from torch import Tensor

from activations.catalogue import FunctionSpec
from content.evidence import VERDICTS
from experiments.claims import fewest_steps
from experiments.claims.__main__ import VERSIONS
from experiments.claims.examining import CLAIMS, QUESTIONS, examine, outcome, set_of_seeds
from experiments.claims.networks import Descent, descend
from experiments.claims.running import Examiner
from experiments.claims.storing import from_json, to_json
from experiments.claims.studies import comparing, leaks, learning
from experiments.networks.stack import Stack
from tests.experiments.claims.test_questions import SUBJECTS, assert_asked_as_examined
from tests.experiments.queue.readers import PATIENCE

STORED: dict[str, Any] = json.loads(VERDICTS.read_text(encoding="utf-8"))
QUICK = ("tanh-range", "relu-step", "relu-no-gradient", "leaky-negatives", "swish-monotonic")
ALONE = [claim_id for claim_id, entry in CLAIMS.items() if entry.alone]
SAMPLE = ("sigmoid-small-gradients", "relu-dead")


def assert_follows(claim_id: str) -> None:
    """The stored verdict is the one that the code gives now, its numbers within what rounding may do."""
    now, then = json.loads(json.dumps(to_json(examine(claim_id)))), STORED["claims"][claim_id]
    assert now["outcome"] == then["outcome"]
    assert now["rule"] == then["rule"]
    assert [case["outcome"] for case in now["cases"]] == [case["outcome"] for case in then["cases"]]
    assert set(now["numbers"]) == set(then["numbers"])
    for name, (median, _, _) in now["numbers"].items():
        assert median == pytest.approx(then["numbers"][name][0], rel=0.02, abs=1e-6), name


@pytest.mark.parametrize("claim_id", QUICK)
def test_a_stored_verdict_follows_from_the_code(claim_id: str) -> None:
    assert_follows(claim_id)


@pytest.mark.slow
@pytest.mark.parametrize("claim_id", SAMPLE)
def test_a_stored_verdict_of_networks_follows_from_the_code(claim_id: str) -> None:
    assert_follows(claim_id)


def test_a_verdict_that_no_longer_follows_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(STORED["claims"]["relu-step"], "outcome", "does not hold")
    with pytest.raises(AssertionError):
        assert_follows("relu-step")


def assert_current(stored: dict[str, str]) -> None:
    """The packages on whose numbers a verdict rests are those that are installed, in any build."""
    for package in ("torch", "numpy", "scipy"):
        then, now = (versions[package].partition("+")[0] for versions in (stored, VERSIONS))
        assert then == now, (
            f"The verdicts were made with {package} {then}, and {now} is installed: run `make verdicts`."
        )


def test_the_stored_verdicts_were_made_with_the_versions_that_are_installed() -> None:
    assert_current(STORED["versions"])


def test_verdicts_of_other_versions_are_noticed_with_the_remedy() -> None:
    assert_current(STORED["versions"] | {"torch": VERSIONS["torch"].partition("+")[0] + "+cu130"})
    with pytest.raises(AssertionError, match=r"made with torch 1\.0, .* run `make verdicts`"):
        assert_current(STORED["versions"] | {"torch": "1.0"})


def test_every_verdict_says_with_what_and_when_it_was_made_and_how_stable_it_is() -> None:
    assert set(STORED["versions"]) == {"python", "torch", "numpy", "scipy"}
    assert len(STORED["date"]) == len("2026-01-01")
    for claim_id, found in STORED["claims"].items():
        assert tuple(found["seeds"]) == set_of_seeds(claim_id, 0)
        assert sum(found["stability"].values()) == CLAIMS[claim_id].sets
        assert found["outcome"] in found["stability"]
        assert found["rule"] or CLAIMS[claim_id].rule is None


@pytest.fixture
def eighth(monkeypatch: pytest.MonkeyPatch) -> None:
    """Networks are trained an eighth of the way: what two experiments have in common shows by then."""

    def shorter(stack: Stack, x: Tensor, y: Tensor, seeds: Sequence[int], how: Descent) -> None:
        descend(stack, x, y, seeds, replace(how, steps=how.steps // 8))

    for module in (learning, comparing, leaks):
        monkeypatch.setattr(module, "descend", shorter)
    monkeypatch.setattr(fewest_steps, "MOST", fewest_steps.MOST // 8)


@pytest.mark.slow
@pytest.mark.usefixtures("eighth")
@pytest.mark.parametrize("claim_id", ALONE)
def test_cases_alone_and_those_of_the_question_are_those_of_the_whole_experiment(
    claim_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    seeds, entry = (30, 31), CLAIMS[claim_id]
    assert entry.alone
    alone, whole = entry.alone(seeds), examine(claim_id, seeds)
    cases = [(case.outcome, case.measured) for case in whole.findings.cases]
    assert [(case.outcome, case.measured) for case in alone] == cases
    assert len({str(measured) for _, measured in cases}) > 1
    known = {claim_id: replace(entry, alone=lambda _: alone)}
    monkeypatch.setattr("experiments.claims.examining.CLAIMS", known)
    assert outcome(claim_id, seeds) == whole.outcome
    if claim_id in QUESTIONS and not is_question(claim_id):
        assert_asked_as_examined(claim_id, whole)


def is_question(claim_id: str) -> bool:
    """Whether the cases alone are made by asking the question of the claim's own function."""
    alone = CLAIMS[claim_id].alone
    own = (FunctionSpec.parse(SUBJECTS[claim_id]),)
    return isinstance(alone, partial) and (alone.func, alone.args) == (QUESTIONS[claim_id].cases, own)


@pytest.mark.parametrize("claim_id", CLAIMS)
def test_a_verdict_survives_being_written_down(claim_id: str) -> None:
    verdict = from_json(claim_id, STORED["claims"][claim_id])
    assert from_json(claim_id, json.loads(json.dumps(to_json(verdict)))) == verdict
    spreads = verdict.findings.numbers.values()
    assert all(math.isnan(each.median) or each.low <= each.median <= each.high for each in spreads)


@pytest.mark.slow
def test_an_examination_in_a_process_gives_the_same_verdict() -> None:
    examiner = Examiner(1)
    try:
        short = examiner.ask("relu-step", 0)
        short.looked = math.inf  # its reader looks at it all the time
        assert short.end.result(timeout=PATIENCE) == examine("relu-step")
    finally:
        examiner.close()


@pytest.mark.slow
def test_an_examination_ends_when_it_is_cancelled_or_its_reader_has_left() -> None:
    examiner = Examiner(1, never)
    try:
        long, waiting, left = (examiner.ask("swish-search", number) for number in (3, 4, 5))
        left.looked = math.inf
        waiting.cancel()
        assert long.begun.wait(PATIENCE)
        long.cancel()
        assert long.end.result(PATIENCE) is None
        assert waiting.end.result(PATIENCE) is None
        assert not waiting.begun.is_set()
        assert left.begun.wait(PATIENCE)
        left.looked = -math.inf  # its reader has not looked for a long time
        assert left.end.result(PATIENCE) is None
    finally:
        examiner.close()


def never(*_: object) -> None:
    """What the process of an examination does in the place of answering."""
    signal.pause()
