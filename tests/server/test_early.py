"""A page of HTML names the script that draws charts; nothing else does."""

from pathlib import Path

import pytest
from starlette.responses import Response

from server.compression import static_folder
from server.early import EarlyScripts, chart_scripts
from tests.server.asgi import ask


@pytest.mark.parametrize(
    ("media_type", "link"),
    [("text/html", "<./static/js/a.js>; rel=modulepreload"), ("text/javascript", None)],
)
def test_only_pages_name_the_script(media_type: str, link: str | None) -> None:
    app = EarlyScripts(Response(b"there", media_type=media_type), ["/static/js/a.js"])
    assert ask(app, "/relu").headers.get("link") == link


def test_installed_streamlit_has_one_script_for_charts() -> None:
    (path,) = chart_scripts(static_folder())
    assert (static_folder() / Path(path).relative_to("/")).stat().st_size > 1_000_000
