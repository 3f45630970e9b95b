"""The words of the lab, one line each, with the page where each is explained."""

import streamlit as st

from activations.catalogue import CATALOGUE
from content.glossary import glossary
from content.loader import fill, page
from pages import tab

TITLES = {entry.address: entry.title for entry in CATALOGUE.values()}

text = page("glossary")
labels = text.texts


def title_of(address: str) -> str:
    """How the navigation calls the page at an address."""
    return TITLES.get(address, address.removeprefix("/").replace("-", " ").capitalize())


tab.show("softplus")
st.title(text.question, anchor=False)
st.markdown(text.introduction)
lines = [f"| {labels['word']} | {labels['meaning']} | {labels['explained']} |", "|---|---|---|"]
lines += [
    f"| **{each.word}** | {each.text} | "
    f"{fill(labels['link'], {'title': title_of(each.explained), 'address': each.explained})} |"
    for each in glossary()
]
st.markdown("\n".join(lines))
