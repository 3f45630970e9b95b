"""How many pools of memory the threads of a process share."""

import platform
import subprocess
import sys

import pytest

THREADS_THAT_ALLOCATE = """
import ctypes
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from server.memory import share_arenas

{call}
together = Barrier(6)
with ThreadPoolExecutor(6) as threads:
    list(threads.map(lambda _: (together.wait(), ctypes.CDLL(None).malloc(100)), range(6)))
ctypes.CDLL(None).malloc_stats()
"""


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="only glibc has pools, and says how many")
@pytest.mark.parametrize(("call", "few"), [("share_arenas()", True), ("", False)])
def test_threads_share_two_pools(call: str, few: bool) -> None:
    done = subprocess.run(
        [sys.executable, "-c", THREADS_THAT_ALLOCATE.format(call=call)],
        check=True,
        capture_output=True,
        text=True,
    )
    arenas = done.stderr.count("Arena ")
    assert arenas == 2 if few else arenas > 2
