"""The page's state in its address: what a link says is checked before a widget reads it."""

from collections.abc import Callable, Sequence

import streamlit as st

from content.loader import fill, page


def complain(name: str, value: str, allowed: str) -> None:
    """Say in one sentence that the address holds something that is not allowed, and what is."""
    text = fill(page("common").texts["address.refused"], {"name": name, "value": shortened(value), "allowed": allowed})
    st.warning(text, icon=":material/link_off:")


def check_number(name: str, low: float, high: float, whole: bool = False) -> None:
    """Complain unless the address leaves this parameter out or gives a number within low…high."""
    given = st.query_params.get(name)
    if given is not None and not _is_number(given, low, high, whole):
        kind = "whole" if whole else "number"
        complain(name, given, fill(page("common").texts[f"address.{kind}"], {"low": low, "high": high}))


def check_choice(name: str, allowed: Sequence[str]) -> None:
    """Complain unless the address leaves this parameter out or gives one of these."""
    given = st.query_params.get(name)
    if given is not None and given not in allowed:
        complain(name, given, ", ".join(allowed))


def check_list(name: str, allowed: Sequence[str]) -> None:
    """Complain about entries of a list, joined by commas, that are not among these."""
    given = st.query_params.get(name, "")
    refused = [entry for entry in given.split(",") if entry and entry not in allowed]
    if refused:
        complain(name, ", ".join(refused), ", ".join(allowed))


def adopt(name: str, default: object, parse: Callable[[str], object]) -> None:
    """Set a widget's first value from the address: `parse` gives None, or nothing, for what is not allowed."""
    if name not in st.session_state:
        given = st.query_params.get(name)
        st.session_state[name] = (parse(given) if given is not None else None) or default


def publish(name: str, text: str, default: str) -> None:
    """Write a widget's value into the address, which leaves out what is at its default."""
    if text == default:
        st.query_params.pop(name, None)
    elif st.query_params.get(name) != text:
        st.query_params[name] = text


def shortened(text: str, length: int = 40) -> str:
    """What a visitor typed, short and without marks that Markdown would read."""
    plain = "".join(letter if letter.isalnum() or letter in " .,-+=;:" else "?" for letter in text)
    return plain if len(plain) <= length else plain[:length] + "…"


def _is_number(text: str, low: float, high: float, whole: bool) -> bool:
    try:
        number = int(text) if whole else float(text)
    except ValueError:
        return False
    return low <= number <= high
