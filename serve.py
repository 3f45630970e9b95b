"""The server's entry: makes the process ready before the port answers, then serves app.py (`make app`)."""

import gc
import importlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from threading import Thread
from typing import Any

from streamlit.runtime.pages_manager import PagesManager
from streamlit.starlette import App

from ui import runs


@asynccontextmanager
async def warmed(_app: App) -> AsyncIterator[dict[str, Any]]:
    """Load what every page needs, so that the first visitor waits no longer than the hundredth."""
    # The folder pages/ would switch on Streamlit's older multipage mode for the first visitor, who would
    # then get the start page instead of the one the link names.
    PagesManager.uses_pages_directory = False
    for module in (
        "figures.curve",
        "figures.decision_maps",
        "figures.learning",
        "figures.profile",
        "ui.controls",
    ):
        importlib.import_module(module)
    gc.freeze()  # what is loaded now stays; the collector need not look at it again
    # the port answers at once; the workers need a second more
    Thread(target=runs.queue().workers.warm_up, daemon=True).start()
    yield {}
    runs.queue().close()


app = App(Path(__file__).with_name("app.py"), lifespan=warmed)
