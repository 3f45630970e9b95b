"""A topic has one name: its folder is called the same in pages, figures, experiments and their tests."""

import re
from pathlib import Path

import pytest

from tests.architecture.project import ROOT, lines_of, tracked

NAMED = re.compile(
    r"`((?:activations|content|deploy|experiments|figures|pages|server|tests|ui)/[\w./-]+\.\w+)`"
)
FOLDERS = {path.parent.relative_to(ROOT) for path in tracked() if path.suffix == ".py"}
PAGES = {folder.name for folder in FOLDERS if folder.parent == Path("pages")}
# What several pages rest on, and so has no page of its own.
GROUNDS = {"networks", "training", "queue"}
# What belongs to one page under a longer name.
PARTS = {"claims": "notes", "custom_points": "train", "train_results": "train"}


def topics(floor: str) -> set[str]:
    """The folders right below this one."""
    return {folder.name for folder in FOLDERS if folder.parent == Path(floor)}


@pytest.mark.parametrize("floor", ["figures", "experiments"])
def test_a_topic_is_called_as_its_page_is(floor: str) -> None:
    assert topics(floor)
    assert {PARTS.get(name, name) for name in topics(floor) - GROUNDS} <= PAGES


@pytest.mark.parametrize("floor", ["activations", "experiments", "figures", "pages", "ui"])
def test_tests_lie_in_the_folders_of_what_they_test(floor: str) -> None:
    assert topics(f"tests/{floor}") <= topics(floor)


def test_files_that_a_paper_names_are_there() -> None:
    papers = [path for path in tracked() if path.suffix == ".md" and "content" not in path.parts]
    named = {(paper, name) for paper in papers for line in lines_of(paper) for name in NAMED.findall(line)}
    assert len(named) > 40
    assert [(paper, name) for paper, name in named if not (ROOT / name).is_file()] == []
