"""The warm-up visits every page, and never while a reader waits for one."""

import asyncio
import json
import threading
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import cast

import pytest
from starlette.applications import Starlette
from starlette.routing import Route
from starlette.types import Receive, Scope, Send
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime import Runtime
from streamlit.runtime.app_session import AppSessionState
from streamlit.runtime.session_manager import SessionClient

from server import progress, warmup
from server.warmup import Door, WarmUp
from tests.server.asgi import ask

PAGES = ["", "sigmoid", "train", "notes"]
IDLE, BUSY = AppSessionState.APP_NOT_RUNNING, AppSessionState.APP_IS_RUNNING


@dataclass
class Lab:
    """As much of Streamlit's runtime as a visit touches, with one reader.

    Args:
        endless: pages whose script does not end by itself.
    """

    endless: set[str] = field(default_factory=set)
    reader: SimpleNamespace = field(default_factory=lambda: SimpleNamespace(_state=IDLE))
    visits: list[str] = field(default_factory=list)
    closed: list[str] = field(default_factory=list)
    looks: int = 0
    clients: dict[str, SessionClient] = field(default_factory=dict)
    at_a_visit: Callable[[str], None] = lambda _: None

    @property
    def _session_mgr(self) -> "Lab":
        return self

    def list_active_sessions(self) -> list[SimpleNamespace]:
        self.looks += 1
        busy = SimpleNamespace(_state=BUSY)
        visitors = [SimpleNamespace(client=each, session=busy) for each in self.clients.values()]
        return [*visitors, SimpleNamespace(client=None, session=self.reader)]

    def connect_session(self, client: SessionClient, _user: dict[str, str]) -> str:
        name = str(len(self.visits))
        self.clients[name] = client
        return name

    def handle_backmsg(self, session: str, message: BackMsg) -> None:
        page = message.rerun_script.page_name
        self.visits.append(page)
        self.at_a_visit(page)
        if page not in self.endless:
            navigation, finished = ForwardMsg(), ForwardMsg()
            for each in PAGES:
                navigation.navigation.app_pages.add(url_pathname=each)
            finished.script_finished = ForwardMsg.FINISHED_SUCCESSFULLY
            for each in (navigation, finished):
                self.clients[session].write_forward_msg(each)

    def close_session(self, session: str) -> None:
        del self.clients[session]
        self.closed.append(session)


def run(scene: Callable[[Lab, Runtime, WarmUp], Awaitable[None]]) -> tuple[Lab, WarmUp]:
    """Play a scene at a lab whose start page has been opened."""

    async def played() -> tuple[Lab, WarmUp]:
        lab, warm_up = Lab(), WarmUp()
        runtime = cast(Runtime, lab)
        await warm_up.open_start_page(runtime)
        await scene(lab, runtime, warm_up)
        return lab, warm_up

    return asyncio.run(played())


async def until(is_so: Callable[[], bool]) -> None:
    """Let the other tasks work until something is so."""
    while not is_so():
        await asyncio.sleep(0)


def test_every_page_that_the_start_page_names_is_opened_once_and_left() -> None:
    async def scene(_: Lab, runtime: Runtime, warm_up: WarmUp) -> None:
        assert warm_up.warm == [""]
        await warm_up.open_the_others(runtime)

    lab, warm_up = run(scene)
    assert lab.visits == warm_up.warm == PAGES
    assert len(lab.closed) == len(PAGES)
    assert not lab.clients


def test_no_page_is_opened_while_a_readers_script_runs() -> None:
    async def scene(lab: Lab, runtime: Runtime, warm_up: WarmUp) -> None:
        lab.reader._state = BUSY
        rest = asyncio.create_task(warm_up.open_the_others(runtime))
        await until(lambda: lab.looks > 3)
        assert lab.visits == [""]
        lab.reader._state = IDLE
        await rest

    lab, warm_up = run(scene)
    assert lab.visits == warm_up.warm == PAGES


def test_visit_that_a_reader_disturbs_is_given_up_and_made_again() -> None:
    async def scene(lab: Lab, runtime: Runtime, warm_up: WarmUp) -> None:
        lab.endless.add("train")
        rest = asyncio.create_task(warm_up.open_the_others(runtime))
        await until(lambda: lab.visits[-1] == "train")
        lab.reader._state = BUSY
        await until(lambda: not lab.clients)
        assert warm_up.warm == ["", "sigmoid"]
        lab.endless.clear()
        lab.reader._state = IDLE
        await rest

    lab, warm_up = run(scene)
    assert lab.visits == ["", "sigmoid", "train", "train", "notes"]
    assert warm_up.warm == PAGES


def test_page_that_comes_to_no_end_keeps_the_others_from_nothing(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    patience = {page: 0.0 if page == "train" else warmup.A_PAGE_TAKES_AT_MOST for page in PAGES}

    async def scene(lab: Lab, runtime: Runtime, warm_up: WarmUp) -> None:
        lab.endless.add("train")
        lab.at_a_visit = lambda page: monkeypatch.setattr(warmup, "A_PAGE_TAKES_AT_MOST", patience[page])
        await warm_up.open_the_others(runtime)

    _, warm_up = run(scene)
    assert warm_up.warm == ["", "sigmoid", "notes"]
    assert "/train" in caplog.text


def test_whoever_asks_is_told_how_many_pages_are_warm_and_nothing_keeps_the_answer() -> None:
    warm_up = WarmUp()
    warm_up.pages, warm_up.warm = PAGES, PAGES[:2]
    answer = ask(Starlette(routes=[Route(progress.ADDRESS, warm_up.answer)]), progress.ADDRESS)
    assert json.loads(answer.body) == {"pages": 4, "warm": 2, "is_over": False}
    assert answer.headers["cache-control"] == "no-store"


def test_server_that_ends_does_not_wait_for_work_beside_it() -> None:
    async def scene() -> list[bool]:
        seen: list[bool] = []
        await warmup.beside(lambda: seen.append(threading.current_thread().daemon))
        return seen

    assert asyncio.run(scene()) == [True]


def test_socket_waits_for_the_door_and_a_page_does_not() -> None:
    async def scene() -> list[str]:
        entered: list[str] = []

        async def app(scope: Scope, _receive: Receive, _send: Send) -> None:
            entered.append(scope["type"])

        async def nothing(*_: object) -> None: ...

        is_open = asyncio.Event()
        door = Door(app, is_open)
        socket = asyncio.create_task(door({"type": "websocket"}, nothing, nothing))  # type: ignore[arg-type]
        await asyncio.sleep(0)
        await door({"type": "http"}, nothing, nothing)  # type: ignore[arg-type]
        assert entered == ["http"]
        is_open.set()
        await socket
        return entered

    assert asyncio.run(scene()) == ["http", "websocket"]


def test_door_opens_when_what_charts_look_at_is_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    async def scene() -> None:
        warm_up = WarmUp()
        loaded: list[tuple[str, bool]] = []
        monkeypatch.setattr(
            warmup, "import_module", lambda name: loaded.append((name, warm_up.has_loaded.is_set()))
        )
        await warm_up.load()
        assert loaded == [("pandas", False)]
        assert warm_up.has_loaded.is_set()

    asyncio.run(scene())
