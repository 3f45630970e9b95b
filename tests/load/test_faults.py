"""What goes wrong for one goes wrong for that one: somebody else's page answers all the while."""

import asyncio
import os
import signal
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

import psutil
import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidHandshake

from server.descriptors import raise_limit
from tests.browser import server
from tests.load import servers
from tests.load.servers import Server
from tests.load.student import Student

pytestmark = pytest.mark.slow

PATIENCE = 60.0
SILENT, UNSPOKEN = 750, 250  # a thousand connections: bare ones, and WebSockets
UNREAD = 60
FEW_DESCRIPTORS = 240  # of which the server keeps 200 for itself
SHORT_TRAINING = "steps=60&depth=2"


async def stranger(lab: Server, **options: int) -> ClientConnection:
    """A WebSocket of somebody who is up to no good."""
    address = lab.address.replace("http", "ws")
    return await connect(f"{address}/_stcore/stream", compression=None, proxy=None, **options)  # type: ignore[arg-type]


async def answers(lab: Server) -> None:
    """Somebody else opens a page and moves a slider."""
    async with Student(lab.address) as student:
        await student.open("relu")
        await student.move("x", 2.0)


async def closing_code(connection: ClientConnection) -> int | None:
    """The code with which the server closes."""
    with pytest.raises(ConnectionClosed):
        while True:
            await asyncio.wait_for(connection.recv(), PATIENCE)
    return connection.close_code


@pytest.mark.parametrize(
    ("sent", "code"),
    [(b"\xff" * 40, 1002), ("no bytes", 1006), (b"\x00" * 5_000_000, 1009)],
    ids=["malformed", "text", "oversized"],
)
def test_bad_message_closes_its_own_socket(lab: Server, sent: bytes | str, code: int) -> None:
    async def scene() -> int | None:
        connection = await stranger(lab)
        with suppress(ConnectionClosed):  # a large message is refused before its end
            await connection.send(sent)
        await answers(lab)
        return await closing_code(connection)

    assert asyncio.run(scene()) == code


def test_silent_connections_leave_room_for_a_class(lab: Server) -> None:
    async def scene() -> None:
        raise_limit()
        port = int(lab.address.rsplit(":", 1)[1])
        silent = [await asyncio.open_connection("127.0.0.1", port) for _ in range(SILENT)]
        unspoken = [await stranger(lab) for _ in range(UNSPOKEN)]
        await asyncio.gather(*(answers(lab) for _ in range(20)))
        for _, writer in silent:
            writer.close()
        for connection in unspoken:
            await connection.close()

    asyncio.run(scene())


def test_reader_who_takes_nothing_in_costs_nobody_else(lab: Server) -> None:
    async def scene() -> None:
        lazy = await stranger(lab, max_queue=1)
        message = BackMsg()
        message.rerun_script.page_name = "leaky-relu"
        for _ in range(UNREAD):
            await lazy.send(message.SerializeToString())
        await answers(lab)
        lazy.transport.abort()

    before = lab.memory
    asyncio.run(scene())
    assert lab.memory - before < before / 2


def test_killed_worker_costs_nobody_a_training(lab: Server) -> None:
    async def scene() -> None:
        async with Student(lab.address) as student:
            await student.open("train", "seed=4711&" + SHORT_TRAINING)
            for worker in workers_of(lab):
                with suppress(ProcessLookupError):  # one that has just repeated a lost part ends by itself
                    os.kill(worker, signal.SIGKILL)
            await student.open("relu")
        # the first of them may be computed whole by the process that repeats a lost part
        for seed in (4712, 4713):
            async with Student(lab.address) as student:
                await student.open("train", f"seed={seed}&{SHORT_TRAINING}")
                while student.repeats:
                    await student.repeat(next(iter(student.repeats)))

    asyncio.run(asyncio.wait_for(scene(), 2 * PATIENCE))
    assert workers_of(lab)


def workers_of(lab: Server) -> list[int]:
    """The processes that train: the children of the server's children."""
    return [each for child in servers.children_of(lab.process) for each in servers.children_of(child)]


def test_limit_of_open_files_is_raised(lab: Server) -> None:
    soft, hard = psutil.Process(lab.process).rlimit(psutil.RLIMIT_NOFILE)
    assert soft == hard


def test_exhausted_descriptors_are_survived(tmp_path: Path) -> None:
    async def refused(lab: Server) -> bool:
        """Whether a request is refused, if not one that is read before the crowd has been let in."""
        port = int(lab.address.rsplit(":", 1)[1])
        crowd = [await asyncio.open_connection("127.0.0.1", port) for _ in range(2 * FEW_DESCRIPTORS)]
        answer = b""
        for reader, writer in crowd:
            if not answer.startswith(b"HTTP/1.1 503"):
                writer.write(b"GET / HTTP/1.1\r\nHost: lab\r\nConnection: close\r\n\r\n")
                with suppress(ConnectionError):  # whoever has been silent for too long is sent away
                    answer = await asyncio.wait_for(reader.read(), PATIENCE)
            writer.close()
        return answer.startswith(b"HTTP/1.1 503")

    with limited(tmp_path, f"--nofile={FEW_DESCRIPTORS}:{FEW_DESCRIPTORS}") as lab:
        assert asyncio.run(refused(lab))
        asyncio.run(eventually(lab))


async def eventually(lab: Server) -> None:
    """Somebody gets in once the connections before are gone."""
    async with asyncio.timeout(PATIENCE):
        while True:
            try:
                return await answers(lab)
            except (OSError, InvalidHandshake, ConnectionClosed):
                continue


def test_full_disk_and_home_that_cannot_be_written_keep_nobody_out_and_an_end_sends_readers_elsewhere(
    tmp_path: Path,
) -> None:
    async def scene(lab: Server) -> int | None:
        await answers(lab)
        connection = await stranger(lab)
        os.kill(lab.process, signal.SIGTERM)
        return await closing_code(connection)

    with limited(tmp_path, "--fsize=0", HOME="/proc/nobody") as lab:
        assert asyncio.run(scene(lab)) == 1012  # "service restart": browsers come back by themselves


@contextmanager
def limited(folder: Path, limit: str, **settings: str) -> Iterator[Server]:
    """A server with less than it would like to have."""

    def command(port: int) -> list[str]:
        return ["prlimit", limit, *server.command(port)]

    with ExitStack() as stack:
        started = server.started(
            command,
            folder / "limited.txt",
            folder=server.ROOT,
            settings={"ACTIVATION_LAB_WORKERS": "0", **settings},
        )
        yield servers.alone(*stack.enter_context(started))
