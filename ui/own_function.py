"""The function that a reader has typed, as the address carries it: its formula, its name, its parameters."""

from contextlib import suppress
from dataclasses import dataclass

import streamlit as st
from streamlit.errors import StreamlitAPIException

from activations.base import Hyperparameter
from activations.catalogue import OWN, FunctionSpec, custom_name, plain
from activations.formula import (
    DEFAULT_NAME,
    FormulaError,
    FormulaFunction,
    function_class,
    normalised,
    with_lost_pluses,
)
from activations.formula.tree import X
from content.loader import fill, page
from ui import links
from ui.session import state

FORMULA, NAME, PREFIX = "f", "name", "f_"  # of the address; a parameter beta is f_beta


@dataclass(slots=True)
class Kept:
    """The function that was made last in this session."""

    function: FunctionSpec | None = None


def slider_of(parameter: Hyperparameter) -> str:
    """The key of a parameter's slider, which is also its name in the address."""
    return PREFIX + parameter.name


def current() -> FunctionSpec | None:
    """The function that the address brings, or else the one that was made earlier in this session.

    A formula that the gate refuses is complained about, and the page goes on without it.
    """
    if FORMULA in st.query_params:
        keep(_from_address())
    own = kept()
    if own is not None and FORMULA not in st.query_params:
        # right after the page with the fields, these still hold the address; the next run publishes
        with suppress(StreamlitAPIException):
            st.query_params.update(address_of(own))
    return own


def keep(own: FunctionSpec | None) -> None:
    """Remember a function for the other pages of this session."""
    state(Kept).function = own


def kept() -> FunctionSpec | None:
    """The function that was made last in this session."""
    return state(Kept).function


def address_of(own: FunctionSpec) -> dict[str, str]:
    """What an address says of a function; what is at its default is left out."""
    name = {} if own.name == DEFAULT_NAME else {NAME: own.name}
    return (
        {FORMULA: own.formula} | name | {PREFIX + each: plain(value) for each, value in own.hyperparameters}
    )


def widgets_of(own: FunctionSpec) -> dict[str, str | float]:
    """The value of each field and slider that makes a function."""
    values = {PREFIX + each: value for each, value in own.hyperparameters}
    return {FORMULA: own.formula, NAME: own.name, **values}


def refusal(error: FormulaError) -> str:
    """Why a formula or a name is refused, and where."""
    labels = page("own").texts
    kind = "formula.refused" if error.position is None else "formula.refused-at"
    return fill(labels[kind], {"sentence": error.sentence, "position": error.position or 0})


def say_input(function: type[FormulaFunction]) -> None:
    """Say so where a formula does not call the input x, or where the input is not in it at all."""
    labels = page("own").texts
    if function.input_name != X.name:
        st.caption(fill(labels["formula.input"], {"name": function.input_name}))
    elif X.name not in function.tree.names:
        st.caption(labels["formula.flat"])


def check_address(text: str) -> None:
    """Refuse a formula out of an address in which a + has become a space: `1/(1 exp(-x))`.

    Raises:
        FormulaError: when it has a space for its only sign between two values, and a + there makes a formula.
    """
    try:
        meant = with_lost_pluses(text)
        changed = [place for place, (a, b) in enumerate(zip(text, meant, strict=True), 1) if a != b]
        function_class(meant)
    except FormulaError:
        return
    if changed:
        raise FormulaError(page("own").texts["formula.lost-plus"], changed[0])


def _from_address() -> FunctionSpec | None:
    text, name = st.query_params[FORMULA], st.query_params.get(NAME, DEFAULT_NAME)
    try:
        custom_name(name)
    except FormulaError as error:
        _complain(error)
        name = DEFAULT_NAME
    try:
        if not _is_kept(text):
            check_address(text)
        typed = function_class(text, name)
    except FormulaError as error:
        _complain(error)
        return None
    say_input(typed)
    values = [(each.name, _value(each)) for each in typed.hyperparameters]
    return FunctionSpec(OWN, tuple(values), text, name)


def _is_kept(text: str) -> bool:
    """Whether this session has made the function itself: its fields may still hold the address."""
    own = kept()
    return own is not None and own.formula == normalised(text)


def _value(parameter: Hyperparameter) -> float:
    slider = slider_of(parameter)
    links.check_number(slider, parameter.low, parameter.high)
    given = links.number(st.query_params.get(slider, ""), parameter.low, parameter.high)
    return parameter.default if given is None else given


def _complain(error: FormulaError) -> None:
    st.warning(refusal(error), icon=":material/link_off:")
