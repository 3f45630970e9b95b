"""What whoever starts the lab reads: where it is, and what it is still doing."""

import asyncio
import json
import sys
from collections.abc import Sequence
from contextlib import suppress
from typing import NamedTuple
from urllib.request import urlopen

ADDRESS = "/lab/warm"
ANSWERS_WITHIN = 5.0  # seconds
ASKS_EVERY = 0.5
EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}  # noqa: S104 (where a browser finds who listens there)


class Progress(NamedTuple):
    """How many pages there are, how many of them are warm, and whether that and all else is done."""

    pages: int
    warm: int
    is_over: bool


def reached(host: str, port: int) -> str:
    """The address at which a browser on this machine reaches who listens at this host."""
    return f"http://{EVERYWHERE.get(host, host)}:{port}"


async def tell(address: str, servers: Sequence[str]) -> None:
    """Say where the lab is and what it is still doing, and say so when that is done.

    Args:
        address: where readers go.
        servers: the addresses of those that serve pages.
    """
    found = await _together(servers)
    doing = "" if found.is_over else f"; still warming {found.pages - found.warm} of {found.pages} pages"
    say(f"Activation Lab: {address} (ready{doing}; Ctrl-C ends it)")
    if found.is_over:
        return
    while not found.is_over:
        await asyncio.sleep(ASKS_EVERY)
        found = await _together(servers)
    say(f"Activation Lab: {found.warm} of {found.pages} pages are warm.")


def say(line: str) -> None:
    """Write a line, whether or not anybody can read it."""
    with suppress(OSError):
        sys.stdout.write(f"{line}\n")
        sys.stdout.flush()


def ask(server: str) -> Progress:
    """How far the warm-up of a server has come, as it says itself; nothing is over in one that is silent."""
    try:
        with urlopen(f"{server}{ADDRESS}", timeout=ANSWERS_WITHIN) as answer:  # noqa: S310 (our own server)
            report = json.load(answer)
    except OSError:
        return Progress(0, 0, is_over=False)
    return Progress(**report)


async def _together(servers: Sequence[str]) -> Progress:
    each = [await asyncio.to_thread(ask, server) for server in servers]
    return Progress(
        sum(one.pages for one in each), sum(one.warm for one in each), all(one.is_over for one in each)
    )
