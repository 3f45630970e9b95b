"""Puts the text of `content` on the page, with its numbers filled in by what measures them."""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import partial

import numpy as np
import streamlit as st

from activations.catalogue import FunctionSpec
from activations.derivatives import curve
from activations.measured.properties import Properties
from content.loader import Reference, Section, fill, references
from experiments.networks.arrays import Floats
from experiments.signal_flow.flow import SignalFlowSpec
from experiments.signal_flow.mean_field import change, flat_scales
from ui.cache.functions import properties_of
from ui.cache.signal_flow import forecast_of

RULES = ("he", "lecun", "pytorch")  # whose weights the forecasts take
SCALES = tuple(np.geomspace(0.25, 16.0, 100).tolist())  # among which the holding one is sought


def measured(function: FunctionSpec) -> Mapping[str, object]:
    """The numbers that a text about a function may name.

    They are its properties; `value(x)` and `slope(x)`; and, from the forecast for wide layers, what networks
    of so many hidden layers keep of the error signal's size on its way from the last to the first,
    `kept_he(layers)` and the like for each of RULES, the same as a factor per layer, `factor_he(layers)`, and
    how many times larger LeCun's weights would have to be to keep all of it, `holding(layers)`.
    """
    properties = properties_of(function)
    module = function.create()

    def value(x: float) -> float:
        return float(curve(module, np.array([x])).value[0])

    def slope(x: float) -> float:
        return float(curve(module, np.array([x])).slope[0])

    def kept(initialisation: str, layers: float) -> float:
        return float(10.0 ** _changes(function, initialisation, int(layers), (1.0,))[0])

    def factor(initialisation: str, layers: float) -> float:
        return float(kept(initialisation, layers) ** (1 / (layers - 1)))

    def holding(layers: float) -> float:
        changes = _changes(function, "lecun", int(layers), SCALES)
        return flat_scales(SCALES, changes)[1] or float("nan")

    fields = {name: getattr(properties, name) for name in Properties.__slots__}
    kept_by = {f"kept_{rule}": partial(kept, rule) for rule in RULES}
    factors = {f"factor_{rule}": partial(factor, rule) for rule in RULES}
    return {**fields, **kept_by, **factors, "holding": holding, "value": value, "slope": slope}


def _changes(function: FunctionSpec, initialisation: str, layers: int, scales: tuple[float, ...]) -> Floats:
    """By how many powers of ten the error signal changes on its way back, for each scale of the weights."""
    spec = SignalFlowSpec(functions=(function,), depth=layers, initialisation=initialisation)
    changes: Floats = change(forecast_of(spec, scales))[:, 0]
    return changes


def sections(items: Sequence[Section], values: Mapping[str, object]) -> None:
    """Show each section under its title."""
    for section in items:
        st.header(section.title, anchor=False)
        st.markdown(fill(section.text, values))


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table in Markdown."""
    first, *lines = [f"| {' | '.join(line)} |" for line in (header, *rows)]
    return "\n".join([first, f"|{'---|' * len(header)}", *lines])


def literal(text: str) -> str:
    """A text whose marks Markdown shows as they are."""
    return re.sub(r"([^\w\s.,])", r"\\\1", text)


def sources(names: Sequence[str], title: str) -> None:
    """List the works that a page cites."""
    works = [references()[name] for name in sorted(names)]  # they are called after first author and year
    st.header(title, anchor=False)
    lines = [
        f"- {work.authors} ({work.year}). *{work.title}.* {work.venue}. {_shown(work)}" for work in works
    ]
    st.markdown("\n".join(lines))


def _shown(work: Reference) -> str:
    """The work's address as a link that shows its DOI, or where it leads."""
    return f"[{work.link.removeprefix('https://').removeprefix('doi.org/')}]({work.link})"
