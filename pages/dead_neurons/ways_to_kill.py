"""The controls of the page on dead neurons: every way to kill a unit, and buttons that set them at once."""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

import streamlit as st

from activations.catalogue import CATALOGUE, NOTES, FunctionSpec
from content.loader import fill, page
from experiments.networks.limits import Limit
from experiments.training.specification import LIMITS
from experiments.training.train import TrainingSpec
from pages.train import specification_fields as fields
from pages.train.controls import SPACED, STARTING_BIASES
from ui import controls, own_function

DEFAULT = TrainingSpec(
    functions=(FunctionSpec("relu"),),
    depth=4,
    width=12,
    initialisation="he",
    learning_rate=0.5,
    steps=200,
    most_snapshots=int(LIMITS["most_snapshots"].high),  # every step, to say which update it was
)
WIDEST, LONGEST = 24, 400  # as many units as can be told apart, as many steps as can be sent
JOLTS = (1.0, 3.0, 10.0, 30.0, 100.0)
JOLT_LIMIT = Limit(1.0, 1000.0)
JOLT_STEP = 20
LEAKY = "leaky-relu"

# What differs from the defaults, by the controls' names.
WAYS: Mapping[str, Mapping[str, object]] = MappingProxyType(
    {
        "rate": {},
        "jolt": {"learning_rate": 0.05, "jolt": 100.0, "seed": 1},
        "bias": {"learning_rate": 0.05, "starting_bias": -1.0},
        "narrow": {"learning_rate": 0.05, "depth": 10, "width": 2},
        "weights": {"learning_rate": 0.05, "initialisation": "normal", "weight_scale": 1.5},
        "revival": {"learning_rate": 0.5, "optimiser": "sgd", "seed": 2},
    }
)
CONTROLS = (
    *("depth", "width", "initialisation", "weight_scale", "starting_bias", "seed"),
    *("learning_rate", "optimiser", "steps"),
)


def show_ways() -> None:
    """Show a button for each way to kill."""
    labels = page("dead-neurons").texts
    with st.container(horizontal=True, gap="small"):
        for name in WAYS:
            st.button(labels[f"way.{name}"], key=f"way.{name}", on_click=choose, args=(WAYS[name],))


def show() -> TrainingSpec:
    """Show the controls and return the run that they ask for."""
    labels = page("dead-neurons").texts
    training, network = st.tabs([labels["tab.training"], labels["tab.network"]])
    with training:
        rate = fields.number("learning_rate", SPACED["learning_rate"], DEFAULT.learning_rate)
        jolt = controls.number_choice(
            "jolt",
            fill(labels["jolt"], {"step": JOLT_STEP + 1}),
            JOLTS,
            JOLT_LIMIT,
            default=1.0,
            help_text=labels["jolt.help"],
        )
        bias = fields.number("starting_bias", STARTING_BIASES)
        optimiser = fields.choice("optimiser")
        steps = fields.whole("steps", LONGEST, DEFAULT.steps)
    with network:
        function = _function()
        initialisation = fields.choice("initialisation", DEFAULT.initialisation)
        scale = fields.real("weight_scale") if initialisation == "normal" else DEFAULT.weight_scale
        depth = fields.whole("depth", default=DEFAULT.depth)
        width = fields.whole("width", WIDEST, DEFAULT.width)
        seed = fields.seed("seed")
    chosen = {
        "functions": (function,),
        "depth": depth,
        "width": width,
        "initialisation": initialisation,
        "weight_scale": scale,
        "starting_bias": bias,
        "optimiser": optimiser,
        "learning_rate": rate,
        "jolt": jolt,
        "steps": steps,
        "seed": seed,
    }
    return specification(chosen)


def specification(chosen: Mapping[str, object]) -> TrainingSpec:
    """The run that these settings ask for; what they leave out is at its default."""
    fields_of_spec: dict[str, Any] = {name: value for name, value in chosen.items() if name != "jolt"}
    spec = replace(DEFAULT, **fields_of_spec)
    jolt = chosen.get("jolt", 1.0)
    if jolt == 1 or not isinstance(jolt, float) or spec.steps <= JOLT_STEP:
        return spec
    highest = min(LIMITS["learning_rate"].high, spec.learning_rate * jolt)
    return replace(spec, rate_changes=((JOLT_STEP, highest), (JOLT_STEP + 1, spec.learning_rate)))


def choose(changes: Mapping[str, object]) -> None:
    """Set all controls: to what is given, or else to their defaults; for a button."""
    defaults = {name: getattr(DEFAULT, name) for name in CONTROLS}
    st.session_state.update(defaults | {"function": "relu", "jolt": 1.0} | dict(changes))


def leaky() -> FunctionSpec:
    """LeakyReLU with the slope that the reader has chosen."""
    (parameter,) = CATALOGUE[LEAKY].function_class.hyperparameters
    return FunctionSpec(LEAKY, ((parameter.name, st.session_state[parameter.name]),))


def own() -> tuple[FunctionSpec, ...]:
    """The function that the reader has typed, if there is one."""
    typed = own_function.current()
    return (typed,) if typed else ()


def _function() -> FunctionSpec:
    labels, typed = page("dead-neurons").texts, {each.key: each for each in own()}
    titles = {key: CATALOGUE[key].title for key in NOTES} | {key: each.title for key, each in typed.items()}
    if st.session_state.get("function", "relu") not in titles:  # a function that the address took away
        del st.session_state["function"]
    key = controls.choice("function", labels["function"], titles, default="relu")
    (parameter,) = CATALOGUE[LEAKY].function_class.hyperparameters
    controls.parameter_slider(parameter, label=labels["alpha"], help_text=labels["alpha.help"])
    return leaky() if key == LEAKY else typed.get(key) or FunctionSpec(key)
