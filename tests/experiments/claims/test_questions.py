"""What is asked of any function is what was asked of the claim's own: the same statistic, the same rule."""

import pytest

from activations.catalogue import OWN, FunctionSpec
from experiments.claims.examining import CLAIMS, QUESTIONS, Verdict, ask, examine

# The function of each claim; killed layers have several leaks as cases, Swish's curve several β.
SUBJECTS = {
    "tanh-range": "tanh",
    "relu-negatives": "relu",
    "relu-step": "relu",
    "swish-monotonic": "swish:beta=1",
    "sigmoid-small-gradients": "sigmoid",
    "elu-negatives": "elu",
    "relu-dead": "relu",
    "leaky-rescue": "leaky-relu:alpha=0.1",
    "swish-deep": "swish",
    "sigmoid-hidden": "sigmoid",
}
QUICK = [claim_id for claim_id, question in QUESTIONS.items() if not question.of_networks]
SLOW = [claim_id for claim_id in QUESTIONS if claim_id not in QUICK]
# of these the whole experiment runs in test_stored_verdicts.py, which asks the question, too
ALONE = [claim_id for claim_id in SLOW if CLAIMS[claim_id].alone]
SEEDS = (20, 21)


def test_every_question_has_a_claim_and_every_subject_a_question() -> None:
    assert set(QUESTIONS) <= set(CLAIMS)
    assert set(SUBJECTS) == set(QUESTIONS)


def assert_asked_as_examined(claim_id: str, examined: Verdict) -> None:
    """Asked of the claim's own function, the question gives cases of the claim."""
    asked = ask(claim_id, FunctionSpec.parse(SUBJECTS[claim_id]), examined.seeds)
    assert asked.rule == examined.rule
    known = [(case.outcome, case.measured) for case in examined.findings.cases]
    assert asked.findings.cases
    assert all((case.outcome, case.measured) in known for case in asked.findings.cases)


@pytest.mark.parametrize("claim_id", QUICK)
def test_a_question_about_a_curve_is_the_claims_own(claim_id: str) -> None:
    assert_asked_as_examined(claim_id, examine(claim_id, SEEDS))


@pytest.mark.slow
@pytest.mark.parametrize("claim_id", [claim_id for claim_id in SLOW if claim_id not in ALONE])
def test_a_question_about_networks_is_the_claims_own(claim_id: str) -> None:
    assert_asked_as_examined(claim_id, examine(claim_id, SEEDS))


@pytest.mark.parametrize(
    ("claim_id", "formula", "outcome"),
    [
        ("tanh-range", "sin(3x)", "holds"),
        ("tanh-range", "log(x)", "does not hold"),  # no value is not a value within bounds
        ("relu-negatives", "max(0, x)^2", "holds"),
        ("relu-step", "max(x, 0) - 1", "holds"),
        ("relu-step", "x^2", "does not hold"),
        ("swish-monotonic", "x^2", "holds"),
        ("swish-monotonic", "x^3", "does not hold"),
        ("relu-dead", "max(0, x - 30)", "holds"),  # nothing gets through
        ("relu-dead", "sin(x)", "does not hold"),
        ("sigmoid-small-gradients", "sigmoid(x) / 8", "holds"),
        ("sigmoid-small-gradients", "2x", "does not hold"),
    ],
)
def test_typed_functions_get_the_answers_that_follow_by_hand(
    claim_id: str, formula: str, outcome: str
) -> None:
    assert ask(claim_id, FunctionSpec(OWN, (), formula, "Mine"), 3).outcome == outcome


@pytest.mark.parametrize("formula", ["x + x^3", "exp(exp(x))", "1/x", "log(-1 - x^2)", "3"])
@pytest.mark.parametrize("claim_id", ["sigmoid-small-gradients", "relu-dead", *QUICK])
def test_functions_that_misbehave_get_an_answer_too(claim_id: str, formula: str) -> None:
    assert ask(claim_id, FunctionSpec(OWN, (), formula, "Mine"), 2).outcome


def test_what_is_no_question_is_refused() -> None:
    with pytest.raises(ValueError, match="no question 'relu-popular'"):
        ask("relu-popular", FunctionSpec("relu"))
