"""A file that fits becomes data; each way not to fit is an error that names the file and the key."""

from pathlib import Path

import pytest

from content.loader import (
    Claim,
    ContentError,
    Reference,
    Section,
    function_page,
    page,
    read_function_page,
    read_page,
    read_references,
)
from tests.content.samples import FUNCTION_PAGE, PAGE, REFERENCES

SHOW = "show = { x = -2, alpha = 0.5 }\n"
NOTES = 'notes = "It is straight."\n'
LABEL = 'label = "Look"\n'
OPTION = '[[prediction.options]]\ntext = "1, at 0"\nvalue = 1.0\n'
CLAIM = FUNCTION_PAGE[FUNCTION_PAGE.index("[[claims]]") : FUNCTION_PAGE.index("+++\n\n##")]

BROKEN_FUNCTION_PAGES = {
    "front matter is missing": (FUNCTION_PAGE, "## What it does\n\nNothing.\n", "front matter"),
    "front matter is not closed": ("+++\n\n## What", "\n## What", "front matter"),
    "front matter is not TOML": ('summary = "A line."', "summary = A line.", "TOML"),
    "a key is missing": ('summary = "A line."\n', "", "summary"),
    "a text is blank": ('summary = "A line."', 'summary = "  "', "summary"),
    "a text is a number": ('summary = "A line."', "summary = 3", "summary"),
    "a key is unknown": ('summary = "A line."', 'summary = "A line."\nsumary = "A line."', "sumary"),
    "sources are not a list": ('sources = ["mill-1999"]', 'sources = "mill-1999"', "sources"),
    "sources are not names": ('sources = ["mill-1999"]', "sources = [1999]", "sources"),
    "a source is named twice": ('["hume-1748"]', '["hume-1748", "hume-1748"]', "claims[0].sources"),
    "the prediction is not a table": (
        FUNCTION_PAGE[FUNCTION_PAGE.index("[prediction]") : FUNCTION_PAGE.index("[[claims]]")],
        "prediction = 3\n",
        "prediction",
    ),
    "the prediction has an unknown key": (
        'prompt = "Where?"',
        'prompt = "Where?"\nhint = "Up"',
        "prediction.hint",
    ),
    "there are no options": (OPTION, "options = []\n", "prediction.options"),
    "options are not tables": (OPTION, "options = [3]\n", "prediction.options"),
    "a prediction asks for nothing": ('asks = "slope(0)"\n', "", "prediction.asks"),
    "an option has no value": ("value = 1.0\n", "", "prediction.options[0].value"),
    "a value is not a number": ("value = 1.0", 'value = "0"', "prediction.options[0].value"),
    "a value is a truth value": ("value = 1.0", "value = true", "prediction.options[0].value"),
    "a value is not finite": ("value = 1.0", "value = inf", "prediction.options[0].value"),
    "an option has an unknown key": (
        "value = 1.0",
        "value = 1.0\nright = true",
        "prediction.options[0].right",
    ),
    "there are neither claims nor facts": (CLAIM, "", "claims"),
    "there are both": (CLAIM, CLAIM + CLAIM.replace("claims", "facts").replace(NOTES, ""), "claims"),
    "a claim says nothing of the notes": (NOTES, "", "claims[0].notes"),
    "a fact quotes the notes": (CLAIM, CLAIM.replace("claims", "facts"), "facts[0].notes"),
    "a claim has an unknown key": (LABEL, LABEL + 'verdict = "holds"\n', "claims[0].verdict"),
    "a claim has two buttons": (SHOW, SHOW + 'open = "/train"\n', "claims[0].open"),
    "a button has no words": (LABEL, "", "claims[0].label"),
    "words have no button": (SHOW, "", "claims[0].label"),
    "a setting is not a number": ("alpha = 0.5", 'alpha = "a"', "claims[0].show.alpha"),
    "the probe leaves the chart": ("x = -2", "x = 8.1", "claims[0].show.x"),
    "an address leaves the app": (SHOW, 'open = "https://example.org"\n', "claims[0].open"),
    "text comes before the first heading": ("+++\n\n##", "+++\n\nHello.\n\n##", "text"),
    "there is no section": ("## What it does\n\nIt passes everything on.\n", "", "text"),
    "a section is empty": ("It passes everything on.\n", "", "section 'What it does'"),
}

BROKEN_PAGES = {
    "texts are missing": (PAGE[PAGE.index("[texts]") : PAGE.index("+++\n\n")], "", "texts"),
    "a text is a number": ('"Stop"', "3", "texts.run.stop"),
    "a text is blank": ('"Stop"', '""', "texts.run.stop"),
    "a key comes twice": ('run.stop = "Stop"', 'run.stop = "Stop"\nrun.start = "Go"', "texts.run.start"),
    "a key is unknown": ('question = "What?"', 'question = "What?"\nanswer = "That."', "answer"),
}

