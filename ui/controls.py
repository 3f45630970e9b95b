"""Sliders and choices made from what they set; each keeps its value in the page's address."""

from collections.abc import Mapping

import streamlit as st

from activations.base import Parameter
from activations.catalogue import CATALOGUE, FunctionSpec
from ui import links


def parameter_slider(parameter: Parameter) -> float:
    """A slider for a function's parameter; its key, and its name in the address, is the parameter's."""
    return number_slider(
        parameter.name,
        f"{parameter.symbol} · {parameter.meaning}",
        (parameter.low, parameter.high),
        default=parameter.default,
        step=parameter.step,
    )


def number_slider(name: str, label: str, limits: tuple[float, float], *, default: float, step: float) -> float:
    """A slider from limits[0] to limits[1], bound to the address under its name."""
    low, high = limits
    if not low <= st.session_state.get(name, default) <= high:
        del st.session_state[name]  # another page's slider had this name, with other limits
    decimals = max(0, len(f"{step:.6f}".rstrip("0").split(".")[1]))
    return st.slider(
        label, low, high, default, step, format=f"%.{decimals}f", key=name, bind="query-params"
    )


def choice(
    name: str, label: str, options: Mapping[str, str], *, default: str, help_text: str | None = None
) -> str:
    """Buttons for one of a few options, given as key and label; the address holds the key."""
    links.check_choice(name, tuple(options))
    links.adopt(name, default, lambda text: text if text in options else None)
    chosen = st.segmented_control(
        label, tuple(options), format_func=options.__getitem__, key=name, help=help_text, required=True
    )
    chosen = chosen or default
    links.publish(name, chosen, default)
    return chosen


def function_choice(label: str, help_text: str) -> tuple[FunctionSpec, ...]:
    """Buttons for any of the functions; the address holds their keys, joined by commas."""
    default = tuple(CATALOGUE)
    links.check_list("functions", default)
    links.adopt("functions", list(default), lambda text: [key for key in text.split(",") if key in CATALOGUE])
    chosen = st.pills(
        label,
        default,
        selection_mode="multi",
        format_func=lambda key: CATALOGUE[key].title,
        key="functions",
        help=help_text,
    )
    ordered = [key for key in default if key in chosen]
    links.publish("functions", ",".join(ordered), ",".join(default))
    return tuple(FunctionSpec(key) for key in ordered)
