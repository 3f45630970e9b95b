"""What a session remembers besides the values of its widgets: one typed object for whoever remembers."""

from typing import TypeVar

import streamlit as st

State = TypeVar("State")


def state(kind: type[State]) -> State:
    """This session's object of a class, made when it is first asked for."""
    found: State = st.session_state.setdefault(f"{kind.__module__}.{kind.__name__}", kind())
    return found
