"""What is true of every sentence: it renders, it is short, and every name in it is known."""

import ast
import json
import re
from functools import cache

import pytest

from activations.measured.properties import Properties
from content.evidence import VERDICTS
from content.loader import FOLDER, function_page, page, placeholder_names
from tests.content.corpus import FILES, KEYS, LESSONS, PAGES, corpus

FORECAST = {f"{name}_{rule}" for name in ("kept", "factor") for rule in ("he", "lecun", "pytorch")}
MEASURED = {*Properties.__slots__, *FORECAST, "slope", "value", "holding"}
AS_THEY_STAND = ("notes", "label", "as_written", "question", "summary", "prompt", "option")  # never filled
SURPRISES = {
    "HTML": r"</?[a-zA-Z!]",
    "words struck out": "~",
    "an icon or a colour": r":[a-z_-]+(\[|:)",
    "a list or a heading within a paragraph": r"[^\n]\n(?!- |\d\. \*\*)(\d+[.)] |[-+*>#])",
}
TEXTS = corpus()


def names_given(code: ast.AST) -> set[str]:
    """The names for which a module has values: keys of its mappings, arguments of its `dict`s and errors."""
    found: set[str] = set()
    for node in ast.walk(code):
        match node:
            case ast.Dict():
                found |= {
                    key.value
                    for key in node.keys
                    if isinstance(key, ast.Constant) and isinstance(key.value, str)
                }
            case ast.Subscript(slice=ast.Constant(value=str(name)), ctx=ast.Store()):
                found.add(name)
            case ast.Call(func=ast.Name(id=name)) if name == "dict" or name.endswith("Error"):
                found |= {keyword.arg for keyword in node.keywords if keyword.arg}
    return found


@cache
def given() -> set[str]:
    """The names that pages fill in, and the versions that stand with the stored verdicts."""
    modules = [
        path for folder in ("pages", "ui", "experiments") for path in (FOLDER.parent / folder).rglob("*.py")
    ]
    stored: set[str] = set(json.loads(VERDICTS.read_text(encoding="utf-8"))["versions"])
    return stored.union(*(names_given(ast.parse(path.read_text(encoding="utf-8"))) for path in modules))


def of_file(file: str) -> dict[str, str]:
    return {place: text for place, text in TEXTS.items() if place.startswith(f"{file}: ")}


def words(text: str) -> int:
    return len(text.split())


def test_every_content_file_is_read_by_these_tests() -> None:
    assert {path.as_posix() for path in FILES} == {
        *(f"functions/{key}.md" for key in KEYS),
        *(f"pages/{name}.md" for name in PAGES),
        *(f"lessons/{key}.md" for key in LESSONS),
    }


@pytest.mark.parametrize("file", [*KEYS, *PAGES, *LESSONS])
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


@pytest.mark.parametrize("file", [*KEYS, *PAGES, *LESSONS])
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


@pytest.mark.parametrize("file", [*KEYS, *PAGES, *LESSONS])
def test_placeholders_are_names_that_the_page_knows(file: str) -> None:
    for place, text in of_file(file).items():
        as_it_stands = file in KEYS and place.endswith(AS_THEY_STAND)
        known = set() if as_it_stands else MEASURED if file in KEYS else given()
        assert placeholder_names(text) <= known, place


def test_the_names_that_a_page_knows_are_read_from_its_code() -> None:
    code = ast.parse(
        'words = {"mean": 1, **others} | dict(layer=2)\nSomeError("few", rows=1)\nother["step"] = 3'
    )
    assert names_given(code) == {"mean", "layer", "rows", "step"}
    assert "no_page_gives_this" not in given()


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
    assert placeholder_names(f"{{{{{text.prediction.asks}}}}}") <= MEASURED
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
