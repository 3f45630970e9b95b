"""The servers that a class is sent to, and what they cost."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil
import pytest

from server import progress
from server.replicas import nginx as find_nginx
from tests.browser import server

STOCK = Path(__file__).with_name("stock.py")
# What the lab sets for itself too; the rest of `streamlit run` is left as it comes.
STOCK_OPTIONS = ("--server.headless=true", "--browser.gatherUsageStats=false", "--server.address=127.0.0.1")
LIKE_OURS = ("--runner.postScriptGC=false", "--server.fileWatcherType=none")
NGINX_ADVICE = "Tests of several replicas need nginx: run `make browser`, or install your system's package."
WARM_WITHIN = 240.0  # seconds, on a machine that is busy with something else
REPLICA = ["-m", "server"]  # in the command line of one


@dataclass(frozen=True, slots=True)
class Server:
    """A running server, or several with nginx in front.

    Args:
        address: as http://host:port.
        process: the one that was started.
        replicas: those that serve pages.
    """

    address: str
    process: int
    replicas: tuple[int, ...]

    @property
    def memory(self) -> int:
        """Bytes in memory now."""
        return sum(psutil.Process(each).memory_info().rss for each in self.replicas)

    @property
    def processor_seconds(self) -> float:
        """What the replicas have computed until now, their worker processes not counted."""
        times = [psutil.Process(each).cpu_times() for each in self.replicas]
        return sum(each.user + each.system for each in times)

    @property
    def descriptors(self) -> int:
        """Files, sockets and pipes that are open."""
        return sum(psutil.Process(each).num_fds() for each in self.replicas)

    @property
    def threads(self) -> int:
        """Threads that are alive."""
        return sum(psutil.Process(each).num_threads() for each in self.replicas)


def alone(address: str, process: int) -> Server:
    """A server that is one process."""
    return Server(address, process, (process,))


def children_of(process: int) -> list[int]:
    """The processes that a process has started, and that have not ended."""
    return [child.pid for child in psutil.Process(process).children()]


def replicas_of(process: int) -> tuple[int, ...]:
    """The replicas that a server has started."""
    return tuple(child for child in children_of(process) if _is_replica(child))


def require_nginx() -> None:
    """End a test here, with what to do, where several replicas would not find nginx."""
    try:
        find_nginx()
    except SystemExit:
        pytest.fail(NGINX_ADVICE, pytrace=False)


@contextmanager
def lab(folder: Path, replicas: int = 1, **settings: str) -> Iterator[Server]:
    """The lab as `make serve` starts it; `settings` go into its environment."""
    if replicas > 1:
        require_nginx()

    def command(port: int) -> list[str]:
        return [*server.command(port), "--replicas", str(replicas)]

    with server.started(command, folder / "lab.txt", folder=server.ROOT, settings=settings) as started:
        address, process = started
        yield Server(address, process, replicas_of(process)) if replicas > 1 else alone(address, process)


def wait_until_warm(lab: Server) -> None:
    """Wait until every replica has done what keeps the first reader of a page waiting."""
    for replica in lab.replicas:
        words = psutil.Process(replica).cmdline()
        address = f"http://127.0.0.1:{words[words.index('--port') + 1]}"
        deadline = time.monotonic() + WARM_WITHIN
        while not progress.ask(address).is_over:
            if time.monotonic() > deadline:
                raise RuntimeError(f"The warm-up has not ended: {progress.ask(address)}")
            time.sleep(progress.ASKS_EVERY)


@contextmanager
def stock(folder: Path, *, like_ours: bool = False) -> Iterator[Server]:
    """A trivial app as `streamlit run` serves it, or with our settings for garbage and files."""
    options = (*STOCK_OPTIONS, *(LIKE_OURS if like_ours else ()))

    def command(port: int) -> list[str]:
        return [sys.executable, "-m", "streamlit", "run", str(STOCK), f"--server.port={port}", *options]

    # from a folder without our config.toml
    with server.started(command, folder / "stock.txt", folder=folder) as started:
        yield alone(*started)


def _is_replica(process: int) -> bool:
    try:
        command = psutil.Process(process).cmdline()
    except psutil.NoSuchProcess:  # it has just ended
        return False
    return command[1:3] == REPLICA
