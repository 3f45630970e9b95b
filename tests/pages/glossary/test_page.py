"""The glossary shows every term, with a link that is called as the navigation calls the page."""

from content.glossary import glossary
from tests.pages.lab import navigation, opened


def test_every_term_has_a_line_with_its_page() -> None:
    titles = {address: title for pages in navigation().values() for address, title in pages.items()}
    (shown,) = (text.value for text in opened("glossary").markdown if text.value.startswith("- "))
    assert shown.splitlines() == [
        f"- **{entry.word}**: {entry.text} [{titles[entry.explained]}](.{entry.explained})"
        for entry in glossary()
    ]
