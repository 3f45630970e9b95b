"""The link to what a reader sees: to copy, as a QR code for the back row, and in letters."""

import segno
import streamlit as st

from content.loader import page
from ui import components

LONGEST = 1500  # characters: a code of more would be too fine for a phone at the back


@st.fragment
def show() -> None:
    """A button that opens the link."""
    labels = page("common").texts
    with st.popover(labels["share.open"], type="tertiary", key="share"):
        address = str(components.said("share-link", "address") or "")
        code = picture(address)
        words = {name: labels[f"share.{name}"] for name in ("copy", "copied", "select")}
        note = labels["share.long"] if address and not code else ""
        components.share_link({"code": code, "note": note, "alt": labels["share.code"], **words})


def picture(address: str) -> str:
    """The QR code of an address as a picture's address; nothing for what is no link, or too long a one."""
    if not address.startswith(("http://", "https://")) or len(address) > LONGEST:
        return ""
    code = segno.make_qr(address, error="l", boost_error=True)
    return str(code.svg_data_uri(border=4, dark="#000", light="#fff", omitsize=True))
