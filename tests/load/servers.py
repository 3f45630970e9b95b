"""The servers that a class is sent to, and what they cost."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.browser import server

STOCK = Path(__file__).with_name("stock.py")
# What the lab sets for itself too; the rest of `streamlit run` is left as it comes.
STOCK_OPTIONS = ("--server.headless=true", "--browser.gatherUsageStats=false", "--server.address=127.0.0.1")
LIKE_OURS = ("--runner.postScriptGC=false", "--server.fileWatcherType=none")
TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Server:
    """A running server."""

    address: str
    process: int

    @property
    def memory(self) -> int:
        """Bytes in memory now."""
        (line,) = (line for line in self._read("status").splitlines() if line.startswith("VmRSS:"))
        return 1024 * int(line.split()[1])

    @property
    def processor_seconds(self) -> float:
        """What the process has computed until now, its worker processes not counted."""
        after_the_name = self._read("stat").rsplit(")", 1)[1].split()
        return (int(after_the_name[11]) + int(after_the_name[12])) / TICKS

    @property
    def descriptors(self) -> int:
        """Files, sockets and pipes that are open."""
        return len(list(Path(f"/proc/{self.process}/fd").iterdir()))

    @property
    def threads(self) -> int:
        """Threads that are alive."""
        return len(list(Path(f"/proc/{self.process}/task").iterdir()))

    def _read(self, name: str) -> str:
        return Path(f"/proc/{self.process}/{name}").read_text(encoding="utf-8")


@contextmanager
def lab(folder: Path, **settings: str) -> Iterator[Server]:
    """The lab as `make serve` starts it; `settings` go into its environment."""
    with server.started(server.command, folder / "lab.txt", folder=server.ROOT, settings=settings) as started:
        yield Server(*started)


@contextmanager
def stock(folder: Path, *, like_ours: bool = False) -> Iterator[Server]:
    """A trivial app as `streamlit run` serves it, or with our settings for garbage and files."""
    options = (*STOCK_OPTIONS, *(LIKE_OURS if like_ours else ()))

    def command(port: int) -> list[str]:
        return [sys.executable, "-m", "streamlit", "run", str(STOCK), f"--server.port={port}", *options]

    # from a folder without our config.toml
    with server.started(command, folder / "stock.txt", folder=folder) as started:
        yield Server(*started)
