"""What a process that trains is told at its start."""

import ctypes

import torch

# glibc's names for what `mallopt` sets, and 32 MiB, the largest block it lets a heap keep
TRIM_THRESHOLD, MMAP_THRESHOLD = -1, -3
KEPT = 32 * 2**20  # bytes


def use_one_thread() -> None:
    """Let PyTorch compute on one thread: most tensors here are too small to share out among several.

    On a busy machine threads for so little cost seconds, and what a sum of floats is depends on their number.
    """
    torch.set_num_threads(1)


def prepare() -> None:
    """Use one thread, and keep the memory of freed tensors for the next ones.

    Otherwise glibc hands every block above 128 KiB back to the system, and a step that makes twenty of them
    spends a fifth of its time on pages that have to be cleared anew. Other C libraries are left alone.
    """
    use_one_thread()
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    if mallopt is not None:
        mallopt(MMAP_THRESHOLD, KEPT)
        mallopt(TRIM_THRESHOLD, KEPT)
