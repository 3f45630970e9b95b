"""Sliders and choices made from what they set; each keeps its value in the page's address."""

from collections.abc import Mapping, Sequence
from typing import Protocol

import streamlit as st

from activations.base import Hyperparameter
from activations.catalogue import CATALOGUE, NOTES, FunctionSpec, plain
from content.loader import fill, page
from ui import links, own_function


class Limits(Protocol):
    """Anything with a lowest and a highest value."""

    @property
    def low(self) -> float: ...
    @property
    def high(self) -> float: ...


def parameter_slider(
    parameter: Hyperparameter, label: str | None = None, help_text: str | None = None
) -> float:
    """A slider for a function's parameter; its key, and its name in the address, is the parameter's."""
    return number_slider(
        parameter.name,
        label or f"{parameter.symbol} · {parameter.meaning}",
        (parameter.low, parameter.high),
        default=parameter.default,
        step=parameter.step,
        help_text=help_text,
    )


def with_parameters(functions: Sequence[FunctionSpec]) -> tuple[FunctionSpec, ...]:
    """Sliders for all parameters of the catalogue's functions among these; returns the functions so set.

    A parameter has its own name in the address, or, if an earlier function's has that name, its function's
    before it: `alpha` is LeakyReLU's slope, `elu_alpha` the depth of ELU's floor.
    """
    return tuple(_with_parameters(each) if each.key in CATALOGUE else each for each in functions)


def _with_parameters(function: FunctionSpec) -> FunctionSpec:
    parameters = CATALOGUE[function.key].function_class.hyperparameters
    return FunctionSpec(
        function.key, tuple((each.name, _parameter_of(function, each)) for each in parameters)
    )


def _parameter_of(function: FunctionSpec, parameter: Hyperparameter) -> float:
    names = (
        (key, each.name) for key, entry in CATALOGUE.items() for each in entry.function_class.hyperparameters
    )
    is_first = next(key for key, name in names if name == parameter.name) == function.key
    values = {"symbol": parameter.symbol, "function": function.title}
    return number_slider(
        parameter.name if is_first else f"{function.key}_{parameter.name}",
        fill(page("common").texts["control.parameter"], values),
        (parameter.low, parameter.high),
        default=parameter.default,
        step=parameter.step,
        help_text=f"{parameter.meaning[0].upper()}{parameter.meaning[1:]}.",
    )


def number_slider(
    name: str,
    label: str,
    limits: tuple[float, float],
    *,
    default: float,
    step: float,
    help_text: str | None = None,
) -> float:
    """A slider from limits[0] to limits[1], bound to the address under its name."""
    low, high = limits
    _keep_within(name, limits)
    links.check_number(name, low, high)
    decimals = max(0, len(f"{step:.6f}".rstrip("0").split(".")[1]))
    number_format = f"%.{decimals}f"
    return st.slider(
        label, low, high, default, step, format=number_format, key=name, bind="query-params", help=help_text
    )


def whole_slider(
    name: str, label: str, limits: tuple[int, int], *, default: int, help_text: str | None = None
) -> int:
    """A slider of whole numbers from limits[0] to limits[1]; the address holds its value under its name."""
    low, high = limits
    default = min(default, high)
    kept = _keep_within(name, limits)
    if kept is not None:
        links.publish(name, str(kept), str(default))
    _adopt_whole(name, default, low, high)
    value = st.slider(label, low, high, step=1, key=name, help=help_text)
    links.publish(name, str(value), str(default))
    return value


def number_field(name: str, label: str, limits: Limits, default: int, help_text: str | None = None) -> int:
    """A field for a whole number; the address holds it under its name."""
    low, high = int(limits.low), int(limits.high)
    _adopt_whole(name, default, low, high)
    value = st.number_input(label, low, high, step=1, key=name, help=help_text)
    links.publish(name, str(value), str(default))
    return value


