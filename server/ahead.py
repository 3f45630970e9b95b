"""Opens the page that a reader will come to next, so that what it computes is there already."""

import asyncio
from contextlib import suppress

from streamlit.runtime import Runtime

from server.warmup import SlowPageError, quiet, visit

AGAIN_AFTER = 3.0  # seconds, in which most of the runs end that a page asks for


class Ahead:
    """Visits to pages, one after the other; a newer wish takes the place of one that still waits.

    Args:
        runtime: Streamlit's.
        loop: on which it runs.
    """

    def __init__(self, runtime: Runtime, loop: asyncio.AbstractEventLoop) -> None:
        self._runtime = runtime
        self._loop = loop
        self._task: asyncio.Task[None] | None = None
        self._wish: tuple[str, str] | None = None

    def open(self, page: str, query: str) -> None:
        """Have a page opened soon; may be called by any thread.

        Args:
            page: its path, without the first slash.
            query: of its address, without the question mark.
        """
        self._loop.call_soon_threadsafe(self._begin, page, query)

    def _begin(self, page: str, query: str) -> None:
        self._wish = (page, query)
        if self._task is None or self._task.done():
            self._task = self._loop.create_task(self._work())

    async def _work(self) -> None:
        while self._wish is not None:
            (page, query), self._wish = self._wish, None
            # Twice: at first it may ask for a run, and only draws it when it has come to its end.
            for seconds in (0.0, AGAIN_AFTER):
                await asyncio.sleep(seconds)
                await quiet(self._runtime)
                with suppress(SlowPageError):
                    await visit(self._runtime, page, query)
                if self._wish is not None:
                    break
