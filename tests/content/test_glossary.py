"""Every term has one line and leads to a page that says it; a file that does not fit is refused."""

import re
from pathlib import Path

import pytest

from content.glossary import FILE, Entry, glossary, read_glossary
from content.tables import ContentError
from tests.architecture.test_completeness import ADDRESSES
from tests.content.corpus import corpus
from tests.content.test_text import SURPRISES

NAMES = {"make-your-own": "own"}  # of a page's text, where its address has another
# What a word is said as on its page, where that is another than its first word.
SAID = {"E[·]": "averages", "derivative f′, slope": "slope", "run, random seed": "runs", "gate, GLU": "gate"}
MUST_HAVE = (
    *("unit", "pre-activation", "activation", "derivative", "loss", "gradient", "backpropagation", "RMS"),
    *("error signal", "weight gradient", "vanishing", "exploding", "saturated", "off", "dead", "gain"),
    *("initialisation", "run", "batch", "learning rate", "SGD", "momentum", "Adam", "normalisation"),
    *("residual", "gate", "logit", "softmax", "standard normal", "p-value", "Holm", "Spearman", "float32"),
)

each_entry = pytest.mark.parametrize("entry", glossary(), ids=lambda entry: entry.word)


def test_the_terms_stand_in_the_order_of_the_alphabet_and_none_twice() -> None:
    words = [entry.word.casefold() for entry in glossary()]
    assert words == sorted(set(words))


@pytest.mark.parametrize("word", MUST_HAVE)
def test_what_a_beginner_meets_is_in_it(word: str) -> None:
    assert any(word in entry.word for entry in glossary())


@each_entry
def test_a_term_leads_to_a_page_that_says_it(entry: Entry) -> None:
    assert entry.explained in ADDRESSES
    page = entry.explained.removeprefix("/")
    name = NAMES.get(page, page)
    said = " ".join(text for place, text in corpus().items() if place.startswith(f"{name}: ")).casefold()
    assert SAID.get(entry.word, re.split(r"[ ,’']", entry.word)[0]).casefold() in said


@each_entry
def test_a_line_ends_and_holds_nothing_that_markdown_would_read_otherwise(entry: Entry) -> None:
    assert entry.text.endswith(".")
    assert "|" not in entry.word + entry.text
    for surprise, pattern in SURPRISES.items():
        assert not re.search(pattern, entry.text), surprise


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ('explained = "/numerics"', 'explained = "numerics"', "autograd.explained"),
        ('word = "autograd"', "", "autograd.word"),
        ('word = "autograd"', 'word = "autograd"\nlink = "/"', "autograd.link"),
        ("PyTorch's backpropagation", "x" * 200, "autograd.text"),
        ("[autograd]", "[autograd", "TOML"),
    ],
)
def test_a_glossary_that_does_not_fit_is_refused(tmp_path: Path, old: str, new: str, problem: str) -> None:
    text = FILE.read_text(encoding="utf-8")
    assert old in text
    broken = tmp_path / "glossary.toml"
    broken.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ContentError, match=problem):
        read_glossary(broken)
