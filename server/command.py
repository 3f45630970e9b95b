"""The command that starts everything, in `make app`, `make serve` and the container."""

import argparse
import asyncio
import gc
import logging
import os
import shutil
import signal
import socket
from multiprocessing import current_process
from threading import Timer
from types import FrameType

import uvicorn

from server import progress, replicas
from server.descriptors import raise_limit
from server.memory import share_arenas
from server.patience import PatientProtocol

# Worker processes import this module again, so that it names the app and does not load it.
APP = "serve:app"
LARGEST_MESSAGE = 4 * 1024 * 1024  # bytes; a reader's own points are the largest thing that a page sends
STOPS_WITHIN = 10  # seconds, for answers that are under way
INTERRUPTED_WITHIN = 2.0  # seconds; Ctrl-C waits for nobody
DESCRIPTORS_OF_A_READER = 4
OWN_DESCRIPTORS = 200  # files, pipes to the workers, the event loop
MOST_CONNECTIONS = 5_000


class Server(uvicorn.Server):
    """Uvicorn's, which says where it is and what it still does, and ends at once when told so by Ctrl-C."""

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start, and tell whoever has started it."""
        await super().startup(sockets)
        address = progress.reached(self.config.host, self.config.port)
        self.told = asyncio.create_task(progress.tell(address, [address]))

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Close what is open, and tell nothing more."""
        self.told.cancel()
        await super().shutdown(sockets)

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """End now, if nobody can be here yet; else close what is open first."""
        if not self.started:
            os._exit(0)
        if sig == signal.SIGINT:
            last = Timer(INTERRUPTED_WITHIN, leave)
            last.daemon = True
            last.start()
        super().handle_exit(sig, frame)


def main() -> None:
    """Read host and port, set the process's limits, and serve until told to stop."""
    parser = argparse.ArgumentParser(prog="python -m server", description="Serve Activation Lab.")
    parser.add_argument("--host", default="127.0.0.1", help="address to listen at; 0.0.0.0 lets others in")
    parser.add_argument("--port", type=int, default=8501)
    parser.add_argument("--replicas", type=int, default=1, help="servers, with nginx in front of several")
    chosen = parser.parse_args()
    if chosen.replicas > 1:
        replicas.serve(chosen.host, chosen.port, chosen.replicas)
        return
    share_arenas()
    serve(chosen.host, chosen.port)


def serve(host: str, port: int) -> None:
    """Serve with one process until told to stop."""
    # What is loaded at the start stays; looking through it for garbage would be a tenth of the time.
    gc.disable()
    affordable = (raise_limit() - OWN_DESCRIPTORS) // DESCRIPTORS_OF_A_READER
    config = uvicorn.Config(
        APP,
        host=host,
        port=port,
        lifespan="on",  # a start that fails must not pass for a server without one
        http=PatientProtocol,
        ws="websockets-sansio",
        # Compressing on the fly costs every reader a quarter of a megabyte and every move processor time.
        ws_per_message_deflate=False,
        ws_max_size=LARGEST_MESSAGE,
        limit_concurrency=max(1, min(affordable, MOST_CONNECTIONS)),
        timeout_graceful_shutdown=STOPS_WITHIN,
        server_header=False,
        access_log=False,
    )
    # What it does is said in one line, and Streamlit resets the level at which it says more.
    logging.getLogger("uvicorn.error").addFilter(lambda record: record.levelno >= logging.WARNING)
    # Uvicorn hands the signal that ended it on to whoever listened before.
    for each in (signal.SIGINT, signal.SIGTERM):
        signal.signal(each, leave)
    Server(config).run()


def leave(*_signal: object) -> None:
    """End without waiting for threads; worker processes see it and end too."""
    # Where the way to the workers is, if there are any. `util.get_temp_dir` would make the folder now, and
    # who is interrupted in the middle of that, to leave once more, waits for a lock that it holds itself.
    folder = current_process()._config.get("tempdir")  # type: ignore[attr-defined]
    if folder:
        shutil.rmtree(folder, ignore_errors=True)
    os._exit(0)
