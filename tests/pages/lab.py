"""Opens pages of the app without a browser."""

import functools
from pathlib import Path
from typing import Any

from streamlit.testing.v1 import AppTest

from activations.catalogue import CATALOGUE

APP = Path(__file__).parents[2] / "app.py"
FUNCTION_PAGES = {key: f"pages/functions/{key.replace('-', '_')}.py" for key in CATALOGUE}
OTHER_PAGES = {
    "make-your-own": "pages/own/make_your_own.py",
    "overview": "pages/start/overview.py",
    "compare": "pages/experiments/compare.py",
    "train": "pages/experiments/train.py",
    "notes": "pages/notes/notes.py",
    "dead-neurons": "pages/experiments/dead_neurons.py",
    "numerics": "pages/experiments/numerics.py",
    "signal-flow": "pages/experiments/signal_flow.py",
}
PAGES = FUNCTION_PAGES | OTHER_PAGES
RUN_TAKES_AT_MOST = 120  # seconds, on a machine that is busy with something else


def opened(page: str, **address: str) -> AppTest:
    """The page of this name as a link with these parameters opens it, in a session of its own."""
    app = new_session()
    # A browser asks for the page at once; Streamlit's simulation would have to draw the first page before.
    app._registered_pages = registered_pages()
    for name, value in address.items():
        app.query_params[name] = value
    return app.switch_page(PAGES[page]).run()


def new_session() -> AppTest:
    """A session of a reader who has seen nothing yet."""
    return AppTest.from_file(str(APP), default_timeout=RUN_TAKES_AT_MOST)


@functools.cache
def registered_pages() -> dict[Any, Any]:
    """The pages that the app's navigation names, by which Streamlit finds an address's page."""
    return new_session().run()._registered_pages


def table_of(app: AppTest) -> str:
    """The Markdown of the measured properties."""
    (table,) = (text.value for text in app.markdown if "|---" in text.value)
    return table


def tables_of(app: AppTest) -> str:
    """The Markdown of all tables of a page."""
    return "\n".join(text.value for text in app.markdown if "|---" in text.value)


def warnings_of(app: AppTest) -> list[str]:
    """The sentences that the page warns with."""
    return [warning.value for warning in app.warning]
