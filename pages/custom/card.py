"""The report card of a typed function: all that was measured of it, advice that follows, and its code."""

from math import isnan, sqrt
from urllib.parse import urlencode

import streamlit as st

from activations.catalogue import FunctionSpec
from activations.measured.properties import Properties
from content.loader import fill, look_up, page
from experiments.training.train import TrainingSpec
from pages.custom import questions, rough_places
from pages.functions import measurements
from ui import own_function, prose
from ui.cache.custom import notebook_code
from ui.cache.functions import properties_of
from ui.numbers import written

LAYERS = 10  # for which the advice is
LEVEL = 0.03  # a change of less than 3 % per layer is none


def show(function: FunctionSpec) -> None:
    """Show what was measured, the advice, and the code to take away."""
    labels = page("own").texts
    st.header(labels["card.title"], anchor=False)
    found = properties_of(function)
    st.info(advice(function, found), icon=":material/stethoscope:")
    address = own_function.address_of(function)
    with st.container(horizontal=True, gap="medium"):
        for name in ("compare", "train"):
            st.page_link(
                f"pages/{name}/page.py",
                label=labels[f"links.{name}"],
                icon=":material/arrow_forward:",
                query_params=address,
            )
    st.markdown(measurements.table(function, rough_places.rows_of(function)))
    st.caption(labels["card.caption"])
    st.header(labels["code.title"], anchor=False)
    st.markdown(labels["code.text"])
    st.code(notebook_code(function), language="python", wrap_lines=True)
    questions.of_curve(function)


def advice(function: FunctionSpec, found: Properties) -> str:
    """What the card means for a wide network: how its layers change the error signal, what holds it."""
    labels = page("own").texts
    if found.obstacle is not None:
        return rough_places.no_advice(function, found, found.obstacle)
    if found.mean_square_slope == 0:
        return labels["advice.flat"]
    forecast = prose.measured(function)
    kept, factor, gain = (
        look_up(f"{name}({LAYERS})", forecast) for name in ("kept_he", "factor_he", "holding")
    )
    if isnan(factor):
        return labels["advice.overflows"]
    kind = "holds" if abs(factor - 1) < LEVEL else "shrinks" if factor < 1 else "grows"
    remedy = "advice.unheld" if isnan(gain) else "advice.held"
    values = {
        "kept": written(kept, 2),
        "factor": written(factor),
        "gain": written(gain),
        "forward": written(sqrt(2 * found.mean_square)),
        "address": _train_at(function, gain),
    }
    return fill(" ".join(labels[key] for key in (f"advice.{kind}", remedy, "advice.forward")), values)


def _train_at(function: FunctionSpec, gain: float) -> str:
    """The address of a training whose weights have the scale that holds the error signal."""
    scale = min(3.0, max(0.01, gain / sqrt(TrainingSpec().width)))
    settings = {"initialisation": "normal", "weight_scale": f"{scale:.2f}"}
    return f"./train?{urlencode(own_function.address_of(function) | settings)}"
