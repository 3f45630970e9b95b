"""The server's application: app.py, ready before the port answers (`make serve` and `make app` start it)."""

import gc
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from threading import Thread
from typing import Any

from starlette.middleware import Middleware
from streamlit import config, file_util
from streamlit.runtime import get_instance
from streamlit.runtime.pages_manager import PagesManager
from streamlit.starlette import App

from server.compression import CompressedFiles, static_folder, streamlit_files
from server.early import EarlyScripts, chart_scripts
from server.headers import SecurityHeaders, security_headers
from server.icons import icon_font
from server.patience import Patience
from server.replicas import COOKIE_SECRET
from server.warmup import visit_every_page
from ui import examinations, runs

# What may name an icon.
TEXTS = [
    path
    for folder in ("content", "figures", "pages", "ui")
    for path in Path(__file__).with_name(folder).rglob("*")
    if path.suffix in {".py", ".md", ".toml", ".js"}
]
INDEX = Path(file_util.get_static_dir()) / "index.html"
FRAME_ANCESTORS = "ACTIVATION_LAB_FRAME_ANCESTORS"  # who may embed the lab: addresses, or 'self'


@asynccontextmanager
async def warmed(_app: App) -> AsyncIterator[dict[str, Any]]:
    """Load what every page needs, so that the first visitor waits no longer than the hundredth."""
    # The folder pages/ would switch on Streamlit's older multipage mode for the first visitor, who would
    # then get the start page instead of the one the link names.
    PagesManager.uses_pages_directory = False
    await visit_every_page(get_instance())
    gc.collect()
    gc.freeze()  # what is loaded now stays; the collector need not look at it again
    # the port answers at once; the workers need a second more
    Thread(target=runs.queue().workers.warm_up, daemon=True).start()
    yield {}
    runs.queue().close()
    examinations.examiner().close()


if COOKIE_SECRET in os.environ:
    config.set_option("server.cookieSecret", os.environ[COOKIE_SECRET])
app = App(
    Path(__file__).with_name("app.py"),
    lifespan=warmed,
    middleware=[
        Middleware(SecurityHeaders, security_headers(INDEX, os.environ.get(FRAME_ANCESTORS, "'self'"))),
        Middleware(EarlyScripts, chart_scripts(static_folder())),
        Middleware(Patience),
        Middleware(CompressedFiles, {**streamlit_files(), **icon_font(TEXTS)}),
    ],
)
