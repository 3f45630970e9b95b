"""The page of any function: question, chart with its sliders, claims, source, measurements."""

from functools import partial

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from activations.catalogue import CATALOGUE, FunctionSpec
from content.loader import fill, function_page, page
from pages.functions import chart_panel, evidence, measurements
from ui import prose


def page_of(key: str) -> StreamlitPage:
    """The page of the function with this key, for the navigation and for links."""
    entry = CATALOGUE[key]
    return st.Page(partial(render, key), title=entry.title, url_path=entry.address.removeprefix("/"))


def render(key: str) -> None:
    """Lay out the page of the function with this key."""
    text, labels = function_page(key), page("function").texts
    st.title(text.question, anchor=False)
    upper, lower, measured, end = (st.container() for _ in range(4))
    with measured:
        table = measurements.place()
    with upper:
        chart_panel.show(key, table)
    with lower:
        _evidence(key)
    with end:
        prose.sources(text.sources, labels["sources.title"])


def _evidence(key: str) -> None:
    text, labels = function_page(key), page("function").texts
    values = prose.measured(FunctionSpec(key))
    evidence.prediction(text.prediction, FunctionSpec(key), values)
    title = "claims.title" if text.claims else "facts.title"
    st.header(fill(labels[title], {"function": CATALOGUE[key].title}), anchor=False)
    for claim in text.claims + text.facts:
        evidence.claim(claim, key, values)
    evidence.formulas(text)
    prose.sections(text.sections, values)
    evidence.source_code(key, text.as_written)
