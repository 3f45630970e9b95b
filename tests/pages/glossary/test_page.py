"""The glossary shows every term, with a link that is called as the navigation calls the page."""

from content.glossary import glossary
from tests.pages.lab import navigation, opened, table_of


def test_every_term_has_a_row_with_its_page() -> None:
    titles = {address: title for pages in navigation().values() for address, title in pages.items()}
    rows = table_of(opened("glossary")).splitlines()[2:]
    assert len(rows) == len(glossary())
    for entry, row in zip(glossary(), rows, strict=True):
        assert row.startswith(f"| **{entry.word}** | {entry.text} |")
        assert row.endswith(f"[{titles[entry.explained]}](.{entry.explained}) |")
