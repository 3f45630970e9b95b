"""What is true of every sentence: it renders, it is short, and every name in it is known."""

import re

import pytest

from content.loader import function_page, page, placeholder_names
from tests.content.corpus import FILES, KEYS, PAGES, corpus

MEASURED = {
    *("lowest", "highest", "lowest_reached", "highest_reached", "mean", "mean_square", "variance"),
    *("forward_gain", "mean_slope", "mean_square_slope", "backward_gain", "largest_slope"),
    *("largest_slope_from", "largest_slope_to", "saturated_below", "saturated_above", "monotone"),
    *("minimum", "minimum_at", "slope", "value"),
}
GIVEN = {
    "common": {"name", "value", "allowed", "low", "high", "step", "steps", "times", "symbol", "function"},
    "function": {"label", "x", "slope_at", "largest_slope", "answer", "function"},
    "overview": {"function", "low", "high"},
    "own": {
        *("label", "x", "value", "slope", "difference", "factor", "layers", "gain", "forward", "address"),
        *("networks", "step", "steps", "name", "rival", "wins", "starts", "p", "sentence", "position"),
        *("seconds", "done", "total"),
    },
    "compare": {"functions", "low", "high", "largest", "steepest"},
    "notes": {
        *("claims", "counts", "count", "outcome", "what", "date", "torch", "numpy", "scipy", "same", "sets"),
        *("first", "last", "title", "x", "finding", "vote", "seconds", "expected", "value"),
    },
    "signal-flow": {
        *("starts", "points", "swept", "width", "low", "high", "function", "function_low", "function_high"),
        *("count", "measure", "findings", "layer", "mean", "most", "depth"),
        *("network", "weights", "slopes", "activations", "signals"),
    },
    "dead-neurons": {
        *("step", "points", "dead", "units", "layers", "layer", "unit", "above", "first", "most", "last"),
        *("rate", "bias", "low", "low_buried", "low_woken", "high", "high_buried", "high_woken", "exploded"),
        *("before", "starts", "best", "value", "function", "back", "narrow", "wide", "others"),
        *(
            "from",
            "to",
            "born",
            "deaths",
            "returns",
            "begin",
            "end",
            "active",
            "times",
            "size",
            "factor",
            "moved",
        ),
    },
    "numerics": {
        *("function", "x", "h", "witness", "forward", "forward_h", "central", "central_h", "autograd"),
        *("precision", "window", "finding", "left", "right", "returned", "whose", "runs", "count", "first"),
        *("what", "truth", "cause", "part", "side", "step", "sentence"),
    },
    "train": {
        *("unit", "largest", "silent", "units"),
        *("ahead", "times", "share"),
        *("step", "steps", "network", "loss", "layer", "measure"),
        *("findings", "decades", "accuracy", "share", "count", "starts"),
        *("better", "worse", "wins", "p", "fewest", "total", "weights", "slopes", "difference"),
        *("most", "rows", "least", "line", "columns", "cell", "column", "classes"),
    },
}
AS_THEY_STAND = ("notes", "label", "as_written", "question", "summary", "prompt", "option")  # never filled
SURPRISES = {
    "HTML": r"</?[a-zA-Z!]",
    "words struck out": "~",
    "an icon or a colour": r":[a-z_-]+(\[|:)",
    "a list or a heading within a paragraph": r"[^\n]\n(?!- |\d\. \*\*)(\d+[.)] |[-+*>#])",
}
TEXTS = corpus()


def of_file(file: str) -> dict[str, str]:
    return {place: text for place, text in TEXTS.items() if place.startswith(f"{file}: ")}


def words(text: str) -> int:
    return len(text.split())


def test_every_content_file_is_read_by_these_tests() -> None:
    assert {path.as_posix() for path in FILES} == {
        *(f"functions/{key}.md" for key in KEYS),
        *(f"pages/{name}.md" for name in PAGES),
    }


@pytest.mark.parametrize("file", [*KEYS, *PAGES])
def test_text_holds_no_html_and_nothing_that_markdown_would_read_otherwise(file: str) -> None:
    for place, text in of_file(file).items():
        bare = re.sub(r"`[^`]*`|\$[^$]*\$", "", text)
        for surprise, pattern in SURPRISES.items():
            assert not re.search(pattern, bare), f"{place} has {surprise}"


