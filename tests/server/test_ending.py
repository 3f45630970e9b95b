"""Ctrl-C ends the lab in whatever it is doing, in silence, and leaves no process behind."""

import asyncio
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil
import pytest

from server.replicas import free_port, is_healthy
from tests.browser import server
from tests.load import servers
from tests.load.student import Student

pytestmark = pytest.mark.slow

PATIENCE = 120.0  # seconds, on a machine that is busy with something else
LONG_TRAINING = "depth=10&width=32&steps=20000"


@dataclass(frozen=True, slots=True)
class Site:
    """A lab that was started in a terminal.

    Args:
        process: the one that was started; its own group, to all of which a terminal sends Ctrl-C.
        address: where it will answer.
        log: what it writes.
    """

    process: "subprocess.Popen[bytes]"
    address: str
    log: Path

    def until(self, is_so: Callable[[], bool]) -> None:
        """Wait for something, as long as the lab runs."""
        deadline = time.monotonic() + PATIENCE
        while not is_so():
            assert self.process.poll() is None, self.log.read_text()
            assert time.monotonic() < deadline, self.log.read_text()
            time.sleep(0.01)

    @property
    def is_serving(self) -> bool:
        """Whether its start page is there."""
        return is_healthy(self.address)

    @property
    def is_loading_torch(self) -> bool:
        """Whether the largest library is being loaded, or has just been."""
        return "libtorch" in Path(f"/proc/{self.process.pid}/maps").read_text()

    @property
    def listens_to_signals(self) -> bool:
        """Whether the process has begun to handle SIGTERM, which Python itself does not."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        caught = next(line.split()[1] for line in status.splitlines() if line.startswith("SigCgt"))
        return bool(int(caught, 16) >> (signal.SIGTERM - 1) & 1)

    def interrupt(self) -> None:
        """Press Ctrl-C, and see that everything ends without a word."""
        family = psutil.Process(self.process.pid).children(recursive=True)
        os.killpg(self.process.pid, signal.SIGINT)
        assert self.process.wait(PATIENCE) == 0, self.log.read_text()
        _, left = psutil.wait_procs(family, PATIENCE)
        assert left == []
        words = self.log.read_text()
        assert "Traceback" not in words
        assert "Error" not in words
        assert "leaked" not in words


@contextmanager
def started(folder: Path, replicas: int = 1, workers: int = 2) -> Iterator[Site]:
    """Start the lab in a group of its own."""
    port, log = free_port(), folder / "output.txt"
    command = [*server.command(port), "--replicas", str(replicas)]
    settings = {**os.environ, "ACTIVATION_LAB_WORKERS": str(workers)}
    with (
        log.open("wb") as output,
        subprocess.Popen(
            command, cwd=server.ROOT, env=settings, stdout=output, stderr=output, start_new_session=True
        ) as process,
    ):
        try:
            yield Site(process, f"http://127.0.0.1:{port}", log)
        finally:
            process.kill()


@pytest.mark.parametrize("phase", ["listens_to_signals", "is_loading_torch", "is_serving"])
def test_ctrl_c_ends_a_lab_that_has_just_been_started(tmp_path: Path, phase: str) -> None:
    with started(tmp_path) as site:
        site.until(lambda: getattr(site, phase))
        site.interrupt()


def test_ctrl_c_ends_a_lab_whose_worker_processes_are_being_started(tmp_path: Path) -> None:
    with started(tmp_path) as site:
        site.until(lambda: len(psutil.Process(site.process.pid).children(recursive=True)) > 1)
        site.interrupt()


def test_ctrl_c_ends_a_lab_that_is_warm_and_has_readers_one_of_whom_trains(tmp_path: Path) -> None:
    async def scene(site: Site) -> None:
        async with Student(site.address) as reader, Student(site.address) as trainer:
            await reader.open("relu")
            await trainer.open("train", LONG_TRAINING)
            await asyncio.to_thread(site.interrupt)

    with started(tmp_path) as site:
        site.until(lambda: "22 of 22 pages are warm" in site.log.read_text())
        asyncio.run(scene(site))


def test_who_leaves_while_leaving_waits_for_no_lock() -> None:
    in_the_middle = (
        "import tempfile; from server import command; tempfile._once_lock.acquire(); command.leave()"
    )
    left = subprocess.run(
        [sys.executable, "-c", in_the_middle], check=False, cwd=server.ROOT, timeout=PATIENCE
    )
    assert left.returncode == 0


def test_ctrl_c_ends_several_replicas_and_nginx(tmp_path: Path) -> None:
    servers.require_nginx()
    with started(tmp_path, replicas=2, workers=0) as site:
        site.until(lambda: site.is_serving)
        assert len(servers.replicas_of(site.process.pid)) == 2
        site.interrupt()
