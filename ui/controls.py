"""Sliders and choices made from what they set; each keeps its value in the page's address."""

import streamlit as st

from activations.base import Parameter
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


def number_slider(
    name: str, label: str, limits: tuple[float, float], *, default: float, step: float, help_text: str | None = None
) -> float:
    """A slider from limits[0] to limits[1], bound to the address under its name."""
    low, high = limits
    if not low <= st.session_state.get(name, default) <= high:
        del st.session_state[name]  # another page's slider had this name, with other limits
    decimals = max(0, len(f"{step:.6f}".rstrip("0").split(".")[1]))
    return st.slider(
        label,
        low,
        high,
        default,
        step,
        format=f"%.{decimals}f",
        key=name,
        bind="query-params",
        help=help_text,
    )
