"""Work waits for as long as a file says so, and never without the setting."""

from pathlib import Path
from threading import Timer

import pytest

from experiments.queue.hold import HOLD, held


def test_nothing_is_held_without_the_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(HOLD, raising=False)
    assert not held(1e9)


def test_work_waits_from_the_number_in_the_file_on(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    place = tmp_path / "at"
    monkeypatch.setenv(HOLD, str(place))
    assert not held(5)
    for text, waits in (("1", [False, True, True]), ("0", [True, True, True]), ("", [False] * 3)):
        place.write_text(text, encoding="ascii")
        assert [held(done) for done in (0, 1, 500)] == waits


def test_work_goes_on_once_the_file_is_gone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    place = tmp_path / "at"
    place.write_text("0", encoding="ascii")
    monkeypatch.setenv(HOLD, str(place))
    assert held()
    Timer(0.0, place.unlink).start()
    while held():
        pass
    assert not place.exists()
