"""Visits every page before the port answers, so that the first reader waits no longer than the hundredth."""

import asyncio
from collections.abc import Iterable

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime import Runtime
from streamlit.runtime.session_manager import ClientContext, SessionClient

A_PAGE_TAKES_AT_MOST = 60.0  # seconds


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


async def visit_every_page(runtime: Runtime) -> None:
    """Open the start page and then each page that its navigation names, one after the other."""
    for page in await _visit(runtime, ""):
        await _visit(runtime, page)


async def _visit(runtime: Runtime, page: str) -> Iterable[str]:
    """Open a page in a session of its own; give the other pages of its navigation."""
    visitor = Visitor()
    session = runtime.connect_session(visitor, {})
    try:
        message = BackMsg()
        message.rerun_script.page_name = page
        runtime.handle_backmsg(session, message)
        await asyncio.wait_for(visitor.has_seen.wait(), A_PAGE_TAKES_AT_MOST)
    finally:
        runtime.close_session(session)
    return [each for each in visitor.pages if each]