def number_choice(
    name: str,
    label: str,
    numbers: Sequence[float],
    limits: Limits,
    *,
    default: float,
    help_text: str | None = None,
) -> float:
    """A slider over unevenly spaced numbers; a link may bring another one within the limits."""
    links.check_number(name, limits.low, limits.high)
    number = links.adopt(name, default, lambda text: links.number(text, limits.low, limits.high))
    options = sorted({*numbers, number})
    chosen = st.select_slider(
        label, options, format_func=lambda number: f"{number:g}", key=name, help=help_text
    )
    links.publish(name, plain(chosen), plain(default))
    return float(chosen)


def text_field(name: str, label: str, default: str, longest: int, help_text: str) -> str:
    """A field for a text of so many characters, bound to the address under its name."""
    typed = st.text_input(
        label, default, key=name, bind="query-params", max_chars=longest, live="0.5s", help=help_text
    )
    return typed or ""


def choice(
    name: str, label: str, options: Mapping[str, str], *, default: str, help_text: str | None = None
) -> str:
    """Buttons for one of a few options, given as key and label; the address holds the key."""
    _adopt_option(name, options, default)
    chosen = st.segmented_control(
        label, tuple(options), format_func=options.__getitem__, key=name, help=help_text, required=True
    )
    chosen = chosen or default
    links.publish(name, chosen, default)
    return chosen


def menu(
    name: str, label: str, options: Mapping[str, str], *, default: str, help_text: str | None = None
) -> str:
    """A menu for one of several options, given as key and label; the address holds the key."""
    _adopt_option(name, options, default)
    chosen = st.selectbox(label, tuple(options), format_func=options.__getitem__, key=name, help=help_text)
    links.publish(name, chosen, default)
    return chosen


def switch(name: str, label: str, help_text: str) -> bool:
    """A switch that is off at first; the address holds "yes" while it is on."""
    links.adopt(name, False, lambda text: True if text == "yes" else None, "yes")
    is_on = st.toggle(label, key=name, help=help_text)
    links.publish(name, "yes" if is_on else "", "")
    return is_on


def function_choice(label: str, help_text: str) -> tuple[FunctionSpec, ...]:
    """Buttons for any of the functions, at first those of the notes and the reader's own, if there is one.

    The address holds their keys, and the reader's formula beside them.
    """
    own = own_function.current()
    offered = {key: FunctionSpec(key) for key in CATALOGUE} | ({own.key: own} if own else {})
    default = (*NOTES, own.key) if own else NOTES
    links.check_functions("functions", own is not None)
    keys = links.adopt("functions", list(default), lambda text: links.function_keys(text, own is not None))
    st.session_state["functions"] = [key for key in keys if key in offered]
    chosen = st.pills(
        label,
        tuple(offered),
        selection_mode="multi",
        format_func=lambda key: offered[key].title,
        key="functions",
        help=help_text,
    )
    ordered = [key for key in offered if key in chosen]
    links.publish("functions", ",".join(ordered), ",".join(default))
    return tuple(offered[key] for key in ordered)


def _adopt_option(name: str, options: Mapping[str, str], default: str) -> None:
    if st.session_state.get(name, default) not in options:  # one that there is no more
        del st.session_state[name]
    links.adopt(name, default, lambda text: text if text in options else None, ", ".join(options))


def _adopt_whole(name: str, default: int, low: int, high: int) -> None:
    """As Streamlit's own binding, which would take 2.5 for 2 and fail at "inf"."""
    links.check_number(name, low, high, whole=True)
    links.adopt(name, default, lambda text: links.whole_number(text, low, high))


def _keep_within(name: str, limits: tuple[float, float]) -> float | None:
    """Bring a slider's value within its limits, and return it where this page has shown it with others.

    To Streamlit that was another slider, and the new one would begin at its lowest value. What another page's
    slider of this name has left outside of these limits is dropped.
    """
    if name not in st.session_state:
        links.have_moved(name, limits)
        return None
    value: float = st.session_state[name]
    kept = min(max(value, limits[0]), limits[1])
    if links.have_moved(name, limits):
        st.session_state[name] = kept
        return kept
    if kept != value:
        del st.session_state[name]
    return None
