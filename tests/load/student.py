"""A student without a browser: a WebSocket that speaks Streamlit's own messages."""

import asyncio
import time
from dataclasses import dataclass, field, replace
from typing import Self
from urllib.parse import urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.Delta_pb2 import Delta
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.Slider_pb2 import Slider as SliderMessage
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Subprotocol

WAITS_AT_MOST = 90.0  # seconds, for an answer
LARGEST_MESSAGE = 32 * 1024 * 1024
DONE = {ForwardMsg.FINISHED_SUCCESSFULLY, ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY}


class LessonError(Exception):
    """The server showed an exception instead of a page."""


@dataclass(frozen=True, slots=True)
class Slider:
    """One slider of a page, as the browser knows it."""

    widget: str
    fragment: str
    low: float
    high: float
    step: float
    shown: float

    def at(self, share: float) -> float:
        """The position nearest to this share of its length."""
        return self.low + round(share * (self.high - self.low) / self.step) * self.step


@dataclass(slots=True)
class Student:
    """One tab of a browser.

    Args:
        address: where the lab is, as http://host:port, or with the path below which it lies.
        cookie: what the browser sends along; balancers recognise it by that.
    """

    address: str
    cookie: str = ""
    received: int = 0
    session: str = ""
    sliders: dict[str, Slider] = field(default_factory=dict)
    repeats: dict[str, float] = field(default_factory=dict)  # seconds by fragment
    texts: list[str] = field(default_factory=list)
    _known: dict[str, ForwardMsg] = field(default_factory=dict)
    _socket: ClientConnection | None = None
    _page: ClientState = field(default_factory=ClientState)

    async def __aenter__(self) -> Self:
        """Open the tab; a tab that was open before asks for its session."""
        names = ["streamlit", "PLACEHOLDER_AUTH_TOKEN", *([self.session] if self.session else [])]
        parts = urlsplit(self.address)
        self._socket = await connect(
            f"ws://{parts.netloc}{parts.path}/_stcore/stream",
            subprotocols=[Subprotocol(name) for name in names],
            additional_headers={"Cookie": self.cookie} if self.cookie else None,
            origin=f"{parts.scheme}://{parts.netloc}",  # type: ignore[arg-type]
            compression=None,
            max_size=LARGEST_MESSAGE,
            open_timeout=WAITS_AT_MOST,
            proxy=None,
        )
        return self

    async def __aexit__(self, *_error: object) -> None:
        """Close the tab."""
        if self._socket is not None:
            await self._socket.close()

    async def open(self, page: str, query: str = "") -> float:
        """Open a page, and give the seconds until it is there."""
        self.sliders.clear()
        self._page = ClientState(page_name=page, query_string=query)
        self._page.context_info.url = f"{self.address}/{page}"
        return await self._ask(self._page)

    async def move(self, name: str, position: float) -> float:
        """Move a slider, and give the seconds until the page has followed."""
        moved = self.sliders[name] = replace(self.sliders[name], shown=position)
        return await self._ask(self._state(moved.fragment))

    async def repeat(self, fragment: str) -> None:
        """Let a fragment that looks at the server every now and then do so."""
        await self._ask(self._state(fragment))

    def _state(self, fragment: str) -> ClientState:
        """What a browser says: the page, and where all of its sliders are."""
        state = ClientState(fragment_id=fragment)
        state.MergeFrom(self._page)
        for slider in self.sliders.values():
            state.widget_states.widgets.add(id=slider.widget).double_array_value.data.append(slider.shown)
        return state

    async def _ask(self, state: ClientState) -> float:
        if self._socket is None:
            raise RuntimeError("The tab is not open.")
        state.cached_message_hashes.extend(self._known)
        begin = time.perf_counter()
        await self._socket.send(BackMsg(rerun_script=state).SerializeToString())
        async with asyncio.timeout(WAITS_AT_MOST):
            while True:
                data = await self._socket.recv(decode=False)
                self.received += len(data)
                if self._read(ForwardMsg.FromString(data)):
                    return time.perf_counter() - begin

    def _read(self, message: ForwardMsg) -> bool:
        """Take in one message; say whether it ends the answer."""
        match message.WhichOneof("type"):
            case "ref_hash":
                self._read(self._known[message.ref_hash])
            case "new_session":
                self.session = message.new_session.initialize.session_id
                if not message.metadata.run.fragment_ids:
                    self.repeats.clear()
                    self.texts.clear()
            case "delta":
                self._note(message.delta)
            case "auto_rerun":
                self.repeats[message.auto_rerun.fragment_id] = message.auto_rerun.interval
            case "script_finished":
                return message.script_finished in DONE
        if message.metadata.cacheable and message.hash:
            self._known[message.hash] = message
        return False

    def _note(self, delta: Delta) -> None:
        element = delta.new_element
        kind = element.WhichOneof("type")
        if kind == "exception":
            raise LessonError(element.exception.message)
        if kind == "markdown":
            self.texts.append(element.markdown.body)
        if kind == "slider" and not element.slider.options:
            self._place(delta.fragment_id, element.slider)

    def _place(self, fragment: str, found: SliderMessage) -> None:
        """Show a slider where the server puts it, or else where it is already, or else at its default."""
        name = found.query_param_key or found.label
        known = self.sliders.get(name)
        shown = found.value[0] if found.set_value else known.shown if known else found.default[0]
        self.sliders[name] = Slider(found.id, fragment, found.min, found.max, found.step, shown)