@pytest.mark.parametrize(
    ("text", "surprise"),
    [
        ("a <b>bold</b> word", "HTML"),
        ("about ~5 to ~6", "words struck out"),
        ("an :icon: here", "an icon or a colour"),
        ("it falls to\n1. And rises", "a list or a heading within a paragraph"),
    ],
)
def test_the_check_for_surprises_can_fail(text: str, surprise: str) -> None:
    assert re.search(SURPRISES[surprise], text)


@pytest.mark.parametrize("file", [*KEYS, *PAGES])
def test_inline_formulas_are_closed_and_their_braces_balance(file: str) -> None:
    for place, text in of_file(file).items():
        filled = re.sub(r"\{\{.*?\}\}", "", text)
        assert filled.count("$") % 2 == 0, place
        assert filled.count("`") % 2 == 0, place
        for formula in re.findall(r"\$[^$]*\$", filled):
            assert_balanced(formula)


@pytest.mark.parametrize("key", KEYS)
def test_display_formulas_balance_and_stand_on_one_line(key: str) -> None:
    for formula in (function_page(key).formula, function_page(key).slope_formula):
        assert "\n" not in formula
        assert_balanced(formula)
    assert function_page(key).formula.startswith("f(x) =")
    assert function_page(key).slope_formula.startswith("f'(x) =")


def assert_balanced(formula: str) -> None:
    depth = 0
    for letter in formula.replace(r"\{", "").replace(r"\}", ""):
        depth += {"{": 1, "}": -1}.get(letter, 0)
        assert depth >= 0
    assert depth == 0
    assert re.findall(r"\\begin\{(\w+)\}", formula) == re.findall(r"\\end\{(\w+)\}", formula)
    assert len(re.findall(r"\\bigl\b", formula)) == len(re.findall(r"\\bigr\b", formula))


@pytest.mark.parametrize("formula", ["{", "}{", r"\begin{cases}", r"\bigl("])
def test_the_balance_check_can_fail(formula: str) -> None:
    with pytest.raises(AssertionError):
        assert_balanced(formula)


@pytest.mark.parametrize("file", [*KEYS, *PAGES])
def test_placeholders_are_names_that_the_page_knows(file: str) -> None:
    for place, text in of_file(file).items():
        as_it_stands = file in KEYS and place.endswith(AS_THEY_STAND)
        known = set() if as_it_stands else GIVEN.get(file, MEASURED)
        assert placeholder_names(text) <= known, place


@pytest.mark.parametrize("name", PAGES)
def test_no_placeholder_of_a_page_is_known_in_vain(name: str) -> None:
    used = {word for text in page(name).texts.values() for word in placeholder_names(text)}
    assert used == GIVEN[name]


@pytest.mark.parametrize("key", KEYS)
def test_lengths_suit_a_page_that_is_read_in_class(key: str) -> None:
    text = function_page(key)
    assert len(text.question) <= 80
    assert text.question.endswith("?")
    assert len(text.summary) <= 110
    assert text.summary.count(".") == 1
    assert 30 <= words(text.as_written) <= 130
    assert 30 <= words(text.prediction.explanation) <= 90
    assert 3 <= len(text.prediction.options) <= 4
    assert 2 <= len(text.sections) <= 4
    for section in text.sections:
        assert 60 <= words(section.text) <= 120, section.title
    for claim in text.claims + text.facts:
        assert words(claim.notes) <= 20, claim.id
        assert 30 <= words(claim.text) <= 130, claim.id
        assert len(claim.label) <= 80, claim.id


@pytest.mark.parametrize("name", PAGES)
def test_controls_and_their_helps_are_one_line(name: str) -> None:
    texts = page(name).texts
    for key, text in texts.items():
        assert "\n" not in text
        assert len(text) <= 240
        if key.endswith((".help", ".meaning")) and not key.startswith("properties."):
            assert key.rsplit(".", 1)[0] in texts, f"{key} explains a label that is not there"
            assert text.endswith(".")
