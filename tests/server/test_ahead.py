"""What a reader comes to next is opened when nobody waits, and the newest wish counts."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import cast

import pytest
from streamlit.runtime import Runtime

from server import ahead
from server.ahead import Ahead
from tests.server.test_warmup import BUSY, IDLE, Lab, until


def played(scene: Callable[[Lab, Ahead], Awaitable[None]]) -> Lab:
    """Play a scene at a lab that opens pages ahead."""

    async def play() -> Lab:
        lab = Lab()
        await scene(lab, Ahead(cast(Runtime, lab), asyncio.get_running_loop()))
        return lab

    return asyncio.run(play())


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ahead, "AGAIN_AFTER", 0.0)


def test_a_page_is_opened_twice_and_left() -> None:
    async def scene(lab: Lab, opener: Ahead) -> None:
        opener.open("train", "depth=8")
        await until(lambda: len(lab.closed) == 2)

    lab = played(scene)
    assert lab.visits == ["train", "train"]
    assert not lab.clients


def test_nothing_is_opened_while_a_reader_waits_and_then_only_the_newest_wish() -> None:
    async def scene(lab: Lab, opener: Ahead) -> None:
        lab.reader._state = BUSY
        opener.open("sigmoid", "")
        await until(lambda: lab.looks > 3)
        opener.open("relu", "")
        opener.open("notes", "")
        await asyncio.sleep(0)
        assert lab.visits == []
        lab.reader._state = IDLE
        await until(lambda: len(lab.closed) == 3)

    assert played(scene).visits == ["sigmoid", "notes", "notes"]
