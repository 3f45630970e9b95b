"""The server's application: app.py, whose start page has been opened before the port answers."""

import asyncio
import gc
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from threading import Thread
from typing import Any

from starlette.middleware import Middleware
from starlette.routing import Route
from streamlit import config, file_util
from streamlit.runtime import get_instance
from streamlit.runtime.pages_manager import PagesManager
from streamlit.starlette import App

from content.loader import page
from experiments.networks.process import use_one_thread
from pages.lessons import ahead
from server import icons, progress, warmup
from server.ahead import Ahead
from server.compression import CompressedFiles, static_folder, streamlit_files
from server.early import EarlyScripts, chart_scripts
from server.headers import SecurityHeaders, security_headers
from server.patience import Patience
from server.replicas import COOKIE_SECRET, SAME_SITE
from server.unknown import UnknownAddresses
from ui import examinations, runs

TEXTS = icons.texts_of(Path(__file__).parent)
INDEX = Path(file_util.get_static_dir()) / "index.html"
FRAME_ANCESTORS = "ACTIVATION_LAB_FRAME_ANCESTORS"  # who may embed the lab: addresses, or 'self'


@asynccontextmanager
async def lifespan(_app: App) -> AsyncIterator[dict[str, Any]]:
    """Open the start page before the port answers, and warm up the rest when nobody waits for a page."""
    # The folder pages/ would switch on Streamlit's older multipage mode for the first visitor, who would
    # then get the start page instead of the one the link names.
    PagesManager.uses_pages_directory = False
    await warm_up.open_start_page(get_instance())
    gc.freeze()  # what is loaded now stays; the collector need not look at it again
    gc.enable()
    rest = asyncio.create_task(warm())
    ahead.DOOR.open = Ahead(get_instance(), asyncio.get_running_loop()).open
    yield {}
    rest.cancel()
    # Beside, because workers that are being started keep whoever would close them waiting.
    for module in (runs, examinations):
        Thread(target=module.close, daemon=True).start()


async def warm() -> None:
    """Do now, whenever nobody waits for a page, what the first readers would have to wait for later."""
    runtime = get_instance()
    await warm_up.load()
    await warm_up.open_the_others(runtime)
    await warmup.beside(runs.queue().workers.warm_up)
    await warmup.quiet(runtime)
    await warmup.beside(lambda: files.update(icons.icon_font(TEXTS)))
    await warmup.quiet(runtime)
    gc.collect()
    gc.freeze()
    warm_up.is_over = True


if COOKIE_SECRET in os.environ:
    config.set_option("server.cookieSecret", os.environ[COOKIE_SECRET])
config.set_option("server.xsrfCookieSameSite", os.environ.get(SAME_SITE, "Lax").lower())
use_one_thread()
warm_up = warmup.WarmUp()
files = {**streamlit_files(), **icons.kept_font(TEXTS)}
app = App(
    Path(__file__).with_name("app.py"),
    lifespan=lifespan,
    routes=[Route(progress.ADDRESS, warm_up.answer)],
    middleware=[
        Middleware(SecurityHeaders, security_headers(INDEX, os.environ.get(FRAME_ANCESTORS, "'self'"))),
        Middleware(EarlyScripts, chart_scripts(static_folder())),
        Middleware(Patience),
        Middleware(
            UnknownAddresses,
            {name: page("common").texts[f"unknown.{name}"] for name in ("title", "text", "link")},
            base=config.get_option("server.baseUrlPath").strip("/"),
        ),
        Middleware(CompressedFiles, files),
        Middleware(warmup.Door, warm_up.has_loaded),
    ],
)
