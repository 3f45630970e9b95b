"""Every claim of the notes is answered once, from cited work, beside a button that does what it says."""

import re
from collections import Counter
from urllib.parse import parse_qsl, urlsplit

import pytest

from activations.catalogue import CATALOGUE, NOTES
from content.loader import Claim, function_page, page, references
from tests.content.corpus import KEYS, PAGES

CLAIMS = {
    "sigmoid": {
        *("sigmoid-hidden", "sigmoid-small-gradients", "sigmoid-outer-gradients"),
        *("sigmoid-layer-rates", "sigmoid-centred"),
    },
    "tanh": {"tanh-range", "tanh-centred"},
    "relu": {
        *("relu-negatives", "relu-step", "relu-no-gradient", "relu-dead"),
        *("relu-remedy-rate", "relu-remedy-bias", "relu-popular"),
    },
    "leaky-relu": {"leaky-negatives", "leaky-rescue", "leaky-parameter", "leaky-step"},
    "elu": {"elu-negatives"},
    "swish": {"swish-search", "swish-deep", "swish-monotonic"},
}
FIELDS = {
    *("functions", "dataset", "noise", "samples", "depth", "width", "initialisation", "weight_scale"),
    *("optimiser", "learning_rate", "batch_size", "steps", "seeds", "seed", "starting_bias", "alpha"),
}


def statements_of(key: str) -> tuple[Claim, ...]:
    """What a function's page shows one after another: claims of the notes, or facts."""
    return function_page(key).claims + function_page(key).facts


ALL = {claim.id: (key, claim) for key in KEYS for claim in statements_of(key)}
YEAR_IN_BRACKETS = re.compile(r"\(?((?:19|20)\d\d)\)")


def test_every_claim_of_the_notes_is_answered_exactly_once() -> None:
    found = Counter(claim.id for key in NOTES for claim in function_page(key).claims)
    assert sum(found.values()) == 22
    assert set(found.values()) == {1}
    for key, expected in CLAIMS.items():
        assert {claim.id for claim in function_page(key).claims} == expected


def test_a_function_of_the_notes_has_claims_and_any_other_three_facts() -> None:
    for key in KEYS:
        text = function_page(key)
        assert bool(text.claims) == (key in NOTES)
        assert len(text.facts) == (0 if key in NOTES else 3)
        assert all(claim.notes for claim in text.claims)
        assert all(fact.id.startswith(f"{key}-") and not fact.notes for fact in text.facts)


def test_every_cited_work_is_listed_and_every_listed_work_is_cited() -> None:
    cited = {name for key in KEYS for name in function_page(key).sources}
    cited |= {name for key in PAGES for name in page(key).sources}
    assert cited == set(references())


def test_references_are_named_after_first_author_and_year_and_stand_in_order() -> None:
    for name, work in references().items():
        surname, year = name.rsplit("-", 1)
        assert surname in work.authors.split(",")[0].lower()
        assert int(year) == work.year
    years = [work.year for work in references().values()]
    assert years == sorted(years)


def is_named(source: str, text: str) -> bool:
    surname, year = source.rsplit("-", 1)
    return re.search(rf"\b{surname}\b[^.()]*(\bal\.)?[^.()]*\(?{year}\)", text, re.IGNORECASE) is not None


def years_without_source(text: str, sources: tuple[str, ...]) -> set[str]:
    return set(YEAR_IN_BRACKETS.findall(text)) - {source.rsplit("-", 1)[1] for source in sources}


@pytest.mark.parametrize("claim_id", ALL)
def test_a_claim_names_each_of_its_sources_and_no_other(claim_id: str) -> None:
    _, claim = ALL[claim_id]
    assert [source for source in claim.sources if not is_named(source, claim.text)] == []
    assert years_without_source(claim.text, claim.sources) == set()


@pytest.mark.parametrize("key", KEYS)
def test_every_source_of_a_page_is_named_on_it_and_every_year_has_a_source(key: str) -> None:
    text = function_page(key)
    whole = "\n".join(
        [*(claim.text for claim in statements_of(key)), *(section.text for section in text.sections)]
    )
    assert [source for source in text.sources if not is_named(source, whole)] == []
    assert years_without_source(whole, text.sources) == set()


@pytest.mark.parametrize("name", PAGES)
def test_every_source_of_another_page_is_named_on_it(name: str) -> None:
    text = page(name)
    whole = "\n".join([text.introduction, *text.texts.values(), *(part.text for part in text.sections)])
    assert [source for source in text.sources if not is_named(source, whole)] == []
    assert years_without_source(whole, text.sources) == set()


def test_the_citation_checks_can_fail() -> None:
    assert is_named("maas-2013", "Maas et al. (2013) say")
    assert not is_named("maas-2013", "Maas et al. (2014) say, and others (2013)")
    assert years_without_source("(Xu et al. 2015)", ("maas-2013",)) == {"2015"}


@pytest.mark.parametrize("claim_id", ALL)
def test_a_button_sets_only_what_the_page_has(claim_id: str) -> None:
    key, claim = ALL[claim_id]
    parameters = {parameter.name: parameter for parameter in CATALOGUE[key].function_class.hyperparameters}
    for name, value in (claim.show or {"x": 0.0}).items():
        if name != "x":
            assert parameters[name].checked(value) == value
    assert claim.show is None or "x" in claim.show
    if claim.open is not None:
        address = urlsplit(claim.open)
        assert address.path == "/train"
        assert {name for name, _ in parse_qsl(address.query, strict_parsing=True)} <= FIELDS


def test_claims_about_literature_alone_have_no_button() -> None:
    bare = {claim_id for claim_id, (_, claim) in ALL.items() if not has_button(claim)}
    assert bare == {"relu-remedy-bias", "relu-popular", "swish-search", "softplus-relu", "mish-reports"}


def has_button(claim: Claim) -> bool:
    return claim.show is not None or claim.open is not None
