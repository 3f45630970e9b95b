"""What the page about floating point computes once for everybody."""

import streamlit as st

from activations.catalogue import FunctionSpec
from experiments.numerics import breakdown, gradient_check, kink, rounding

REMEMBERED = 500  # of each kind; a few thousand numbers each


@st.cache_resource(show_spinner=False, max_entries=REMEMBERED)
def gradient_check_of(function: FunctionSpec, x: float, precision: str) -> gradient_check.GradientCheck:
    """What autograd, the formula and finite differences say about a slope."""
    return gradient_check.testify(function, x, precision)


@st.cache_resource(show_spinner=False, max_entries=REMEMBERED)
def kink_of(function: FunctionSpec) -> kink.Kink:
    """A function around 0 at every magnification."""
    return kink.magnify(function)


@st.cache_resource(show_spinner=False, max_entries=REMEMBERED)
def breakdowns_of(function: FunctionSpec, precision: str) -> tuple[breakdown.Breakdown, ...]:
    """Where a formula as written breaks first."""
    return breakdown.breakdowns(function, precision)


@st.cache_resource(show_spinner=False, max_entries=REMEMBERED)
def errors_of(function: FunctionSpec, precision: str) -> rounding.ErrorCourse:
    """How wrong both forms of a function are at every magnitude of x."""
    return rounding.error_course(function, precision)
