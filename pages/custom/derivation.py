"""The formula typeset, and its derivative in symbols beside it."""

from math import isfinite

import streamlit as st

from activations.catalogue import FunctionSpec
from content.loader import fill, page
from ui.cache.custom import disagreement, typeset


def show(function: FunctionSpec) -> None:
    """Typeset f and f′, and say how far the latter is from what autograd computes."""
    labels = page("own").texts
    st.header(labels["formula.title"], anchor=False)
    formula, slope = typeset(function)
    left, right = st.columns(2)
    with left:
        st.latex(formula)
    with right:
        if slope is None:
            st.markdown(labels["formula.too-long"])
            return
        st.latex(slope)
    difference = disagreement(function)
    if isfinite(difference):
        st.caption(fill(labels["formula.caption"], {"difference": difference}))
