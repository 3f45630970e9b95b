"""Opens every page when nobody waits for one, so that its first reader waits no longer than its hundredth."""

import asyncio
import logging
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from importlib import import_module
from threading import Thread

from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime import Runtime
from streamlit.runtime.app_session import AppSessionState
from streamlit.runtime.session_manager import ClientContext, SessionClient

from server.progress import Progress

A_PAGE_TAKES_AT_MOST = 60.0  # seconds
LOOKS_EVERY = 0.02  # seconds, whether a reader's script runs

log = logging.getLogger(__name__)


class Visitor(SessionClient):
    """A reader without a browser, who notes which pages there are and when the script has ended."""

    def __init__(self) -> None:
        self.pages: list[str] = []
        self.has_seen = asyncio.Event()

    def write_forward_msg(self, msg: ForwardMsg) -> None:
        """Read a message of the script's."""
        kind = msg.WhichOneof("type")
        if kind == "navigation":
            self.pages = [page.url_pathname for page in msg.navigation.app_pages]
        elif kind == "script_finished":
            self.has_seen.set()

    @property
    def client_context(self) -> ClientContext | None:
        """Nothing is known of a browser that is not there."""
        return None


class Door:
    """Middleware that lets readers' sockets wait, while their browsers load the scripts, until it is opened.

    Args:
        app: what is behind.
        is_open: set when readers' scripts may run.
    """

    def __init__(self, app: ASGIApp, is_open: asyncio.Event) -> None:
        self.app = app
        self.is_open = is_open

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the app answer, a socket when the door is open."""
        if scope["type"] == "websocket":
            await self.is_open.wait()
        await self.app(scope, receive, send)


class WarmUp:
    """Which pages there are, and which have been visited: their modules are loaded, their curves computed."""

    def __init__(self) -> None:
        self.pages: list[str] = []
        self.warm: list[str] = []
        self.is_over = False
        self.has_loaded = asyncio.Event()

    async def load(self) -> None:
        """Load what must not be half loaded while a chart is drawn: Plotly looks at all that is loaded."""
        try:
            await beside(partial(import_module, "pandas"))  # which loads pyarrow
        finally:
            self.has_loaded.set()

    async def open_start_page(self, runtime: Runtime) -> None:
        """Visit the start page, which names the others."""
        self.pages = await visit(runtime, "")
        self.warm = [page for page in self.pages if not page]

    async def open_the_others(self, runtime: Runtime) -> None:
        """Visit one after the other, when no reader's script runs; whom a reader disturbs comes again."""
        for page in self.pages:
            with suppress(SlowPageError):
                while page not in self.warm:
                    await quiet(runtime)
                    if await _visit_undisturbed(runtime, page):
                        self.warm.append(page)
        await quiet(runtime)

    async def answer(self, _request: Request) -> JSONResponse:
        """How many pages there are, how many of them are warm, and whether the warm-up is over."""
        report = Progress(len(self.pages), len(self.warm), self.is_over)
        return JSONResponse(report._asdict(), headers={"cache-control": "no-store"})


class SlowPageError(Exception):
    """A page has not come to its end."""


async def quiet(runtime: Runtime) -> None:
    """Wait until no reader's script runs."""
    while _somebody_waits(runtime):
        await asyncio.sleep(LOOKS_EVERY)


async def beside(work: Callable[[], object]) -> None:
    """Let a thread do some work; a server that ends waits for none of it."""
    thread = Thread(target=work, daemon=True)
    thread.start()
    while thread.is_alive():
        await asyncio.sleep(LOOKS_EVERY)


def _somebody_waits(runtime: Runtime) -> bool:
    sessions = runtime._session_mgr.list_active_sessions()
    readers = (each.session for each in sessions if not isinstance(each.client, Visitor))
    return any(reader._state is AppSessionState.APP_IS_RUNNING for reader in readers)


async def _visit_undisturbed(runtime: Runtime, page: str) -> bool:
    """Open a page, and leave it when a reader comes; say whether it was seen to its end."""
    opening = asyncio.create_task(visit(runtime, page))
    while not opening.done():
        await asyncio.wait([opening], timeout=LOOKS_EVERY)
        if not opening.done() and _somebody_waits(runtime):
            opening.cancel()
            await asyncio.wait([opening])
    return not opening.cancelled() and bool(opening.result())


async def visit(runtime: Runtime, page: str, query: str = "") -> list[str]:
    """Open a page in a session of its own; give the pages of its navigation."""
    visitor = Visitor()
    session = runtime.connect_session(visitor, {})
    try:
        message = BackMsg()
        message.rerun_script.page_name, message.rerun_script.query_string = page, query
        runtime.handle_backmsg(session, message)
        await asyncio.wait_for(visitor.has_seen.wait(), A_PAGE_TAKES_AT_MOST)
    except TimeoutError:
        log.error("The page '/%s' did not come to its end in %g seconds.", page, A_PAGE_TAKES_AT_MOST)
        raise SlowPageError from None
    finally:
        runtime.close_session(session)
    return visitor.pages
