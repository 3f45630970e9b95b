"""The page's state in its address: what a link says is checked before a widget reads it.

A value is bound to the address in one of two ways; each control of `ui/controls.py` takes the right one:

- By Streamlit's `bind="query-params"`, after a `check_…`: a slider of real numbers, a text, an expander. They
  may stand in a fragment, and the browser writes the address without the rest of the page.
- By `adopt` before the widget and `publish` after it: everything else. Streamlit would take 2.5 for 2, write
  labels where we write keys, and knows no value without a widget.

The scrubber's step is in no widget of Streamlit's: `ui/scrubber.py` reads and writes it as it is.
"""

from collections.abc import Callable, Iterable, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from typing import TypeVar

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from activations.catalogue import CATALOGUE, OWN
from content.loader import fill, page
from ui.session import state

SHOWN_LETTERS = 40

Value = TypeVar("Value")


@dataclass(slots=True)
class Address:
    """What the session keeps of its address: of the open page, and by the parameter."""

    page: str = ""
    was_sent: bool = True  # a run has come to its end, so that the browser knows every widget's value
    refused: dict[str, str] = field(default_factory=dict)  # the sentences
    limits: dict[str, tuple[float, float]] = field(default_factory=dict)  # of the slider, as last shown
    said: dict[str, str | None] = field(default_factory=dict)  # by the address when last looked at
    published: dict[str, object] = field(default_factory=dict)  # the widget's value then


def open_page(title: str) -> None:
    """Forget, when the reader comes to another page, what was refused and which limits held before."""
    address = state(Address)
    if address.page != title:
        address.page, address.was_sent, address.refused, address.limits = title, False, {}, {}


def forget(names: Iterable[str]) -> None:
    """Forget widgets that are bound under these names: the next address is read as by a new reader."""
    address, context = state(Address), get_script_run_ctx()
    address.page, address.said, address.published = "", {}, {}
    with context.session_state.query_params() if context else nullcontext() as bound:
        for name in names:
            st.session_state.pop(name, None)
            # Streamlit lets go of a binding when a run ends without the widget, and no run has ended yet.
            binding = bound.get_binding_for_param(name) if bound else None
            if bound and binding:
                bound.unbind_widget(binding.widget_id)


def finish_page() -> None:
    """Note that a run of this page has come to its end."""
    state(Address).was_sent = True


def have_moved(name: str, limits: tuple[float, float]) -> bool:
    """Whether this page has shown a slider of this name with other limits before."""
    shown = state(Address).limits
    before, shown[name] = shown.get(name, limits), limits
    return before != limits


def check_number(name: str, low: float, high: float, whole: bool = False) -> None:
    """Complain unless the address leaves this parameter out or gives a number within low…high."""
    parse = whole_number if whole else number
    allowed = page("common").texts["address.whole" if whole else "address.number"]
    _check(
        name,
        lambda text: None if parse(text, low, high) is not None else text,
        fill(allowed, {"low": low, "high": high}),
    )


def check_choice(name: str, allowed: Sequence[str]) -> None:
    """Complain unless the address leaves this parameter out or gives one of these."""
    _check(name, lambda text: None if text in allowed else text, ", ".join(allowed))


def check_functions(name: str, has_own: bool = False) -> None:
    """Complain about entries, joined by commas, that are not functions; their parameters have sliders.

    Args:
        name: the address's parameter.
        has_own: whether the page has a function of the reader's own, which the entry "own" stands for.
    """
    _check(
        name,
        lambda text: ", ".join(entry for entry in _entries(text) if not _is_known(entry, has_own)) or None,
        ", ".join([*CATALOGUE, *([OWN] if has_own else [])]),
    )


def number(text: str, low: float, high: float) -> float | None:
    """The number that a text spells, or None when it spells none within low…high."""
    try:
        found = float(text)
    except ValueError:
        return None
    return found if low <= found <= high else None


def whole_number(text: str, low: float, high: float) -> int | None:
    """The whole number that a text spells, or None when it spells none within low…high."""
    found = number(text, low, high)
    return int(found) if found is not None and found.is_integer() else None


