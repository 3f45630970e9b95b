"""Compressed files are the files, whole, for browsers that can read them."""

import gzip
from collections.abc import Mapping
from pathlib import Path

import brotli
import pytest
from starlette.responses import PlainTextResponse
from streamlit import file_util

from server import compression
from server.compression import Compressed, CompressedFiles, streamlit_files
from tests.server.asgi import ask

pytestmark = pytest.mark.slow

SCRIPT = "/static/js/index.js"
PLAIN, SMALL, ZIPPED = b"plain", b"as brotli", b"as gzip"
# An app that has everything plain, behind the middleware that has one script compressed.
APP = CompressedFiles(
    PlainTextResponse(PLAIN), {SCRIPT: Compressed("text/javascript", {"br": SMALL, "gzip": ZIPPED})}
)


@pytest.fixture(scope="module")
def files() -> Mapping[str, Compressed]:
    compression.compress_well()  # as `make` does
    return streamlit_files()


def test_every_script_and_style_is_held_and_whole(files: Mapping[str, Compressed]) -> None:
    folder = Path(file_util.get_static_dir())
    page = (folder / "index.html").read_text(encoding="utf-8")
    named = [part.split('"')[0] for part in page.split('="./')[1:]]
    assert {f"/{name}" for name in named if name.endswith((".js", ".css"))} & set(files)
    for path, file in files.items():
        original = (folder / path.lstrip("/")).read_bytes()
        assert gzip.decompress(file.encodings["gzip"]) == original
        assert brotli.decompress(file.encodings["br"]) == original


def test_best_compression_is_made_once_and_then_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    script = tmp_path / "installed" / "static" / "js" / "one.js"
    script.parent.mkdir(parents=True)
    script.write_text("export const slope = (x) => (x > 0 ? 1 : 0);\n" * 200, encoding="utf-8")
    monkeypatch.setattr(file_util, "get_static_dir", lambda: str(tmp_path / "installed"))
    monkeypatch.setattr(compression, "CACHE", tmp_path / "kept")
    assert streamlit_files() == {}  # nothing is compressed while a server starts
    compression.compress_well()
    kept = {path.suffix.strip("."): path for path in (tmp_path / "kept").rglob("*") if path.is_file()}
    assert brotli.decompress(kept["br"].read_bytes()) == script.read_bytes()
    assert gzip.decompress(kept["gzip"].read_bytes()) == script.read_bytes()
    for path in kept.values():
        path.write_bytes(b"what is kept is not made again")
    compression.compress_well()
    (file,) = streamlit_files().values()
    assert list(file.encodings.values()) == 2 * [b"what is kept is not made again"]


@pytest.mark.parametrize(
    ("accepted", "encoding", "body"),
    [
        ("gzip, deflate, br, zstd", "br", SMALL),
        ("gzip, deflate", "gzip", ZIPPED),
        ("br;q=0, gzip", "gzip", ZIPPED),
        ("gzip;q=0.5, br;q=0.9", "br", SMALL),
    ],
)
def test_browser_gets_the_smallest_it_can_read(accepted: str, encoding: str, body: bytes) -> None:
    answer = ask(APP, SCRIPT, accept_encoding=accepted)
    assert answer.body == body
    assert answer.headers["content-encoding"] == encoding
    assert answer.headers["vary"] == "accept-encoding"
    assert "immutable" in answer.headers["cache-control"]


@pytest.mark.parametrize("accepted", ["identity", "", "br;q=0, gzip;q=0", "brotli"])
def test_browser_that_reads_none_gets_the_plain_file(accepted: str) -> None:
    assert ask(APP, SCRIPT, accept_encoding=accepted).body == PLAIN


def test_other_addresses_and_methods_go_to_the_app() -> None:
    assert ask(APP, "/train", accept_encoding="br").body == PLAIN
    assert ask(APP, SCRIPT, method="POST", accept_encoding="br").body == PLAIN


def test_file_that_may_change_is_asked_for_again_and_sent_only_if_it_has() -> None:
    held = {SCRIPT: Compressed("font/woff2", {"identity": SMALL}, changes=True)}
    app = CompressedFiles(PlainTextResponse(PLAIN), held)
    first = ask(app, SCRIPT, accept_encoding="br")
    assert first.body == SMALL
    assert first.headers["cache-control"] == "no-cache"
    assert "content-encoding" not in first.headers
    again = ask(app, SCRIPT, if_none_match=first.headers["etag"])
    assert (again.status, again.body) == (304, b"")
    assert ask(app, SCRIPT, if_none_match='"another"').body == SMALL
