"""The servers that a class is sent to, and what they cost."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.browser import server
from tests.load import nginx

STOCK = Path(__file__).with_name("stock.py")
# What the lab sets for itself too; the rest of `streamlit run` is left as it comes.
STOCK_OPTIONS = ("--server.headless=true", "--browser.gatherUsageStats=false", "--server.address=127.0.0.1")
LIKE_OURS = ("--runner.postScriptGC=false", "--server.fileWatcherType=none")
REPLICA = "-m\0server"  # in the command line of one
TICKS = os.sysconf("SC_CLK_TCK")


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
        return sum(map(_memory, self.replicas))

    @property
    def processor_seconds(self) -> float:
        """What the replicas have computed until now, their worker processes not counted."""
        return sum(map(_processor_seconds, self.replicas))

    @property
    def descriptors(self) -> int:
        """Files, sockets and pipes that are open."""
        return sum(len(list(Path(f"/proc/{process}/fd").iterdir())) for process in self.replicas)

    @property
    def threads(self) -> int:
        """Threads that are alive."""
        return sum(len(list(Path(f"/proc/{process}/task").iterdir())) for process in self.replicas)


def alone(address: str, process: int) -> Server:
    """A server that is one process."""
    return Server(address, process, (process,))


def children_of(process: int) -> list[int]:
    """The processes that a process has started, and that have not ended."""
    threads = Path(f"/proc/{process}/task").iterdir()
    return [int(child) for thread in threads for child in (thread / "children").read_text().split()]


def replicas_of(process: int) -> tuple[int, ...]:
    """The replicas that a server has started."""
    return tuple(child for child in children_of(process) if REPLICA in _command(child))


@contextmanager
def lab(folder: Path, replicas: int = 1, **settings: str) -> Iterator[Server]:
    """The lab as `make serve` starts it; `settings` go into its environment."""
    if replicas > 1:
        nginx.install()

    def command(port: int) -> list[str]:
        return [*server.command(port), "--replicas", str(replicas)]

    with server.started(command, folder / "lab.txt", folder=server.ROOT, settings=settings) as started:
        address, process = started
        yield Server(address, process, replicas_of(process)) if replicas > 1 else alone(address, process)


@contextmanager
def stock(folder: Path, *, like_ours: bool = False) -> Iterator[Server]:
    """A trivial app as `streamlit run` serves it, or with our settings for garbage and files."""
    options = (*STOCK_OPTIONS, *(LIKE_OURS if like_ours else ()))

    def command(port: int) -> list[str]:
        return [sys.executable, "-m", "streamlit", "run", str(STOCK), f"--server.port={port}", *options]

    # from a folder without our config.toml
    with server.started(command, folder / "stock.txt", folder=folder) as started:
        yield alone(*started)


def _memory(process: int) -> int:
    (line,) = (line for line in _read(process, "status").splitlines() if line.startswith("VmRSS:"))
    return 1024 * int(line.split()[1])


def _processor_seconds(process: int) -> float:
    after_the_name = _read(process, "stat").rsplit(")", 1)[1].split()
    return (int(after_the_name[11]) + int(after_the_name[12])) / TICKS


def _read(process: int, name: str) -> str:
    return Path(f"/proc/{process}/{name}").read_text(encoding="utf-8")


def _command(process: int) -> str:
    """What was called; nothing for a process that has just ended."""
    try:
        return _read(process, "cmdline")
    except FileNotFoundError:
        return ""
