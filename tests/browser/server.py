"""Starts the lab as `make app` does, for tests and screenshots."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType

from server.replicas import free_port, is_healthy

ROOT = Path(__file__).parents[2]
STARTS_WITHIN = 90.0  # seconds, on a machine that is busy with something else
ENDS_WITHIN = 20.0
NOTHING: Mapping[str, str] = MappingProxyType({})


def command(port: int) -> list[str]:
    """The command line that starts the server on this port; the Makefile has the same."""
    return [sys.executable, "-m", "server", "--port", str(port), "--host", "127.0.0.1"]


@contextmanager
def running(log: Path, settings: Mapping[str, str] = NOTHING) -> Iterator[str]:
    """Run the lab in a process of its own, its output in `log`, and give its address."""
    workers = {"ACTIVATION_LAB_WORKERS": "2"}
    with started(command, log, folder=ROOT, settings={**workers, **settings}) as (address, _):
        yield address


@contextmanager
def started(
    command_line: Callable[[int], list[str]],
    log: Path,
    *,
    folder: Path,
    settings: Mapping[str, str] = NOTHING,
) -> Iterator[tuple[str, int]]:
    """Run a server on a free port, and give its address and its process once it is healthy."""
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    with log.open("wb") as output:
        process = subprocess.Popen(
            command_line(port),
            cwd=folder,
            env={**os.environ, **settings},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        try:
            _wait_until_healthy(address, process, log)
            yield address, process.pid
        finally:
            process.terminate()
            try:
                process.wait(ENDS_WITHIN)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _wait_until_healthy(address: str, process: "subprocess.Popen[bytes]", log: Path) -> None:
    deadline = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < deadline and process.poll() is None:
        if is_healthy(address):
            return
        time.sleep(0.05)
    raise RuntimeError(f"The server did not answer. Its last words:\n{log.read_text()[-2000:]}")
