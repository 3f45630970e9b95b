"""The page's state in its address: what a link says is checked before a widget reads it."""

from collections.abc import Callable, Sequence

import streamlit as st

from activations.catalogue import CATALOGUE, FunctionSpec
from content.loader import fill, page

SHOWN_LETTERS = 40


def complain(name: str, value: str, allowed: str) -> None:
    """Say in one sentence that the address holds something that is not allowed, and what is."""
    sentence = page("common").texts["address.refused"]
    st.warning(
        fill(sentence, {"name": name, "value": _harmless(value), "allowed": allowed}),
        icon=":material/link_off:",
    )


def check_number(name: str, low: float, high: float, whole: bool = False) -> None:
    """Complain unless the address leaves this parameter out or gives a number within low…high."""
    given = st.query_params.get(name)
    if given is None:
        return
    found = number(given, low, high)
    if found is None or (whole and not found.is_integer()):
        allowed = page("common").texts["address.whole" if whole else "address.number"]
        complain(name, given, fill(allowed, {"low": low, "high": high}))


def check_choice(name: str, allowed: Sequence[str]) -> None:
    """Complain unless the address leaves this parameter out or gives one of these."""
    given = st.query_params.get(name)
    if given is not None and given not in allowed:
        complain(name, given, ", ".join(allowed))


def check_functions(name: str) -> None:
    """Complain about entries, joined by commas, that are not functions with allowed parameters."""
    refused = [entry for entry in _entries(st.query_params.get(name, "")) if _function(entry) is None]
    if refused:
        complain(name, ", ".join(refused), ", ".join(CATALOGUE))


def number(text: str, low: float, high: float) -> float | None:
    """The number that a text spells, or None when it spells none within low…high."""
    try:
        found = float(text)
    except ValueError:
        return None
    return found if low <= found <= high else None


def function_keys(text: str) -> list[str]:
    """The functions named in `relu,leaky-relu:alpha=0.2`; their parameters go to the sliders."""
    found = [function for function in map(_function, _entries(text)) if function is not None]
    for function in found:
        for name, value in function.parameters:
            st.query_params.setdefault(name, f"{value:g}")
    return [function.key for function in found]


def adopt(name: str, default: object, parse: Callable[[str], object]) -> None:
    """Set a widget's first value from the address; `parse` gives nothing for what is not allowed."""
    if name not in st.session_state:
        given = st.query_params.get(name)
        st.session_state[name] = (parse(given) if given is not None else None) or default


def publish(name: str, text: str, default: str) -> None:
    """Write a widget's value into the address, which leaves out what is at its default."""
    if text == default:
        st.query_params.pop(name, None)
    elif st.query_params.get(name) != text:
        st.query_params[name] = text


def _entries(text: str) -> list[str]:
    return [entry for entry in text.split(",") if entry]


def _function(entry: str) -> FunctionSpec | None:
    try:
        return FunctionSpec.parse(entry)
    except ValueError:
        return None


def _harmless(text: str) -> str:
    """What a visitor typed, short and without marks that Markdown would read."""
    plain = "".join(
        letter if letter.isalnum() or letter in " .,-+=;:" else "?" for letter in text[: SHOWN_LETTERS + 1]
    )
    return plain if len(plain) <= SHOWN_LETTERS else plain[:SHOWN_LETTERS] + "…"
