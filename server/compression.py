"""Streamlit's scripts and styles, compressed once and answered from memory.

Streamlit sends them as they are, 7.5 MB for a first visit to a page with a chart. Brotli at its best takes
most of a minute for all of them, so that they are compressed at installation: `python -m server.compression`.
"""

import gzip
import hashlib
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from mimetypes import guess_type
from pathlib import Path
from types import MappingProxyType

import brotli
from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit import __version__, file_util

CACHE = Path(__file__).parents[1] / "build" / "compressed"
TEXTS = frozenset({".js", ".css", ".svg"})
SMALLEST = 500  # bytes; below, a header costs more than is won
# Browsers read Brotli from secure addresses only, so that a class on plain HTTP gets gzip.
ENCODERS: Mapping[str, Callable[[bytes], bytes]] = MappingProxyType(
    {
        "br": lambda plain: bytes(brotli.compress(plain, quality=11)),
        "gzip": lambda plain: gzip.compress(plain, 9, mtime=0),
    }
)
A_YEAR = "public, immutable, max-age=31536000"  # Streamlit puts a hash of the content into the name
ASK_AGAIN = "no-cache"


@dataclass(frozen=True, slots=True)
class Compressed:
    """One file.

    Args:
        media_type: as in a content-type.
        encodings: its bytes by the name of the encoding, the smallest first; "identity" needs no decoding.
        changes: whether the file may change under its name, so that browsers are to ask whether it has.
    """

    media_type: str
    encodings: Mapping[str, bytes]
    changes: bool = False


class CompressedFiles:
    """Middleware that answers for the files it holds, to browsers that read one of the encodings.

    Args:
        app: what is behind.
        files: by the path in their address.
    """

    def __init__(self, app: ASGIApp, files: Mapping[str, Compressed]) -> None:
        self.app = app
        self.files = files

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer for the app, or let it answer."""
        response = self._response(scope) if scope["type"] == "http" else None
        await (response or self.app)(scope, receive, send)

    def _response(self, scope: Scope) -> Response | None:
        file = self.files.get(scope["path"])
        if file is None or scope["method"] != "GET":
            return None
        asked = Headers(scope=scope)
        read = _encodings_read(asked.get("accept-encoding", "")) | {"identity"}
        found = ((encoding, body) for encoding, body in file.encodings.items() if encoding in read)
        return next((_answer(file, encoding, body, asked) for encoding, body in found), None)


def streamlit_files() -> Mapping[str, Compressed]:
    """The installed Streamlit's scripts and styles as build/ has them; Streamlit answers for the others."""
    files = {}
    for path in _texts():
        kept = {encoding: _kept(path, encoding) for encoding in ENCODERS}
        encodings = {encoding: place.read_bytes() for encoding, place in kept.items() if place.exists()}
        if encodings:
            media_type = guess_type(path.name)[0] or "application/octet-stream"
            address = f"/{path.relative_to(static_folder()).as_posix()}"
            files[address] = Compressed(media_type, MappingProxyType(encodings))
    return MappingProxyType(files)


def compress_well() -> None:
    """Compress what build/ does not hold yet, as small as it goes."""
    all_of_them = [(path, encoding) for path in _texts() for encoding in ENCODERS]
    missing = [each for each in all_of_them if not _kept(*each).exists()]
    with ProcessPoolExecutor() as processes:
        for each, small in zip(missing, processes.map(_best, missing), strict=True):
            kept = _kept(*each)
            kept.parent.mkdir(parents=True, exist_ok=True)
            unfinished = kept.with_suffix(".part")
            unfinished.write_bytes(small)
            unfinished.replace(kept)


def _answer(file: Compressed, encoding: str, body: bytes, asked: Headers) -> Response:
    headers = {"cache-control": ASK_AGAIN if file.changes else A_YEAR, "vary": "accept-encoding"}
    if encoding != "identity":
        headers["content-encoding"] = encoding
    if file.changes:
        headers["etag"] = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
        if asked.get("if-none-match", "").removeprefix("W/") == headers["etag"]:
            return Response(status_code=304, headers=headers)
    return Response(body, headers=headers, media_type=file.media_type)


def _best(each: tuple[Path, str]) -> bytes:
    path, encoding = each
    return ENCODERS[encoding](path.read_bytes())


def static_folder() -> Path:
    """Where the installed Streamlit has what browsers load."""
    return Path(file_util.get_static_dir())


def _texts() -> Iterator[Path]:
    texts = (path for path in sorted((static_folder() / "static").rglob("*")) if path.suffix in TEXTS)
    return (path for path in texts if path.stat().st_size >= SMALLEST)


def _kept(path: Path, encoding: str) -> Path:
    """Where a file's best compression is; its name holds a hash of its content, the folder the version."""
    return CACHE / __version__ / f"{path.name}.{encoding}"


def _encodings_read(header: str) -> frozenset[str]:
    offers = (offer.strip().partition(";") for offer in header.lower().split(","))
    return frozenset(name.strip() for name, _, weight in offers if weight.strip() not in {"q=0", "q=0.0"})


if __name__ == "__main__":
    compress_well()
