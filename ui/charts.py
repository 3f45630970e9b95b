"""Shows a figure, with the words that a screen reader says in its place."""

import plotly.graph_objects as go
import streamlit as st

# Plotly's own buttons, less those that change the axes under a lesson.
BUTTONS = {
    "displaylogo": False,
    "modeBarButtons": [["toImage"]],
    "toImageButtonOptions": {"format": "png", "scale": 3, "filename": "activation-lab"},
    "doubleClick": False,
}


def show(figure: go.Figure, *, key: str, alt: str, height: int | None = None) -> None:
    """Show a figure in the theme it was made for.

    Args:
        figure: made by `figures`, which sets all colours.
        key: names the chart for the address of its element and for the browser's components.
        alt: what the chart shows, in one or two sentences.
        height: in pixels; None keeps the figure's own.
    """
    if height is not None:
        figure.update_layout(height=height)
    st.plotly_chart(figure, key=key, alt=alt, theme=None, config=BUTTONS)
