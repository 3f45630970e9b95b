"""Answers for addresses below a page, such as /functions/relu, where Streamlit would show nothing at all.

Every page has an address of one part. Below it a browser looks for Streamlit's scripts in the wrong folder.
"""

from collections.abc import Mapping
from html import escape

from starlette.datastructures import Headers
from starlette.responses import HTMLResponse
from starlette.types import ASGIApp, Receive, Scope, Send

FILES = ("_stcore/", "static/", "media/", "component/", "lab/")  # what Streamlit or the lab itself answers
PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>{title} · Activation Lab</title>
<style>:root {{ color-scheme: light dark; font: 1.1rem/1.5 system-ui, sans-serif; }}
body {{ max-width: 36rem; margin: 15vh auto; padding: 0 1rem; }}</style></head>
<body><main><h1>{title}</h1><p>{text}</p><p><a href="{overview}">{link}</a></p></main></body></html>
"""


class UnknownAddresses:
    """Middleware that says so where there can be no page, to whoever opens the address in a browser.

    Args:
        app: what is behind.
        words: what is said: its "title", its "text", and how the "link" to the overview is called.
        base: the part of every address before the pages', without slashes at its ends.
    """

    def __init__(self, app: ASGIApp, words: Mapping[str, str], base: str = "") -> None:
        self.app = app
        self.words = {name: escape(text) for name, text in words.items()}
        self.start = f"/{base}/" if base else "/"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer for the app, or let it answer."""
        below = self._parts_below_a_page(scope) if scope["type"] == "http" else 0
        if not below:
            await self.app(scope, receive, send)
            return
        # relative, because what stands in front may have taken a part of the address away
        page = PAGE.format(overview="../" * below, **self.words)
        await HTMLResponse(page, status_code=404)(scope, receive, send)

    def _parts_below_a_page(self, scope: Scope) -> int:
        """How many folders the address is below the overview; 0 for one that may be a page's or a file's."""
        path = scope["path"].removeprefix(self.start).removeprefix("/")
        asks_for_a_page = scope["method"] == "GET" and "text/html" in Headers(scope=scope).get("accept", "")
        if not asks_for_a_page or path.startswith(FILES) or "/" not in path.rstrip("/"):
            return 0
        return int(path.count("/"))
