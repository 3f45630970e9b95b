"""The icon on a page's browser tab."""

import base64
import io
from collections.abc import Mapping

import streamlit as st

from activations.catalogue import FunctionSpec
from figures.functions.icon import icon
from ui.cache.functions import curve_of
from ui.cache.remembered import remembered

REACH = 3.0


# Whose curves stand for a page, by its address; a function's page has its own.
KEYS: Mapping[str, tuple[str, ...]] = {
    "": ("sigmoid",),
    "primer": ("relu", "sigmoid"),
    "modern-practice": ("swish", "gelu"),
    "glossary": ("softplus",),
    "lessons": ("relu", "tanh"),
    "notes": ("sigmoid", "relu", "swish"),
    "compare": ("tanh", "relu"),
    "train": ("sigmoid", "tanh", "relu", "swish"),
    "signal-flow": ("sigmoid", "tanh", "relu"),
    "dead-neurons": ("relu", "leaky-relu"),
    "numerics": ("tanh", "relu"),
    "make-your-own": ("swish",),
}


def show(page: str) -> None:
    """Put the curves of the page at this address on the tab."""
    st.set_page_config(page_icon=_address(KEYS.get(page, (page,))))


@remembered()
def _address(keys: tuple[str, ...]) -> str:
    """The icon as an address that holds it, which is sent with the page instead of being fetched."""
    curves = [(key, curve_of(FunctionSpec(key), -REACH, REACH, 121, 1)) for key in keys]
    file = io.BytesIO()
    icon(curves).save(file, "PNG")
    return f"data:image/png;base64,{base64.b64encode(file.getvalue()).decode()}"
