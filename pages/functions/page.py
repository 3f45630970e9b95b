"""The page of any function: the chart with its sliders, which stay in view beside the claims and the text."""

from functools import partial

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from activations.catalogue import CATALOGUE, FunctionSpec
from content.loader import FunctionPage, fill, function_page, page
from pages.functions import chart_panel, evidence, measurements
from ui import prose


def page_of(key: str) -> StreamlitPage:
    """The page of the function with this key, for the navigation and for links."""
    entry = CATALOGUE[key]
    return st.Page(partial(render, key), title=entry.title, url_path=entry.address.removeprefix("/"))


def render(key: str) -> None:
    """Lay out the page of the function with this key: what moves beside what is read about it."""
    text, labels = function_page(key), page("function").texts
    _heading(text)
    with st.container(key="instrument"):
        chart, reading = st.columns([6, 7], gap="medium")
    with reading:
        evidence_place = st.container()
        table = measurements.place()
        prose.sources(text.sources, labels["sources.title"])
    with chart, st.container(key="chart-panel"):
        chart_panel.show(key, table)
    with evidence_place:
        _evidence(text)


def _heading(text: FunctionPage) -> None:
    """The function's name and its formulas in one line, and below it what the page asks and what it is."""
    with st.container(key="heading", horizontal=True, vertical_alignment="center", gap="large"):
        st.title(CATALOGUE[text.key].title, anchor=False, width="content")
        for formula in (text.formula, text.slope_formula):
            st.latex(formula, width="content")
    with st.container(key="lead"):
        st.markdown(f"**{text.question}** {text.summary}")


def _evidence(text: FunctionPage) -> None:
    labels, function = page("function").texts, FunctionSpec(text.key)
    values = prose.measured(function)
    evidence.prediction(text.prediction, function, values)
    title = "claims.title" if text.claims else "facts.title"
    st.header(fill(labels[title], {"function": CATALOGUE[text.key].title}), anchor=False)
    for claim in text.claims + text.facts:
        evidence.claim(claim, text.key, values)
    evidence.numerics(text.key)
    prose.sections(text.sections, values)
    evidence.source_code(text.key, text.as_written)
