"""The limit of open files: a reader takes four, and many systems allow 1024."""

import resource


def raise_limit() -> int:
    """Let this process open as many files as the system allows it, and say how many that is."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft != hard:
        resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    return hard
