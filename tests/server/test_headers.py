"""The policy lets Streamlit's own script run, and names who may frame the lab."""

from pathlib import Path

import pytest

from server.headers import security_headers

# `printf 'alert(1)' | openssl dgst -sha256 -binary | openssl base64`
DIGEST = "'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI='"


def policy(tmp_path: Path, page: str, frame_ancestors: str = "'self'") -> dict[str, list[str]]:
    """The policy for a page, its sources by their directive."""
    index = tmp_path / "index.html"
    index.write_text(page, encoding="utf-8")
    text = security_headers(index, frame_ancestors)["content-security-policy"]
    return {name: sources for name, *sources in (part.split() for part in text.split("; "))}


def test_inline_script_of_the_page_is_named_by_its_digest(tmp_path: Path) -> None:
    found = policy(tmp_path, '<script>alert(1)</script><script src="a.js"></script>')
    assert [source for source in found["script-src"] if source.startswith("'sha")] == [DIGEST]


def test_nothing_is_evaluated_and_nobody_else_is_asked(tmp_path: Path) -> None:
    found = policy(tmp_path, "")
    assert not {"'unsafe-eval'", "'unsafe-inline'", "*"} & set(found["script-src"])
    assert all(
        source.startswith("'") or source in {"blob:", "data:"}
        for sources in found.values()
        for source in sources
    )


@pytest.mark.parametrize("ancestors", ["'self'", "https://moodle.example.edu", "'none'"])
def test_setting_says_who_may_frame_the_lab(tmp_path: Path, ancestors: str) -> None:
    assert policy(tmp_path, "", ancestors)["frame-ancestors"] == [ancestors]
