"""Shows a figure, with the words that a screen reader says in its place."""

from collections.abc import Callable
from typing import Any, Literal, TypeAlias

import plotly.graph_objects as go
import streamlit as st

from ui.frame import projector
from ui.frame.enlarged import enlarged

Figure: TypeAlias = go.Figure

# One of Plotly's own buttons, whose place ui/components/pictures.js takes; others change axes under a lesson.
BUTTONS = {
    "displaylogo": False,
    "modeBarButtons": [["toImage"]],
    "doubleClick": False,
}


def show(
    figure: Figure,
    *,
    key: str,
    alt: str,
    height: int | Literal["content", "stretch"] = "content",
    on_point: Callable[[dict[str, Any]], None] | None = None,
) -> None:
    """Show a figure in the theme it was made for.

    Args:
        figure: made by `figures`, which sets all colours.
        key: names the chart for the address of its element and for the browser's components.
        alt: what the chart shows, in one or two sentences.
        height: in pixels; "content" keeps the figure's own, "stretch" takes that of the container around it.
        on_point: called with the point that the reader has clicked; its `x` and `y` are those of the figure.
    """
    if isinstance(height, int):
        figure.update_layout(height=height)
    if projector.is_on():
        figure = go.Figure(enlarged(figure.to_dict()))
    place = "stretch" if height == "stretch" else "content"
    shown: dict[str, Any] = {"key": key, "alt": alt, "theme": None, "config": BUTTONS, "height": place}
    if on_point is None:
        st.plotly_chart(figure, **shown)
        return

    def chosen() -> None:
        for point in st.session_state[key].selection.points:
            on_point(point)

    # Streamlit would set this later, in the browser, and at times undoes it while the chart is drawn.
    figure.update_layout(clickmode="event+select")
    st.plotly_chart(figure, **shown, on_select=chosen, selection_mode="points")
