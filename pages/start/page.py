"""The start page: six curves that move, three doors, the six functions, the base class, a reading order."""

import inspect

import streamlit as st

from activations.base import ActivationFunction
from activations.catalogue import CATALOGUE, NOTES, FunctionSpec
from content.loader import fill, function_page, page
from figures.functions import overview
from pages.functions import page as functions
from pages.start import instrument
from ui import charts, chrome, prose, verdicts
from ui.cache.functions import curve_of, gaps_of

REACH = 3.0
POINTS = 121
CARD_HEIGHT = 128

TO_TRY = {
    "train": "pages/train/page.py",
    "signal-flow": "pages/signal_flow/page.py",
    "dead-neurons": "pages/dead_neurons/page.py",
    "make-your-own": "pages/custom/page.py",
    "compare": "pages/compare/page.py",
    "numerics": "pages/numerics/page.py",
}

DOORS = {"learn": "pages/primer/page.py", "teach": "pages/lessons/page.py", "try": "pages/train/page.py"}

text = page("overview")
labels = text.texts

st.title(text.question, anchor=False)
st.markdown(labels["lead"])
instrument.show()
for column, (name, door) in zip(st.columns(len(DOORS)), DOORS.items(), strict=True):
    with column, st.container(border=True, height="stretch"):
        st.page_link(door, label=f"**{labels[f'door.{name}']}**", icon=":material/arrow_forward:")
        st.caption(labels[f"door.{name}.summary"])
st.markdown(text.introduction)

for row in (NOTES[:3], NOTES[3:]):
    for column, key in zip(st.columns(3), row, strict=True):
        entry = CATALOGUE[key]
        with column, st.container(border=True, height="stretch"):
            st.page_link(functions.page_of(key), label=f"**{entry.title}**", icon=":material/arrow_forward:")
            curve = curve_of(FunctionSpec(key), -REACH, REACH, POINTS, 1)
            gaps = gaps_of(FunctionSpec(key), -REACH, REACH, POINTS)
            alt = fill(labels["card.alt"], {"function": entry.title, "low": -REACH, "high": REACH})
            charts.show(
                overview.card(curve, key, chrome.theme(), gaps),
                key=f"card-{key}",
                alt=alt,
                height=CARD_HEIGHT,
            )
            st.caption(function_page(key).summary)

st.markdown(f"**{labels['beyond.title']}**")
others = [key for key in CATALOGUE if key not in NOTES]
for column, key in zip(st.columns(len(others)), others, strict=True):
    column.page_link(functions.page_of(key), label=CATALOGUE[key].title, icon=":material/arrow_forward:")

with st.container(border=True):
    st.page_link("pages/notes/page.py", label=f"**{labels['notes.open']}**", icon=":material/fact_check:")
    st.caption(verdicts.counts())

st.header(labels["experiments.title"], anchor=False)
for row in (tuple(TO_TRY)[:3], tuple(TO_TRY)[3:]):
    for column, name in zip(st.columns(3), row, strict=True):
        with column, st.container(border=True, height="stretch"):
            label = f"**{labels[f'{name}.open']}**"
            st.page_link(TO_TRY[name], label=label, icon=":material/arrow_forward:")
            st.caption(labels[f"{name}.summary"])

prose.sections(text.sections, {})
st.header(labels["base.title"], anchor=False)
st.code(inspect.getsource(ActivationFunction), language="python", wrap_lines=True)
prose.sources(text.sources, labels["sources.title"])
