"""Starts the server: `python -m server --host 127.0.0.1 --port 8501 --replicas 1`."""

import argparse

import uvicorn

from server import replicas
from server.descriptors import raise_limit
from server.memory import share_arenas
from server.patience import PatientProtocol

# Worker processes import this module again, so that it names the app and does not load it.
APP = "serve:app"
LARGEST_MESSAGE = 4 * 1024 * 1024  # bytes; a reader's own points are the largest thing that a page sends
STOPS_WITHIN = 10  # seconds, for answers that are under way
DESCRIPTORS_OF_A_READER = 4
OWN_DESCRIPTORS = 200  # files, pipes to the workers, the event loop
MOST_CONNECTIONS = 5_000


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
    affordable = (raise_limit() - OWN_DESCRIPTORS) // DESCRIPTORS_OF_A_READER
    uvicorn.run(
        APP,
        host=chosen.host,
        port=chosen.port,
        lifespan="on",  # a warm-up that fails must not pass for a server without one
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


if __name__ == "__main__":
    main()
