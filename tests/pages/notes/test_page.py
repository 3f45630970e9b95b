"""The page of all claims: table, filter, order, votes, and the badges on the other pages."""

import json

import pytest

from activations.catalogue import NOTES
from content.evidence import VERDICTS
from content.loader import function_page, page
from tests.pages.lab import opened, warnings_of

pytestmark = pytest.mark.slow

STORED = json.loads(VERDICTS.read_text(encoding="utf-8"))["claims"]
LABELS = page("notes").texts
CLAIM = "relu-remedy-rate"


def word_of(claim_id: str) -> str:
    """What may be said of a claim: at most one set of seeds in twenty contradicts it."""
    outcome, stability = STORED[claim_id]["outcome"], STORED[claim_id]["stability"]
    return outcome if 20 * stability[outcome] >= 19 * sum(stability.values()) else "unsettled"


def words_of(outcome: str) -> str:
    return LABELS[f"outcome.{outcome.replace(' ', '-')}"]


def text_of(app: object) -> str:
    return "\n".join(each.value for each in app.markdown)  # type: ignore[attr-defined]


def test_it_opens_with_the_table_of_all_claims_and_the_cards_of_the_first_function() -> None:
    app = opened("notes")
    assert not app.exception
    assert len(app.dataframe[0].value) == 22
    shown = text_of(app)
    for claim in function_page("sigmoid").claims:
        assert claim.notes in shown
    assert function_page("tanh").claims[0].notes not in shown


def test_a_link_opens_one_claim_with_verdict_rule_numbers_and_literature() -> None:
    shown = text_of(app := opened("notes", claim=CLAIM))
    assert not app.exception
    assert words_of(STORED[CLAIM]["outcome"]) in shown
    assert LABELS["card.rule"] in shown
    assert "Karpathy et al. 2015" in shown
    assert "−0.5" in shown  # the rule's threshold
    assert f"{STORED[CLAIM]['numbers']['rank'][1]:.2f}" in shown


def test_a_filter_leaves_the_claims_with_that_verdict() -> None:
    rows = opened("notes", verdict="does-not-hold").dataframe[0].value
    expected = sum(word_of(each) == "does not hold" for each in STORED)
    assert len(rows) == expected
    assert all(words_of("does not hold") in word for word in rows[LABELS["table.verdict"]])


def test_sorting_by_stability_puts_the_least_stable_first() -> None:
    rows = opened("notes", sort="stability").dataframe[0].value[LABELS["table.stability"]]
    shares = [int(same) / int(sets) for same, sets in (row.split(" / ") for row in rows if row)]
    assert shares == sorted(shares)
    assert shares[0] < shares[-1]


def test_predict_first_hides_every_verdict_until_the_vote() -> None:
    app = opened("notes", claim=CLAIM, predict="yes")
    assert set(app.dataframe[0].value[LABELS["table.verdict"]]) == {LABELS["outcome.hidden"]}
    assert words_of(STORED[CLAIM]["outcome"]) not in text_of(app)
    app.button(f"vote-holds-{CLAIM}").click().run()
    assert not app.exception
    assert words_of(STORED[CLAIM]["outcome"]) in text_of(app)
    assert list(app.dataframe[0].value[LABELS["table.verdict"]]).count(LABELS["outcome.hidden"]) == 21


def test_the_printable_form_has_every_claim_and_nothing_to_press() -> None:
    app = opened("notes", print="yes")
    shown = text_of(app)
    assert not app.exception
    for key in NOTES:
        assert all(claim.notes in shown for claim in function_page(key).claims)
    assert shown.count(LABELS["card.rule"]) == 22
    assert not [button for button in app.button if button.label == LABELS["run.again"]]


@pytest.mark.parametrize(
    "address", [{"claim": "relu-alive"}, {"verdict": "maybe"}, {"sort": "luck"}, {"show": "cubic"}]
)
def test_an_address_that_is_not_allowed_gets_one_sentence_and_the_page(address: dict[str, str]) -> None:
    app = opened("notes", **address)
    assert not app.exception
    (warning,) = warnings_of(app)
    assert next(iter(address.values())) in warning


@pytest.mark.parametrize("key", NOTES)
def test_a_functions_page_shows_the_badges_of_its_claims(key: str) -> None:
    shown = text_of(opened(key))
    measured = page("function").texts["claim.measured"]
    assert shown.count(measured) == len(function_page(key).claims)


def test_the_overview_counts_the_verdicts() -> None:
    captions = "\n".join(caption.value for caption in opened("overview").caption)
    words = [word_of(each) for each in STORED]
    assert f"holds {words.count('holds')}," in captions
    assert f"does not hold {words.count('does not hold')}" in captions
    assert f"unsettled {words.count('unsettled')}" in captions


def test_a_verdict_that_other_seeds_contradict_is_called_unsettled_and_the_counts_are_shown() -> None:
    claim_id = next(each for each in STORED if word_of(each) == "unsettled")
    shown = text_of(app := opened("notes", claim=claim_id))
    assert not app.exception
    assert f"balance: {words_of('unsettled')}]" in shown
    for outcome, count in STORED[claim_id]["stability"].items():
        assert f"{words_of(outcome)} {count}" in shown
    row = [each.notes for key in NOTES for each in function_page(key).claims].index(
        next(each.notes for key in NOTES for each in function_page(key).claims if each.id == claim_id)
    )
    assert words_of("unsettled") in app.dataframe[0].value[LABELS["table.verdict"]].iloc[row]


def test_a_claim_examined_again_shows_the_new_seeds() -> None:
    app = opened("notes", claim="relu-step")
    app.button("again-relu-step").click().run()
    for _ in range(50):
        if "seeds 10 to 19" in text_of(app):
            break
        app.run()
    assert not app.exception
    assert "seeds 10 to 19" in text_of(app)
