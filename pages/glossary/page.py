"""The words of the lab, one line each, with the page where each is explained."""

import streamlit as st

from activations.catalogue import CATALOGUE
from content.glossary import glossary
from content.loader import fill, page

TITLES = {entry.address: entry.title for entry in CATALOGUE.values()}

text = page("glossary")


def title_of(address: str) -> str:
    """How the navigation calls the page at an address."""
    return TITLES.get(address, address.removeprefix("/").replace("-", " ").capitalize())


st.title(text.question, anchor=False)
st.markdown(text.introduction)
lines = [
    fill(
        text.texts["entry"],
        {"word": each.word, "text": each.text, "title": title_of(each.explained), "address": each.explained},
    )
    for each in glossary()
]
st.markdown("\n".join(f"- {line}" for line in lines))
