"""An address that no page can have says so, and leads to the overview from wherever it is."""

from urllib.parse import urljoin

import pytest
from starlette.responses import PlainTextResponse

from server.unknown import UnknownAddresses
from tests.server.asgi import ask

BROWSER = "text/html,application/xhtml+xml,*/*;q=0.8"


def lab(base: str = "") -> UnknownAddresses:
    words = {"title": "No <page>", "text": "Nothing & nobody.", "link": "Overview"}
    return UnknownAddresses(PlainTextResponse("the app"), words, base)


@pytest.mark.parametrize(
    ("path", "overview"),
    [
        ("/functions/relu", "/"),
        ("/functions/relu/", "/"),
        ("/a/b/c", "/"),
        ("/train/../../x", "/"),
    ],
)
def test_an_address_below_a_page_is_answered_with_a_link_to_the_overview(path: str, overview: str) -> None:
    answer = ask(lab(), path, accept=BROWSER)
    body = answer.body.decode()
    assert answer.status == 404
    assert answer.headers["content-type"].startswith("text/html")
    assert "No &lt;page&gt;" in body
    assert "Nothing &amp; nobody." in body
    assert urljoin(f"http://lab{path}", body.split('<a href="')[1].split('"')[0]) == f"http://lab{overview}"


def test_the_link_stays_below_what_a_proxy_has_taken_away_or_the_base_says() -> None:
    stripped = ask(lab(), "/functions/relu", accept=BROWSER).body.decode()
    based = ask(lab("lab"), "/lab/functions/relu", accept=BROWSER).body.decode()
    for body in (stripped, based):
        link = body.split('<a href="')[1].split('"')[0]
        assert urljoin("http://site/lab/functions/relu", link) == "http://site/lab/"


@pytest.mark.parametrize(
    ("path", "accept"),
    [
        ("/", BROWSER),
        ("/relu", BROWSER),
        ("/relu/", BROWSER),
        ("/static/js/index.js", BROWSER),
        ("/media/picture.png", BROWSER),
        ("/_stcore/health", BROWSER),
        ("/relu/_stcore/health", "*/*"),
        ("/component/x/index.html", BROWSER),
    ],
)
def test_pages_files_and_what_scripts_ask_for_are_left_to_the_app(path: str, accept: str) -> None:
    assert ask(lab(), path, accept=accept).body == b"the app"


def test_a_base_leaves_its_pages_to_the_app() -> None:
    for path in ("/lab", "/lab/", "/lab/relu", "/lab/static/js/index.js"):
        assert ask(lab("lab"), path, accept=BROWSER).body == b"the app"
