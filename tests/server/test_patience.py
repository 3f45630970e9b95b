"""Connections that lead nowhere are closed; those of readers stay."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
import uvicorn
from starlette.types import Receive, Scope, Send
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidStatus

from server import patience
from server.patience import Patience, PatientProtocol

SOON = 0.3  # seconds, in the place of the deadlines that a server has
PATIENCE = 30.0
KEPT_ALIVE = 60.0  # what a server without our deadline would wait


async def echo(scope: Scope, receive: Receive, send: Send) -> None:
    """An app that answers 200, and over a WebSocket says what it hears."""
    if scope["type"] == "http":
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"0")]})
        await send({"type": "http.response.body", "body": b""})
        return
    await receive()
    await send({"type": "websocket.accept", "subprotocol": (scope["subprotocols"] or [None])[0]})
    while (message := await receive())["type"] == "websocket.receive":
        await send({"type": "websocket.send", "bytes": message["bytes"]})


@asynccontextmanager
async def served() -> AsyncIterator[int]:
    """The port of that app behind our deadlines, which are short here."""
    config = uvicorn.Config(
        Patience(echo, first_word_within=SOON),
        port=0,
        http=PatientProtocol,
        ws="websockets-sansio",
        lifespan="off",
        log_config=None,
        timeout_keep_alive=round(KEPT_ALIVE),
    )
    server = uvicorn.Server(config)
    running = asyncio.create_task(server.serve())
    while not server.started:
        await asyncio.sleep(0)
    yield server.servers[0].sockets[0].getsockname()[1]
    server.should_exit = True
    await running


@pytest.fixture(autouse=True)
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patience, "HEADERS_WITHIN", SOON)


async def answer_to(port: int, *sent: bytes) -> bytes:
    """All that the server says to these bytes until it closes the connection."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    for part in sent:
        writer.write(part)
        await writer.drain()
    heard = await asyncio.wait_for(reader.read(), PATIENCE)
    writer.close()
    return heard


def test_headers_that_do_not_end_are_not_waited_for() -> None:
    async def scene() -> tuple[bytes, bytes]:
        async with served() as port:
            silent = await answer_to(port)
            slow = await answer_to(port, b"GET / HTTP/1.1\r\nHost: lab\r\n", b"X-Slow: ")
            return silent, slow

    assert asyncio.run(scene()) == (b"", b"")


def test_second_request_has_a_deadline_too() -> None:
    async def scene() -> bytes:
        async with served() as port:
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.write(b"GET / HTTP/1.1\r\nHost: lab\r\n\r\n")
            await reader.readuntil(b"\r\n\r\n")
            writer.write(b"GET / HTTP/1.1\r\nX-Slow: ")
            rest = await asyncio.wait_for(reader.read(), KEPT_ALIVE / 2)
            writer.close()
            return rest

    assert asyncio.run(scene()) == b""


def test_endless_address_is_refused() -> None:
    async def scene() -> bytes:
        async with served() as port:
            head = b"GET /?q=" + b"1" * 20_000 + b" HTTP/1.1\r\nHost: lab\r\nConnection: close\r\n\r\n"
            with pytest.raises(InvalidStatus):
                await connect(f"ws://127.0.0.1:{port}/?q={'1' * 20_000}")
            return await answer_to(port, head)

    assert asyncio.run(scene()).startswith(b"HTTP/1.1 414 ")


async def first_close(socket: ClientConnection) -> int | None:
    """The code with which the server closes a WebSocket."""
    with pytest.raises(ConnectionClosed):
        await asyncio.wait_for(socket.recv(), PATIENCE)
    return socket.close_code


def test_silent_socket_is_closed_while_those_that_speak_stay() -> None:
    async def scene() -> tuple[int | None, str | bytes, str | bytes]:
        async with served() as port:
            address = f"ws://127.0.0.1:{port}/"
            names = ["streamlit", "token", "session"]
            async with (
                connect(address) as silent,
                connect(address) as reader,
                connect(address, subprotocols=names) as returning,  # type: ignore[arg-type]
            ):
                await reader.send(b"first")
                await reader.recv()
                code = await first_close(silent)
                await reader.send(b"later")
                await returning.send(b"back again")
                return code, await reader.recv(), await returning.recv()

    assert asyncio.run(scene()) == (1008, b"later", b"back again")
