"""The C library's memory, which otherwise keeps holes that it cannot fill again."""

import ctypes

ARENA_MAX = -8  # glibc's name for the setting: M_ARENA_MAX in malloc.h
ARENAS = 2


def share_arenas() -> None:
    """Let all threads of this process allocate from the same two pools.

    glibc gives the threads up to eight pools a core, and what is freed in one cannot be used by another: a
    class that trains leaves a hundred MiB of holes. C libraries without pools have nothing to set.
    """
    c_library = ctypes.CDLL(None)
    if hasattr(c_library, "mallopt"):
        c_library.mallopt(ARENA_MAX, ARENAS)
