"""A menu of files, each of which is written when somebody asks for it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

import streamlit as st

from content.loader import page
from handouts import files
from handouts.program import Program


@dataclass(frozen=True, slots=True)
class Kind:
    """A form that a program takes: a file's ending, its type, and what writes it."""

    ending: str
    mime: str
    write: Callable[[Program, str, Mapping[str, str]], str]


KINDS: Mapping[str, Kind] = {
    "script": Kind(".py", "text/x-python", files.script),
    "notebook": Kind(".ipynb", "application/x-ipynb+json", files.notebook),
}


def programs(file_name: str, written: Callable[[str], str]) -> None:
    """Show a button for each kind.

    Args:
        file_name: without its ending.
        written: from a key of `KINDS` to the file's text.
    """
    for name, kind in KINDS.items():
        _button(name, partial(written, name), file_name + kind.ending, kind.mime)


def table(name: str, file_name: str, written: Callable[[], str]) -> None:
    """Show a button for a table; its name is that of its texts."""
    _button(name, written, f"{file_name}-{name}.csv", "text/csv")


def program_file(program: Program, kind: str, title: str) -> str:
    """The text of a program's file; its title says in plain words what it does."""
    return KINDS[kind].write(program, title, page("take-home").texts)


def _button(name: str, written: Callable[[], str], file_name: str, mime: str) -> None:
    texts = page("take-home").texts
    st.download_button(
        texts[name],
        written,
        file_name,
        mime,
        key=f"take-home-{name}",
        on_click="ignore",
        icon=":material/download:",
        help=texts[f"{name}.help"],
    )
