"""The links below every page go through the navigation in its order."""

from itertools import chain, pairwise

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.lab import navigation, opened

SIDES = ("Previous", "Next")


def foot_of(app: AppTest) -> dict[str, tuple[str, str]]:
    """What the links below a page say: the title and the path they lead to."""
    found = {}
    for link in app.get("page_link"):
        side, _, title = link.proto.label.partition(": ")
        if side in SIDES:
            found[side] = title, f"/{link.proto.page}"
    return found


@pytest.fixture(scope="module")
def pages() -> list[tuple[str, str]]:
    """Title and path of every page, in the order of the navigation."""
    return [(title, path) for path, title in chain(*(group.items() for group in navigation().values()))]


@pytest.mark.parametrize("path", ["/", "/glossary", "/lessons", "/sigmoid", "/make-your-own"])
def test_a_page_ends_with_the_way_to_its_neighbours(pages: list[tuple[str, str]], path: str) -> None:
    before = {here[1]: there for there, here in pairwise(pages)}.get(path)
    after = {here[1]: there for here, there in pairwise(pages)}.get(path)
    wanted = {side: page for side, page in (("Previous", before), ("Next", after)) if page}
    assert foot_of(opened(path.removeprefix("/") or "overview")) == wanted


def test_a_lesson_leads_the_way_alone() -> None:
    assert not foot_of(opened("compare", lesson="why-gradients-vanish.1"))
    assert foot_of(opened("compare", lesson="none-such"))
