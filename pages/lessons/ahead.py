"""What a page may have opened before its reader comes there; nothing, where no server has offered to."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(slots=True)
class Door:
    """Where the server says how a page is opened: by its path and its address's query."""

    open: Callable[[str, str], None] = lambda _page, _query: None


DOOR = Door()


def open_soon(page: str, query: str) -> None:
    """Have a page opened when nobody waits."""
    DOOR.open(page, query)