def function_keys(text: str, has_own: bool = False) -> list[str]:
    """The functions named in `relu,leaky-relu,own`."""
    return [entry for entry in _entries(text) if _is_known(entry, has_own)]


def adopt(name: str, default: Value, parse: Callable[[str], Value | None], allowed: str = "") -> Value:
    """Set a widget from the address when it first shows, and when the reader goes back in the browser.

    Returns its value.

    Args:
        name: the widget's key and the address's parameter.
        default: its value when the address gives none, or one that is not allowed.
        parse: turns the address's text into a value; None or nothing for what is not allowed.
        allowed: what is, in words, for a complaint; nothing where that has been made.
    """
    if allowed:
        _check(name, lambda text: None if parse(text) is not None else text, allowed)
    given, address = _said_once(name), state(Address)
    if name not in st.session_state or (given != address.said.get(name) and not _has_moved(name)):
        found = parse(given) if given is not None else None
        st.session_state[name] = default if found is None or found == [] else found
    elif not address.was_sent:
        # A run that another one breaks off takes with it what it had to tell the browser: say it again.
        st.session_state[name] = st.session_state[name]
    address.said[name] = given
    value: Value = st.session_state[name]
    return value


def publish(name: str, text: str, default: str) -> None:
    """Write a widget's value into the address, which leaves out what is at its default."""
    address = state(Address)
    if name in st.session_state:
        address.published[name] = st.session_state[name]
    if text == default:
        st.query_params.pop(name, None)
    elif _said_once(name) != text:
        st.query_params[name] = text
    address.said[name] = _said_once(name)


def carried(name: str, was_on: bool) -> bool:
    """Whether what goes with the reader from page to page is on; the address holds "yes" while it is.

    A page that is opened without it keeps what was; a step back on the same page turns it off.
    """
    check_choice(name, ("yes",))
    given, address = _said_once(name), state(Address)
    is_kept = given == address.said.get(name) or (given is None and not address.was_sent)
    is_on = was_on if is_kept else given == "yes"
    publish(name, "yes" if is_on else "", "")
    return is_on


def _said_once(name: str) -> str | None:
    """What the address says; nothing when it says it more than once."""
    said = st.query_params.get_all(name)
    return said[0] if len(said) == 1 else None


def _has_moved(name: str) -> bool:
    """Whether the reader has set the widget since its value was last published.

    A key held down starts runs that end before they have published, and the browser may still send the
    address of an earlier one: then the widget is right. Going back in the browser moves no widget.
    """
    published = state(Address).published
    return name in published and st.session_state[name] != published[name]


def _check(name: str, refused_in: Callable[[str], str | None], allowed: str) -> None:
    """Complain about the part of a parameter that is refused, if any, until the address holds an allowed one.

    The widget takes what is refused out of the address, so the sentence is kept for the runs that follow.
    """
    complaints = state(Address).refused
    labels, said = page("common").texts, st.query_params.get_all(name)
    if said:
        complaints.pop(name, None)
        refused = refused_in(said[0])
        if len(said) > 1:
            values = {"name": name, "count": len(said), "value": harmless(", ".join(said))}
            complaints[name] = fill(labels["address.repeated"], values)
        elif refused is not None:
            values = {"name": name, "value": harmless(refused), "allowed": allowed}
            complaints[name] = fill(labels["address.refused"], values)
    if name in complaints:
        st.warning(complaints[name], icon=":material/link_off:")


def _entries(text: str) -> list[str]:
    return [entry for entry in text.split(",") if entry]


def _is_known(entry: str, has_own: bool) -> bool:
    return entry in CATALOGUE or (has_own and entry == OWN)


def harmless(text: str) -> str:
    """What a visitor typed, short and without marks that Markdown would read."""
    plain = "".join(
        letter if letter.isalnum() or letter in " .,-+=;:" else "?" for letter in text[: SHOWN_LETTERS + 1]
    )
    return plain if len(plain) <= SHOWN_LETTERS else plain[:SHOWN_LETTERS] + "…"
