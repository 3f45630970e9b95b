"""A reader's guess, sealed until it is made: one bar a layer, set before anything is shown."""

from dataclasses import dataclass, replace

import numpy as np
import streamlit as st

from content.loader import fill, page
from experiments.signal_flow.flow import LIMITS, MEASURES, SignalFlowSpec
from figures.signal_flow import flow
from figures.signal_flow.flow import Sizes
from ui import components, controls, links
from ui.cache.signal_flow import sizes_of
from ui.numbers import plain

STEP = 0.1  # powers of ten between two positions of a bar
LOWEST, HIGHEST = -20.0, 20.0  # powers of ten that a link may name
GUESS = "guess"  # in the address, without a widget
Heights = tuple[float, ...]
NONE: Heights = ()


@dataclass(frozen=True, slots=True)
class Guess:
    """What the reader has guessed: a power of ten for each layer, and of which of the functions."""

    heights: Heights
    function: int


def choose(spec: SignalFlowSpec, measure: str) -> Guess | None:
    """Return the guess for a network of this depth; where it has still to be made, ask for it."""
    labels = page("signal-flow").texts
    heights = links.adopt(GUESS, NONE, parse, labels["guess.allowed"])
    names = {function.key: function.label for function in spec.functions}
    chosen = first = next(iter(names))
    if len(names) > 1:
        chosen = controls.choice("guessed", labels["guess.function"], names, default=first)
    index = list(names).index(chosen)
    if len(heights) == spec.depth:
        _publish(heights)
        return Guess(heights, index)
    _publish(NONE)
    _board(spec, index, measure)
    return None


def only_the_guessed(guess: Guess, drawn: Sizes) -> Sizes:
    """What is drawn of the function whose sizes were guessed."""
    one = slice(guess.function, guess.function + 1)
    return replace(
        drawn,
        functions=drawn.functions[one],
        forecast=drawn.forecast[:, one],
        networks=drawn.networks[:, :, one],
    )


def verdict(drawn: Sizes, position: int, guess: Guess) -> None:
    """Say how far the guess is from what was measured."""
    labels = page("signal-flow").texts
    with np.errstate(divide="ignore"):
        away = np.abs(np.array(guess.heights) - np.log10(drawn.networks[1, position, 0]))
    values = {
        "function": drawn.functions[0].label,
        "mean": float(away.mean()),
        "most": float(away.max()),
        "layer": int(away.argmax()) + 1,
    }
    st.markdown(fill(labels["guess.verdict"], values))


def offer_another() -> None:
    """A button that seals the chart again."""
    st.button(page("signal-flow").texts["guess.again"], key="guess-again", on_click=_take_back)


def parse(text: str) -> Heights | None:
    """The powers of ten that an address such as `-1.2,-1.3` spells, or None when it spells none."""
    numbers = [links.number(entry, LOWEST, HIGHEST) for entry in text.split(",")]
    if len(numbers) > LIMITS["depth"].high or any(number is None for number in numbers):
        return None
    return tuple(number for number in numbers if number is not None)


def _board(spec: SignalFlowSpec, index: int, measure: str) -> None:
    """The bars, all as high as the one that is given: the layer where this signal begins its way."""
    labels = page("signal-flow").texts
    decades = flow.decades_of(measure, spec.depth)
    alone = replace(spec, functions=spec.functions[index : index + 1])
    given = spec.depth - 1 if measure in flow.BACKWARD else 0
    place = st.empty()
    sizes = sizes_of(alone, lambda share: place.progress(share, labels["measuring"]))
    place.empty()
    size = float(np.median(sizes[MEASURES.index(measure), 0], axis=0)[given])
    level = round(float(np.log10(max(size, 10.0**decades.bottom))), 1)
    values = {
        "function": alone.functions[0].label,
        "measure": labels[f"measure.{measure}"],
        "layer": given + 1,
    }
    st.markdown(fill(labels["guess.task"], values))
    ticks = range(decades.bottom, decades.high + 1, 2)
    height = decades.high - decades.bottom
    components.sealed_guess(
        {
            "layers": spec.depth,
            "given": given,
            "low": decades.bottom,
            "high": decades.high,
            "step": STEP,
            "start": [level] * spec.depth,
            "ticks": [[plain(tick, "g"), (tick - decades.bottom) / height] for tick in ticks],
            "labels": {
                "layer": labels["guess.layer"],
                "reveal": labels["guess.reveal"],
                "given": fill(labels["guess.given"], values),
            },
        },
        on_guess=_take,
    )


def _take(heights: object) -> None:
    """The reader has asked for the truth: keep the bars, whatever the browser says they are."""
    if isinstance(heights, list) and all(isinstance(each, int | float) for each in heights):
        _set(parse(",".join(f"{each:.1f}" for each in heights)) or NONE)


def _take_back() -> None:
    _set(NONE)


def _set(heights: Heights) -> None:
    st.session_state[GUESS] = heights
    _publish(heights)


def _publish(heights: Heights) -> None:
    links.publish(GUESS, ",".join(f"{each:g}" for each in heights), "")
