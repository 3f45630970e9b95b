"""Puts the text of `content` on the page, with its numbers filled in by what measures them."""

from collections.abc import Mapping, Sequence

import numpy as np
import streamlit as st

from activations.catalogue import FunctionSpec
from activations.derivatives import curve
from activations.measured.properties import Properties
from content.loader import Section, fill, references
from ui.cache.functions import properties_of


def measured(function: FunctionSpec) -> Mapping[str, object]:
    """The numbers that a text about a function may name: its properties, and `value(x)`, `slope(x)`."""
    properties = properties_of(function)
    module = function.create()

    def value(x: float) -> float:
        return float(curve(module, np.array([x])).value[0])

    def slope(x: float) -> float:
        return float(curve(module, np.array([x])).slope[0])

    fields = {name: getattr(properties, name) for name in Properties.__slots__}
    return {**fields, "value": value, "slope": slope}


def sections(items: Sequence[Section], values: Mapping[str, object]) -> None:
    """Show each section under its title."""
    for section in items:
        st.header(section.title, anchor=False)
        st.markdown(fill(section.text, values))


def sources(names: Sequence[str], title: str) -> None:
    """List the works that a page cites."""
    works = [references()[name] for name in sorted(names)]  # they are called after first author and year
    st.header(title, anchor=False)
    st.markdown("\n".join(f"- {work.authors} ({work.year}). *{work.title}.* {work.venue}." for work in works))
