"""Whoever starts the lab reads one line about where it is, and one when everything is warm."""

import asyncio
import sys
from collections.abc import Iterator
from io import StringIO

import pytest

from server import progress
from server.progress import Progress


def told(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *found: Progress) -> list[str]:
    """The lines about a server that answers so, one answer after the other."""
    answers: Iterator[Progress] = iter(found)
    monkeypatch.setattr(progress, "ask", lambda _: next(answers))
    monkeypatch.setattr(progress, "ASKS_EVERY", 0.0)
    asyncio.run(progress.tell("http://127.0.0.1:8501", ["http://127.0.0.1:8501"]))
    return capsys.readouterr().out.splitlines()


def test_line_has_the_address_and_what_is_still_being_done_and_another_ends_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    course = [Progress(18, 1, False), Progress(18, 9, False), Progress(18, 18, False), Progress(18, 18, True)]
    first, last = told(monkeypatch, capsys, *course)
    assert "http://127.0.0.1:8501 " in first
    assert "17 of 18" in first
    assert "Ctrl-C" in first
    assert "18 of 18" in last


def test_server_with_nothing_left_to_do_needs_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (line,) = told(monkeypatch, capsys, Progress(18, 18, True))
    assert "warming" not in line


def test_silent_server_has_done_nothing() -> None:
    assert progress.ask("http://127.0.0.1:9") == Progress(0, 0, False)


@pytest.mark.parametrize(
    ("host", "address"),
    [
        ("127.0.0.1", "http://127.0.0.1:80"),
        ("0.0.0.0", "http://127.0.0.1:80"),  # noqa: S104
        ("lab", "http://lab:80"),
    ],
)
def test_address_is_one_that_a_browser_takes(host: str, address: str) -> None:
    assert progress.reached(host, 80) == address


def test_output_that_takes_nothing_ends_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    class FullDisk(StringIO):
        def flush(self) -> None:
            raise OSError("No space left on device")

    monkeypatch.setattr(sys, "stdout", FullDisk())
    progress.say("nobody reads this")
