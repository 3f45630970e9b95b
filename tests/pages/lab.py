"""Opens pages of the app without a browser."""

from pathlib import Path
from typing import TypeVar
from unittest.mock import patch

import streamlit
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from activations.catalogue import CATALOGUE

APP = Path(__file__).parents[2] / "app.py"
PAGES = (
    *CATALOGUE,
    "make-your-own",
    "overview",
    "glossary",
    "primer",
    "modern-practice",
    "compare",
    "train",
    "notes",
    "lessons",
    "dead-neurons",
    "numerics",
    "signal-flow",
)
State = TypeVar("State")
RUN_TAKES_AT_MOST = 120  # seconds, on a machine that is busy with something else


def opened(page: str, **address: str) -> AppTest:
    """The page of this name as a link with these parameters opens it, in a session of its own."""
    app = AppTest.from_file(str(APP), default_timeout=RUN_TAKES_AT_MOST)
    for name, value in address.items():
        app.query_params[name] = value
    return switched(app, page)


def switched(app: AppTest, page: str) -> AppTest:
    """The same session on another page."""
    # Streamlit's own way takes files alone, and only when another page has been run before.
    app._page_hash = calc_hash(page) if page != "overview" else ""
    return app.run()


def state_of(app: AppTest, kind: type[State]) -> State:
    """What the session of a page keeps in an object of this class."""
    found: State = app.session_state[f"{kind.__module__}.{kind.__name__}"]
    return found


def navigation() -> dict[str, dict[str, str]]:
    """The title of the page at each address, by the groups of the navigation and in their order."""
    with patch.object(streamlit, "navigation", wraps=streamlit.navigation) as called:
        opened("overview")
    (groups,) = called.call_args.args
    return {name: {f"/{page.url_path}": page.title for page in pages} for name, pages in groups.items()}


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
