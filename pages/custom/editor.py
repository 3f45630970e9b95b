"""The field for the formula: what is typed, what is wrong with it, and starting points to try."""

from collections.abc import Mapping
from types import MappingProxyType

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from activations.catalogue import OWN, FunctionSpec, custom_name
from activations.formula import DEFAULT_NAME, FormulaError, function_class
from activations.formula.reading.tokens import LONGEST
from activations.formula.template import LONGEST_NAME
from content.loader import page
from pages.custom.state import CustomState
from ui import controls, own_function
from ui.session import state

START = "x * sigmoid(beta * x)"
AROUND = 18  # characters shown on either side of what is wrong

GALLERY: Mapping[str, str] = MappingProxyType(
    {
        "gelu": "0.5x * (1 + erf(x / sqrt(2)))",
        "selu": "1.0507 * where(x > 0, x, 1.67326 * (exp(x) - 1))",
        "softplus": "log(1 + exp(x))",
        "mish": "x * tanh(softplus(x))",
        "hardswish": "x * clip(x + 3, 0, 6) / 6",
        "softsign": "x / (1 + abs(x))",
        "squared-relu": "max(0, x)^2",
        "centred-sigmoid": "a * (sigmoid(x) - 0.5)",
        "sine": "sin(omega * x)",
        "exploding": "x + x^3",
        "dying": "max(0, x - 3)",
    }
)


def show(notices: DeltaGenerator) -> FunctionSpec:
    """Show the fields and the gallery; return the last function that could be read, its parameters at 1.

    What is wrong is said in `notices`, below the chart, which so keeps its place; they stay in view.
    """
    labels = page("own").texts
    mine = _open()
    formula, name = st.columns([7, 3], gap="medium")
    with formula:
        typed = controls.text_field(
            own_function.FORMULA, labels["control.formula"], START, LONGEST, labels["control.formula.help"]
        )
    with name:
        called = controls.text_field(
            own_function.NAME, labels["control.name"], DEFAULT_NAME, LONGEST_NAME, labels["control.name.help"]
        )
    with notices:
        _take(mine, typed, called)
    _gallery()
    return FunctionSpec(OWN, (), mine.formula, mine.name)


def _open() -> CustomState:
    """When the page opens and its address says nothing, go on with what was made earlier in this session."""
    mine, kept = state(CustomState), own_function.kept()
    if own_function.FORMULA not in st.session_state:
        mine.formula, mine.name = START, DEFAULT_NAME
        mine.given = st.query_params.get(own_function.FORMULA)
        if kept is not None and mine.given is None:
            st.session_state.update(own_function.widgets_of(kept))
    return mine


def _take(mine: CustomState, typed: str, called: str) -> None:
    """Keep what can be read; say what cannot, and where, while the last good function stays."""
    try:
        if typed == mine.given:
            own_function.check_address(typed)
        own_function.say_input(function_class(typed))
        mine.formula = typed
    except FormulaError as error:
        sentence, place = st.columns([3, 2]) if error.position is not None else (st.container(), None)
        sentence.error(
            f"{own_function.refusal(error)} {page('own').texts['error.kept']}", icon=":material/edit:"
        )
        if place is not None and error.position is not None:
            place.code(_pointed_at(typed, error.position), language=None)
    try:
        mine.name = custom_name(called)
    except FormulaError as error:
        st.error(error.sentence, icon=":material/badge:")


def _gallery() -> None:
    labels = page("own").texts
    with st.container(horizontal=True, gap="small", vertical_alignment="center", key="gallery"):
        st.markdown(f"**{labels['gallery.title']}**", width="content")
        for key, formula in GALLERY.items():
            st.button(
                labels[f"gallery.{key}"],
                key=f"gallery-{key}",
                type="tertiary",
                on_click=st.session_state.update,
                args=({own_function.FORMULA: formula, own_function.NAME: DEFAULT_NAME},),
            )


def _pointed_at(text: str, position: int) -> str:
    """The text around a position, with a mark below it."""
    shown = _printable(text, LONGEST) + " "
    first = max(0, position - 1 - AROUND)
    return f"{shown[first : position + AROUND].rstrip()}\n{' ' * (position - 1 - first)}▲"


def _printable(text: str, most: int) -> str:
    """A text cut to a length, with a mark for each character that cannot be seen or turns the direction."""
    return "".join(letter if letter.isprintable() else "\ufffd" for letter in text[:most])
