"""Closes what a stranger leaves open: headers that never end, sockets that never speak, endless addresses."""

import asyncio
from asyncio import TimerHandle, Transport

import h11
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from uvicorn.protocols.http.h11_impl import H11Protocol

HEADERS_WITHIN = 10.0  # seconds from the first byte of a request to the last one of its headers
FIRST_WORD_WITHIN = 20.0  # seconds; a browser says at once which page it wants
LONGEST_ADDRESS = 8_000  # bytes; the longest address that the lab itself writes has a tenth
POLICY_VIOLATION = 1008
TOO_LONG = PlainTextResponse("The address is too long.", 414)


class PatientProtocol(H11Protocol):
    """Uvicorn's HTTP, with a deadline for a request's headers."""

    deadline: TimerHandle | None = None

    def connection_made(self, transport: Transport) -> None:  # type: ignore[override]
        """Start the clock."""
        super().connection_made(transport)
        self.access_log = False  # Streamlit switches uvicorn's on again
        self._start()

    def data_received(self, data: bytes) -> None:
        """Stop the clock when a request is complete; start it when the first bytes of another one come."""
        super().data_received(data)
        if self.conn.their_state is not h11.IDLE:
            self._stop()
        elif self.deadline is None:
            self._start()

    def handle_websocket_upgrade(self, event: h11.Request) -> None:
        """Refuse an endless address here, because uvicorn's WebSockets would leave it without an answer."""
        if len(event.target) > LONGEST_ADDRESS:
            self.send_400_response("The address is too long.")
        else:
            super().handle_websocket_upgrade(event)

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget the clock."""
        self._stop()
        super().connection_lost(exc)

    def _start(self) -> None:
        self.deadline = self.loop.call_later(HEADERS_WITHIN, self._give_up)

    def _stop(self) -> None:
        if self.deadline is not None:
            self.deadline.cancel()
            self.deadline = None

    def _give_up(self) -> None:
        self.deadline = None
        if self.conn.their_state is h11.IDLE:
            self.transport.close()


class Patience:
    """Middleware that refuses endless addresses and closes new WebSockets that stay silent.

    Args:
        app: what is behind.
        first_word_within: seconds that a new WebSocket has for its first message.
    """

    def __init__(self, app: ASGIApp, first_word_within: float = FIRST_WORD_WITHIN) -> None:
        self.app = app
        self.first_word_within = first_word_within

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer for the app, or let it answer."""
        if scope["type"] == "http" and len(scope["query_string"]) > LONGEST_ADDRESS:
            await TOO_LONG(scope, receive, send)
        elif scope["type"] == "websocket" and not _returns(scope):
            await self.app(scope, self._impatient(receive, send), send)
        else:
            await self.app(scope, receive, send)

    def _impatient(self, receive: Receive, send: Send) -> Receive:
        has_spoken = False

        async def receive_in_time() -> Message:
            nonlocal has_spoken
            if has_spoken:
                return await receive()
            try:
                message = await asyncio.wait_for(receive(), self.first_word_within)
            except TimeoutError:
                await send({"type": "websocket.close", "code": POLICY_VIOLATION})
                return {"type": "websocket.disconnect", "code": POLICY_VIOLATION}
            has_spoken = message["type"] == "websocket.receive"
            return message

        return receive_in_time


def _returns(scope: Scope) -> bool:
    """Whether a browser comes back to its session, which it may do in silence: Streamlit's third protocol."""
    return len(scope.get("subprotocols", ())) > 2
