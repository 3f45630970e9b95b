"""A function, as it is shown, to take home: as a program, and its curve as a table."""

from collections.abc import Callable
from functools import partial

import streamlit as st

from activations.catalogue import FunctionSpec
from activations.sweep import WINDOW
from content.loader import fill, page
from handouts import tables
from handouts.functions import file_name, function_program
from pages.take_home import menu
from ui.cache.functions import curve_of

Shown = tuple[FunctionSpec, float]  # the function as its sliders set it, and where the probe stands
POINTS = 321  # of the curve


def show(shown: Callable[[], Shown]) -> None:
    """Show the buttons; at which parameters the function is shown is asked when a file is."""
    name = file_name(shown()[0])
    with st.container(horizontal=True):
        menu.programs(name, partial(written, shown))
        menu.table("curve", name, lambda: curve_table(shown()[0]))
    st.caption(page("take-home").texts["caption.function"])


def written(shown: Callable[[], Shown], kind: str) -> str:
    """The program of a function."""
    function, x = shown()
    title = fill(page("take-home").texts["title.function"], {"function": function.label})
    return menu.program_file(function_program(function, x), kind, title)


def curve_table(function: FunctionSpec) -> str:
    """The function and its slope in double precision."""
    texts, found = page("take-home").texts, curve_of(function, -WINDOW, WINDOW, POINTS, 1)
    names = [texts[f"column.{column}"] for column in ("x", "value", "slope")]
    return tables.curve([found.x, found.value, found.slope], names)
