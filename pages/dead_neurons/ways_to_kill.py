"""The controls of the page on dead neurons: every way to kill a unit, and buttons that set them at once."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

import streamlit as st

from activations.catalogue import CATALOGUE, NOTES, FunctionSpec
from content.loader import fill, page
from experiments.networks.limits import Limit
from experiments.training.specification import CHOICES, LIMITS
from experiments.training.train import TrainingSpec
from ui import controls, own_function
from ui.fields import Fields

DEFAULT = TrainingSpec(
    functions=(FunctionSpec("relu"),),
    depth=4,
    width=12,
    initialisation="he",
    learning_rate=0.5,
    steps=200,
    most_snapshots=int(LIMITS["most_snapshots"].high),  # every step, to say which update it was
)
FIELDS = Fields("train", DEFAULT, LIMITS)
WIDEST, LONGEST = 24, 400  # as many units as can be told apart, as many steps as can be sent
JOLTS = (1.0, 3.0, 10.0, 30.0, 100.0)
JOLT_LIMIT = Limit(1.0, 1000.0)
JOLT_STEP = 20
LEAKY = "leaky-relu"
FUNCTION, JOLT = "function", "jolt"  # keys of controls that are no field of the specification

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


@dataclass(frozen=True, slots=True)
class Asked:
    """What the controls ask for.

    Args:
        spec: the run.
        leaky: LeakyReLU with the slope that the reader has chosen.
        own: the function that the reader has typed, if there is one.
    """

    spec: TrainingSpec
    leaky: FunctionSpec
    own: tuple[FunctionSpec, ...]


def show() -> Asked:
    """Show the controls and return what they ask for."""
    labels = page("dead-neurons").texts
    training, network = st.tabs([labels["tab.training"], labels["tab.network"]])
    with training:
        rate = FIELDS.spaced("learning_rate")
        jolt = controls.number_choice(
            JOLT,
            fill(labels["jolt"], {"step": JOLT_STEP + 1}),
            JOLTS,
            JOLT_LIMIT,
            default=1.0,
            help_text=labels["jolt.help"],
        )
        bias = FIELDS.spaced("starting_bias")
        optimiser = FIELDS.choice("optimiser", CHOICES["optimiser"])
        steps = FIELDS.whole("steps", LONGEST)
    with network:
        function, leaky, own = _functions()
        initialisation = FIELDS.choice("initialisation", CHOICES["initialisation"])
        scale = FIELDS.real("weight_scale", step=0.01) if initialisation == "normal" else DEFAULT.weight_scale
        depth = FIELDS.whole("depth")
        width = FIELDS.whole("width", WIDEST)
        seed = FIELDS.seed("seed")
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
    return Asked(specification(chosen), leaky, own)


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
    st.session_state.update(defaults | {FUNCTION: "relu", JOLT: 1.0} | dict(changes))


def _functions() -> tuple[FunctionSpec, FunctionSpec, tuple[FunctionSpec, ...]]:
    """Ask for the function and for LeakyReLU's slope; return both, and what the reader has typed."""
    labels, typed = page("dead-neurons").texts, own_function.current()
    own = (typed,) if typed else ()
    titles = {key: CATALOGUE[key].title for key in NOTES} | {each.key: each.title for each in own}
    key = controls.choice(FUNCTION, labels["function"], titles, default="relu")
    (parameter,) = CATALOGUE[LEAKY].function_class.hyperparameters
    alpha = controls.parameter_slider(parameter, label=labels["alpha"], help_text=labels["alpha.help"])
    leaky = FunctionSpec(LEAKY, ((parameter.name, alpha),))
    function = next((each for each in (leaky, *own) if each.key == key), None)
    return function or FunctionSpec(key), leaky, own
