"""The parts of the pages that run in the browser: shared.js, and a JavaScript file for each function here."""

import base64
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import orjson
import streamlit as st
from streamlit.components.v2.types import ComponentRenderer

from ui.session import state

FOLDER = Path(__file__).parent


@st.cache_resource(show_spinner=False)
def _renderer(name: str, html: str | None = None) -> ComponentRenderer:
    """Register a component once for each server process."""
    style = FOLDER / f"{name}.css"
    return st.components.v2.component(
        name,
        js="".join((FOLDER / f"{part}.js").read_text(encoding="utf-8") for part in ("shared", name)),
        css=style.read_text(encoding="utf-8") if style.exists() else None,
        html=html,
        isolate_styles=False,
    )


def browser_watch() -> None:
    """Run the page again when the reader switches the theme or the window turns narrow.

    Streamlit alone would keep the charts' old colours, and does not know how wide the window is.
    """
    _renderer("browser_watch")(
        key="browser-watch", on_switched_change=_nothing, on_narrow_change=_nothing, default={"narrow": False}
    )


def pictures() -> None:
    """Let every chart of the page be saved as PNG and as SVG, with the page's question and its settings."""
    _renderer("pictures")(key="pictures")


@dataclass(slots=True)
class Browser:
    """Of the reader's browser: whether it lacks Plotly, so that the server redraws on release."""

    lacks_plotly: bool = False


def live_curve(data: dict[str, Any]) -> None:
    """Let the chart follow its sliders and the mouse while they move; shows the numbers at the probe.

    Args:
        data: the chart's and the sliders' keys, the labels, and the curves at every slider position.
    """
    # As bytes, because Streamlit would write and hash a dictionary of this size anew with every move.
    _renderer("live_curve", html="<div class='readout'></div>")(
        key="live-curve", data=orjson.dumps(data), on_missing_change=_note_missing
    )


def follow_slider(data: dict[str, Any]) -> None:
    """Let traces of a chart follow a slider while it moves; shows the numbers that belong to its position.

    Args:
        data: the chart's and the slider's keys, the moving traces and the numbers at every position.
    """
    text = json.dumps(data)  # for lists Streamlit would load pandas, and the start page wait for it
    _renderer("follow_slider", html="<div class='readout'></div>")(
        key="follow-slider", data={"text": text}, on_missing_change=_note_missing
    )


def scrub(data: dict[str, Any], *, on_step: Callable[[object], None]) -> None:
    """A play button and a slider that move every chart of a training run through its steps.

    Args:
        data: the labels, the steps, and what each chart shows at each of them.
        on_step: called with the step where the reader lets go, as the browser says it.
    """
    _renderer("scrub", html="<div class='scrub'></div>")(
        key="scrub", data=data, on_step_change=lambda: on_step(said("scrub", "step"))
    )


def slider_film(data: dict[str, Any]) -> None:
    """Let a chart follow a slider of Streamlit's while it moves, with words beside it.

    Args:
        data: the chart's and the slider's keys, what the chart's first traces show at every position, the
            labels and words, and under `reveal` what brings the chart into view when it is another, or None.
    """
    _renderer("slider_film", html="<div class='words'></div>")(key="slider-film", data=data)


def sealed_guess(data: dict[str, Any], *, on_guess: Callable[[object], None]) -> None:
    """Bars that the reader sets by mouse or keyboard before a chart is shown.

    Args:
        data: the labels, the axis, where the bars start, and which of them is given.
        on_guess: called with the bars' heights, as the browser says them, when the reader asks for the truth.
    """
    html = "<div class='board'></div><div class='foot'></div>"
    _renderer("sealed_guess", html=html)(
        key="sealed-guess", data=data, on_guess_change=lambda: on_guess(said("sealed-guess", "guess"))
    )


def lesson_keys(data: dict[str, Any]) -> None:
    """Let the arrow keys and a clicker press the buttons of a lesson.

    Args:
        data: by the key's name, the key of the button that it presses.
    """
    _renderer("lesson_keys")(key="lesson-keys", data=data)


def share_link(data: dict[str, Any]) -> None:
    """The address as the browser has it, which it says here: to copy, as a picture, and in letters.

    Args:
        data: the QR code as a picture's address, a note, and the words.
    """
    parts = "<button type='button'></button><output></output><img hidden><span></span>"
    _renderer("share_link", html=f"<div class='share'>{parts}</div>")(
        key="share-link", data=data, on_address_change=_nothing
    )


def lacks_plotly() -> bool:
    """Whether the browser cannot draw by itself."""
    return state(Browser).lacks_plotly


def _note_missing() -> None:
    state(Browser).lacks_plotly = True


def encoded(numbers: np.ndarray) -> str:
    """Numbers as the browser's components read them: float32, little-endian, in base64."""
    return base64.b64encode(numbers.astype("<f4").tobytes()).decode("ascii")


def said(key: str, name: str) -> object:
    """What a component in the browser said last."""
    return getattr(st.session_state.get(key), name, None)


def _nothing() -> None:
    """A component needs a callback for each of its values; the rerun itself is all that is wanted."""
