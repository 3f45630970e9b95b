"""How long the lab takes until its port answers, beside the imports of torch and Streamlit alone."""

import subprocess
import sys
import time
from typing import NamedTuple

from server.replicas import free_port, is_healthy
from tests.browser import server

IMPORTS = "import torch, streamlit; print('imported', flush=True)"
LOOKS_EVERY = 0.01  # seconds


class Start(NamedTuple):
    """Seconds from the command on, of both the fewest: what else a machine does only adds to them."""

    answers: float
    imports: float

    @property
    def ratio(self) -> float:
        """How many times the imports' time it takes until the port answers."""
        return self.answers / self.imports


def measured(pairs: int) -> Start:
    """Start both in turns, so often and once before, when files may still have to come from the disk."""
    times = [(_until_the_port_answers(), _until_both_are_imported()) for _ in range(pairs + 1)][1:]
    return Start(*(min(column) for column in zip(*times, strict=True)))


def _until_both_are_imported() -> float:
    begin = time.perf_counter()
    with subprocess.Popen([sys.executable, "-c", IMPORTS], stdout=subprocess.PIPE) as process:
        assert process.stdout
        assert process.stdout.readline() == b"imported\n"
        return time.perf_counter() - begin


def _until_the_port_answers() -> float:
    port = free_port()
    begin = time.perf_counter()
    with subprocess.Popen(server.command(port), cwd=server.ROOT, stdout=subprocess.DEVNULL) as process:
        try:
            while not is_healthy(f"http://127.0.0.1:{port}"):
                assert process.poll() is None
                time.sleep(LOOKS_EVERY)
            return time.perf_counter() - begin
        finally:
            process.kill()
