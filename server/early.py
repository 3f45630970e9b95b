"""Names the large script that every chart needs in the first answer, so that browsers fetch it at once.

Otherwise they hear of it when Streamlit has started, has opened its socket and has been sent a chart.
"""

from pathlib import Path

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

CHARTS = "PlotlyChart.*.js"


class EarlyScripts:
    """Middleware that names scripts in the header of every page of HTML.

    Args:
        app: what is behind.
        paths: of the scripts, as in their addresses.
    """

    def __init__(self, app: ASGIApp, paths: list[str]) -> None:
        self.app = app
        # relative to the page, whose address has one part: what stands in front may add others before it
        self.link = ", ".join(f"<.{path}>; rel=modulepreload" for path in paths)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the app answer, and add the header."""

        async def send_with_link(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                if headers.get("content-type", "").startswith("text/html"):
                    headers["link"] = self.link
            await send(message)

        await self.app(scope, receive, send_with_link if scope["type"] == "http" else send)


def chart_scripts(static_folder: Path) -> list[str]:
    """The addresses of the installed Streamlit's scripts that draw charts."""
    found = sorted((static_folder / "static" / "js").glob(CHARTS))
    return [f"/{path.relative_to(static_folder).as_posix()}" for path in found]
