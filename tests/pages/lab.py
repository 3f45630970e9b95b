"""Opens pages of the app without a browser."""

from pathlib import Path

from streamlit.testing.v1 import AppTest

from activations.catalogue import CATALOGUE

APP = Path(__file__).parents[2] / "app.py"
FUNCTION_PAGES = {key: f"pages/functions/{key.replace('-', '_')}.py" for key in CATALOGUE}
OTHER_PAGES = {
    "make-your-own": "pages/custom/page.py",
    "overview": "pages/start/page.py",
    "compare": "pages/compare/page.py",
    "train": "pages/train/page.py",
    "notes": "pages/notes/page.py",
    "dead-neurons": "pages/dead_neurons/page.py",
    "numerics": "pages/numerics/page.py",
    "signal-flow": "pages/signal_flow/page.py",
}
PAGES = FUNCTION_PAGES | OTHER_PAGES
RUN_TAKES_AT_MOST = 120  # seconds, on a machine that is busy with something else


def opened(page: str, **address: str) -> AppTest:
    """The page of this name as a link with these parameters opens it, in a session of its own."""
    app = AppTest.from_file(str(APP), default_timeout=RUN_TAKES_AT_MOST).run()
    for name, value in address.items():
        app.query_params[name] = value
    return app.switch_page(PAGES[page]).run()


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
