"""The verdicts that the page opens with still follow from the code."""

import json
import math
from typing import Any

import pytest

from content.evidence import VERDICTS
from experiments.claims.examining import CLAIMS, SEEDS, examine, outcome
from experiments.claims.running import Examiner
from experiments.claims.storing import from_json, to_json

STORED: dict[str, Any] = json.loads(VERDICTS.read_text(encoding="utf-8"))
QUICK = ("tanh-range", "relu-step", "relu-no-gradient", "leaky-negatives", "swish-monotonic")
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


def test_every_verdict_says_with_what_and_when_it_was_made_and_how_stable_it_is() -> None:
    assert set(STORED["versions"]) == {"python", "torch", "numpy", "scipy"}
    assert len(STORED["date"]) == len("2026-01-01")
    for claim_id, found in STORED["claims"].items():
        assert tuple(found["seeds"]) == SEEDS
        assert sum(found["stability"].values()) == CLAIMS[claim_id].sets
        assert found["outcome"] in found["stability"]
        assert found["rule"] or CLAIMS[claim_id].rule is None


@pytest.mark.slow
@pytest.mark.parametrize("claim_id", [claim_id for claim_id, entry in CLAIMS.items() if entry.alone])
def test_cases_alone_are_those_of_the_whole_experiment(claim_id: str) -> None:
    seeds, entry = (30, 31), CLAIMS[claim_id]
    assert entry.alone
    alone, whole = entry.alone(seeds), examine(claim_id, seeds)
    assert [(case.outcome, case.measured) for case in alone] == [
        (case.outcome, case.measured) for case in whole.findings.cases
    ]
    assert outcome(claim_id, seeds) == whole.outcome


@pytest.mark.parametrize("claim_id", CLAIMS)
def test_a_verdict_survives_being_written_down(claim_id: str) -> None:
    verdict = from_json(claim_id, STORED["claims"][claim_id])
    assert from_json(claim_id, json.loads(json.dumps(to_json(verdict)))) == verdict
    spreads = verdict.findings.numbers.values()
    assert all(math.isnan(each.median) or each.low <= each.median <= each.high for each in spreads)


@pytest.mark.slow
def test_an_examination_in_a_process_gives_the_same_verdict_and_one_can_be_cancelled() -> None:
    examiner = Examiner(1)
    try:
        short = examiner.ask("relu-step", 0)
        while not short.end.done():
            short.look()
        assert short.end.result() == examine("relu-step")
        long = examiner.ask("swish-search", 3)
        waiting = examiner.ask("swish-search", 4)
        waiting.cancel()
        assert long.begun.wait(timeout=120)
        long.cancel()
        assert long.end.result(timeout=120) is None
        assert waiting.end.result(timeout=120) is None
        assert not waiting.begun.is_set()
        left = examiner.ask("swish-search", 5)
        assert left.begun.wait(timeout=120)
        left.looked = -math.inf  # its reader has not looked for a long time
        assert left.end.result(timeout=120) is None
    finally:
        examiner.close()
