"""Each function of the catalogue has everything that the lab shows and tests of a function."""

import re
import subprocess
import sys
from itertools import product

import pytest

from activations.base import ActivationFunction
from activations.catalogue import CATALOGUE, NOTES, OWN
from content.loader import function_page
from figures.theme import COLOURS, THEMES
from tests.architecture.project import ROOT
from tests.pages.lab import navigation

ADDRESSES = {
    "/",
    "/glossary",
    "/lessons",
    "/primer",
    "/modern-practice",
    "/make-your-own",
    "/sigmoid",
    "/tanh",
    "/relu",
    "/leaky-relu",
    "/elu",
    "/swish",
    "/gelu",
    "/selu",
    "/softplus",
    "/mish",
    "/compare",
    "/train",
    "/notes",
    "/dead-neurons",
    "/numerics",
    "/signal-flow",
}
TESTED = ("activations", "content", "pages")

each_function = pytest.mark.parametrize("key", CATALOGUE)


@each_function
def test_function_has_a_class_and_its_source_as_the_notes_write_it(key: str) -> None:
    entry = CATALOGUE[key]
    assert issubclass(entry.function_class, ActivationFunction)
    assert issubclass(CATALOGUE[key].as_written, ActivationFunction)
    assert CATALOGUE[key].as_written is not entry.function_class
    assert CATALOGUE[key].as_written.__name__ == entry.function_class.__name__
    assert entry.function_class.__module__ == f"activations.functions.{key.replace('-', '_')}"


def test_the_navigation_has_every_page_and_the_functions_of_the_notes_apart_from_the_others() -> None:
    groups = navigation()
    assert {address for pages in groups.values() for address in pages} == ADDRESSES
    of_the_notes = {CATALOGUE[key].address: CATALOGUE[key].title for key in NOTES}
    others = {entry.address: entry.title for key, entry in CATALOGUE.items() if key not in NOTES}
    assert list(groups["Functions"].items()) == list(of_the_notes.items())
    assert list(groups["Beyond the notes"].items()) == list(others.items())


@each_function
def test_function_has_a_text(key: str) -> None:
    assert (ROOT / "content" / "functions" / f"{key}.md").is_file()
    assert function_page(key).key == key


@each_function
def test_function_has_a_colour_in_each_theme(key: str) -> None:
    colours = {COLOURS[key].of(theme) for theme in THEMES}
    assert len(colours) == len(THEMES)
    assert all(re.fullmatch(r"#[0-9a-f]{6}", colour) for colour in colours)


@pytest.mark.slow
def test_each_function_is_a_case_of_the_parametrised_tests(request: pytest.FixtureRequest) -> None:
    here = "\n".join(item.nodeid for item in request.session.items)
    # What is missing among the tests of this run may only not have been asked for.
    assert not _missing(here) or _missing(_collected()) == []


def test_no_module_colour_or_text_is_left_over() -> None:
    texts = {path.stem for path in (ROOT / "content" / "functions").glob("*.md")}
    files = (ROOT / "activations" / "functions").glob("*.py")
    modules = {path.stem.replace("_", "-") for path in files} - {"--init--"}
    assert set(COLOURS) - {OWN} == modules == texts == set(CATALOGUE)


def _missing(tests: str) -> list[tuple[str, str]]:
    """Which function is a case of no test of which folder, of tests that are named one a line."""
    return [
        (key, folder)
        for key, folder in product(CATALOGUE, TESTED)
        if not re.search(rf"^tests/{folder}/.*\[(.*-)?{key}(-.*)?\]$", tests, flags=re.MULTILINE)
    ]


def _collected() -> str:
    """What pytest would run in these folders, one test a line."""
    folders = [f"tests/{folder}" for folder in TESTED]
    return subprocess.run(
        [sys.executable, "-m", "pytest", "--collect-only", "-q", "-p", "no:cacheprovider", *folders],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    ).stdout
