"""Points that the reader brings: a box to paste into, a file to upload, and what is wrong with them."""

import streamlit as st

from content.loader import fill, page
from experiments.own_data import LONGEST_TEXT, OwnDataError, Points, decode, read_points
from ui import links

EXAMPLE = "x,y,label\n0.5,-1.2,0\n1.1,0.3,1"


def show() -> Points:
    """Show box and upload, and return the points; none when they are refused, and a sentence why."""
    labels = page("train").texts
    pasted = st.text_area(
        labels["own.paste"],
        key="own-paste",
        placeholder=EXAMPLE,
        max_chars=LONGEST_TEXT,
        help=labels["own.paste.help"],
    )
    uploaded = st.file_uploader(labels["own.file"], type=["csv", "tsv", "txt"], key="own-file")
    try:
        return read_points(decode(uploaded.getvalue()) if uploaded else pasted or "")
    except OwnDataError as error:
        given = {name: links.harmless(str(value)) for name, value in error.values.items()}
        sentence = fill(labels["own." + error.kind.replace(" ", "-")], {**given, "line": error.line})
        (st.info if error.kind == "empty" else st.warning)(sentence, icon=":material/table:")
        return ()
