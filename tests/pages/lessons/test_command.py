"""`make lesson FILE=…`: what it says of the paper's own example, of a wrong mark and of no lesson."""

import re
from pathlib import Path

import pytest

from pages.lessons.__main__ import HOLDS, main
from tests.architecture.project import ROOT

PAPER = (ROOT / "docs" / "lessons.md").read_text(encoding="utf-8")
(EXAMPLE,) = re.findall(r"^    \+\+\+\n(?:(?:    .*)?\n)+", PAPER, flags=re.MULTILINE)


@pytest.fixture
def example(tmp_path: Path) -> Path:
    """The example of docs/lessons.md, in a file."""
    path = tmp_path / "a-leak-that-helps.md"
    path.write_text(re.sub("^    ", "", EXAMPLE, flags=re.MULTILINE), encoding="utf-8")
    return path


def test_the_papers_example_holds(example: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(example) == 0
    said = capsys.readouterr()
    assert HOLDS in said.out
    assert "The lab computes: 0.01" in said.out
    assert said.err == ""


def test_a_wrong_mark_is_said_with_its_line(example: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = example.read_text(encoding="utf-8")
    example.write_text(text.replace("0.009 to 0.011", "0.02 to 0.03"), encoding="utf-8")
    assert main(example) == 1
    place = text.splitlines().index("answer: slope?function=leaky-relu&x=-4") + 1
    assert f"line {place}: The lab computes 0.01" in capsys.readouterr().err


def test_what_cannot_be_read_gets_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(tmp_path / "nothing.md") == 1
    (tmp_path / "empty.md").write_bytes(b"")
    assert main(tmp_path / "empty.md") == 1
    assert len(capsys.readouterr().err.splitlines()) == 2
