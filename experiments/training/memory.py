"""How the C library treats memory that tensors give back."""

import ctypes

# glibc's names for what `mallopt` sets, and 32 MiB, the largest block it lets a heap keep
TRIM_THRESHOLD, MMAP_THRESHOLD = -1, -3
KEPT = 32 * 2**20  # bytes


def keep_freed_memory() -> None:
    """Let this process keep the memory of freed tensors for the next ones.

    Otherwise glibc hands every block above 128 KiB back to the system, and a step that makes twenty of them
    spends a fifth of its time on pages that have to be cleared anew. Other C libraries are left alone.
    """
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    if mallopt is not None:
        mallopt(MMAP_THRESHOLD, KEPT)
        mallopt(TRIM_THRESHOLD, KEPT)
