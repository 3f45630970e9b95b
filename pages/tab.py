"""The icon on a page's browser tab."""

import base64
import io

import streamlit as st

from activations.catalogue import FunctionSpec
from figures.functions.icon import icon
from ui.cache.functions import curve_of
from ui.cache.remembered import remembered

REACH = 3.0


def show(*keys: str) -> None:
    """Put these functions' curves on the tab."""
    st.set_page_config(page_icon=_address(keys))


@remembered()
def _address(keys: tuple[str, ...]) -> str:
    """The icon as an address that holds it, which is sent with the page instead of being fetched."""
    curves = [(key, curve_of(FunctionSpec(key), -REACH, REACH, 121, 1)) for key in keys]
    file = io.BytesIO()
    icon(curves).save(file, "PNG")
    return f"data:image/png;base64,{base64.b64encode(file.getvalue()).decode()}"