BROKEN_REFERENCES = {
    "the year is text": ("year = 1748", 'year = "1748"', "hume-1748.year"),
    "the year is a truth value": ("year = 1748", "year = true", "hume-1748.year"),
    "a key is missing": ('venue = "Millar"\n', "", "hume-1748.venue"),
    "a link leads nowhere": ("https://doi.org/", "doi:", "hume-1748.link"),
    "a key is unknown": ('venue = "Millar"', 'venue = "Millar"\npages = 3', "hume-1748.pages"),
    "a work is not a table": (REFERENCES, "hume-1748 = 3\n", "hume-1748"),
    "it is not TOML": ("year = 1748", "year = then", "TOML"),
}


def written(folder: Path, text: str, name: str = "line.md") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def broken(text: str, old: str, new: str) -> str:
    assert text.count(old) == 1, f"the test breaks nothing: {old!r}"
    return text.replace(old, new)


def test_a_function_page_becomes_data(tmp_path: Path) -> None:
    found = read_function_page(written(tmp_path, FUNCTION_PAGE))
    assert found.key == "line"
    assert found.slope_formula == "f'(x) = 1"
    assert found.prediction.options[0].value == 1.0
    assert found.prediction.asks == "slope(0)"
    assert found.sections == (Section("What it does", "It passes everything on."),)
    assert found.sources == ("hume-1748", "mill-1999")
    assert found.claims == (
        Claim(
            id="line-straight",
            notes="It is straight.",
            text="It is.",
            show={"x": -2.0, "alpha": 0.5},
            open=None,
            label="Look",
            sources=("hume-1748",),
        ),
    )


def test_a_fact_is_a_claim_without_the_notes(tmp_path: Path) -> None:
    text = FUNCTION_PAGE.replace("[[claims]]", "[[facts]]").replace(NOTES, "")
    found = read_function_page(written(tmp_path, text))
    assert found.claims == ()
    assert [(fact.id, fact.notes, fact.text) for fact in found.facts] == [("line-straight", "", "It is.")]
    assert found.sources == ("hume-1748", "mill-1999")


def test_a_claim_may_do_without_a_button(tmp_path: Path) -> None:
    (claim,) = read_function_page(written(tmp_path, FUNCTION_PAGE.replace(SHOW + LABEL, ""))).claims
    assert (claim.show, claim.open, claim.label) == (None, None, "")


def test_a_page_becomes_data_and_its_texts_are_flat(tmp_path: Path) -> None:
    found = read_page(written(tmp_path, PAGE))
    assert dict(found.texts) == {"run.start": "Train", "run.stop": "Stop"}
    assert found.introduction == "Look here."
    assert found.sections == (Section("What to look for", "A line."),)


def test_references_become_data(tmp_path: Path) -> None:
    found = read_references(written(tmp_path, REFERENCES, "references.toml"))
    link = "https://doi.org/10.1093/hume"
    assert dict(found) == {"hume-1748": Reference("D. Hume", 1748, "An enquiry", "Millar", link)}


@pytest.mark.parametrize(("old", "new", "key"), BROKEN_FUNCTION_PAGES.values(), ids=BROKEN_FUNCTION_PAGES)
def test_a_function_page_that_does_not_fit_names_file_and_key(
    tmp_path: Path, old: str, new: str, key: str
) -> None:
    path = written(tmp_path, broken(FUNCTION_PAGE, old, new))
    with pytest.raises(ContentError) as raised:
        read_function_page(path)
    assert str(raised.value).startswith(f"line.md: {key}: ")


@pytest.mark.parametrize(("old", "new", "key"), BROKEN_PAGES.values(), ids=BROKEN_PAGES)
def test_a_page_that_does_not_fit_names_file_and_key(tmp_path: Path, old: str, new: str, key: str) -> None:
    path = written(tmp_path, broken(PAGE, old, new))
    with pytest.raises(ContentError) as raised:
        read_page(path)
    assert str(raised.value).startswith(f"line.md: {key}: ")


@pytest.mark.parametrize(("old", "new", "key"), BROKEN_REFERENCES.values(), ids=BROKEN_REFERENCES)
def test_references_that_do_not_fit_name_file_and_key(tmp_path: Path, old: str, new: str, key: str) -> None:
    path = written(tmp_path, broken(REFERENCES, old, new), "references.toml")
    with pytest.raises(ContentError) as raised:
        read_references(path)
    assert str(raised.value).startswith(f"references.toml: {key}: ")


def test_a_file_that_is_missing_or_not_text_is_named(tmp_path: Path) -> None:
    garbled = tmp_path / "garbled.md"
    garbled.write_bytes(b"+++\n\xff\n+++\n")
    for path in (tmp_path / "nowhere.md", garbled):
        with pytest.raises(ContentError, match=f"^{path.name}: file: cannot be read"):
            read_page(path)


def test_an_unknown_key_or_name_is_a_content_error() -> None:
    with pytest.raises(ContentError, match="softmax"):
        function_page("softmax")
    with pytest.raises(ContentError, match="nowhere"):
        page("nowhere")
