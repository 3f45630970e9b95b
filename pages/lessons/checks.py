"""Checks of what an address says: each returns what is allowed, in words, for a text that is not."""

from collections.abc import Callable, Mapping, Sequence

from activations.catalogue import CATALOGUE, custom_name
from activations.formula import FormulaError, function_class
from content.loader import fill, page
from ui import links, own_function

Check = Callable[[str], str | None]
Checks = Mapping[str, Check]


def number(low: float, high: float, whole: bool = False) -> Check:
    """A number within these limits."""
    parse = links.whole_number if whole else links.number
    words = fill(
        page("common").texts["address.whole" if whole else "address.number"], {"low": low, "high": high}
    )
    return lambda text: None if parse(text, low, high) is not None else words


def one_of(options: Sequence[str]) -> Check:
    """One of these words."""
    return lambda text: None if text in options else ", ".join(options)


def functions(text: str) -> str | None:
    """Functions, joined by commas."""
    entries = text.split(",")
    return None if links.function_keys(text, has_own=True) == entries else ", ".join(CATALOGUE)


def parsed(parse: Callable[[str], object], words: str) -> Check:
    """What a page parses by itself."""
    return lambda text: None if parse(text) is not None else words


def formula(text: str) -> str | None:
    """A formula of the reader's own."""
    try:
        function_class(text)
    except FormulaError as error:
        return own_function.refusal(error)
    return None


def name(text: str) -> str | None:
    """A name for it."""
    try:
        custom_name(text)
    except FormulaError as error:
        return own_function.refusal(error)
    return None
