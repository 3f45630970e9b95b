"""The controls of the training page: sliders and choices in, a TrainingSpec out."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from activations.catalogue import CATALOGUE, NOTES, FunctionSpec, plain
from content.loader import page
from experiments.networks.datasets import OWN
from experiments.training.specification import CHOICES, LIMITS, most_samples
from experiments.training.train import TrainingSpec
from pages.train import custom_points
from ui import controls
from ui.fields import Fields

DEFAULT = TrainingSpec()
FIELDS = Fields("train", DEFAULT, LIMITS)
RATE, SEED = "learning_rate", "seed"  # keys of controls that buttons read or set
LEAKY = "leaky-relu"
CONTROLS = (
    *("depth", "width", "seeds", "initialisation", "seed", "weight_scale", "starting_bias"),
    *("dataset", "noise", "samples", "test_share", "data_seed"),
    *("optimiser", "learning_rate", "batch_size", "steps", "weight_decay"),
)
DEFAULTS: Mapping[str, Any] = {name: getattr(DEFAULT, name) for name in CONTROLS}
# What every run needs is asked for first; each control takes the name of its field.
FIRST: Mapping[str, Callable[[str], Any]] = {
    "depth": FIELDS.whole,
    "initialisation": lambda field: FIELDS.menu(field, CHOICES[field]),
    RATE: FIELDS.spaced,
    "dataset": lambda field: FIELDS.menu(field, CHOICES[field]),
}


@dataclass(frozen=True, slots=True)
class Places:
    """Where the controls stand: those that every run needs in a row, all others out of the way."""

    functions: DeltaGenerator
    first: Sequence[DeltaGenerator]  # one for each of `FIRST`
    more: DeltaGenerator
    below: DeltaGenerator  # the reader's own points, and what differs from the default


def show(places: Places) -> TrainingSpec | None:
    """Show the controls and return what they ask for; None when no function is chosen."""
    labels = page("train").texts
    chosen: dict[str, Any] = {}
    with places.functions:
        label, help_text = labels["control.functions"], labels["control.functions.help"]
        chosen["functions"] = _with_alpha(controls.function_choice(label, help_text))
    for place, (field, control) in zip(places.first, FIRST.items(), strict=True):
        with place:
            chosen[field] = control(field)
    with places.more:
        network, data, training = st.tabs(
            [labels[f"control.{tab}.title"] for tab in ("network", "data", "training")]
        )
    with network:
        chosen |= {name: FIELDS.whole(name) for name in ("width", "seeds")}
        chosen |= {"starting_bias": FIELDS.spaced("starting_bias"), "seed": FIELDS.seed("seed")}
        if chosen["initialisation"] == "normal":
            chosen["weight_scale"] = FIELDS.real("weight_scale", step=0.01)
    with data:
        chosen |= {"test_share": FIELDS.real("test_share", step=0.05), "data_seed": FIELDS.seed("data_seed")}
    with places.below if chosen["dataset"] == OWN else data:
        chosen |= _points(chosen["dataset"], chosen["data_seed"])
    with training:
        samples = chosen["samples"] or DEFAULT.samples  # until there are points, the batch may be any
        most = samples - round(chosen["test_share"] * samples)
        chosen |= {
            "optimiser": FIELDS.choice("optimiser", CHOICES["optimiser"]),
            "batch_size": FIELDS.whole("batch_size", high=most),
            "weight_decay": FIELDS.spaced("weight_decay"),
            "steps": FIELDS.whole("steps"),
        }
    with places.below:
        _differences(chosen)
    return TrainingSpec(**chosen) if chosen["functions"] and chosen["samples"] else None


def _points(dataset: str, data_seed: int) -> dict[str, Any]:
    """The points: drawn with noise, or the reader's own; none as long as these are refused."""
    if dataset == OWN:
        points = custom_points.show(data_seed)
        return {"custom_points": points, "samples": len(points)}
    return {
        "samples": FIELDS.whole("samples", high=most_samples(dataset)),
        "noise": FIELDS.real("noise", step=0.05),
    }


def _differences(chosen: Mapping[str, Any]) -> None:
    """A button for each setting that is not at its default, which takes it back there."""
    labels = page("train").texts
    differing = [name for name in CONTROLS if chosen.get(name, DEFAULTS[name]) != DEFAULTS[name]]
    if not differing or (differing == ["samples"] and chosen["dataset"] == OWN):
        return
    with st.container(horizontal=True, gap="small", key="differences"):
        for name in differing:
            value = labels.get(f"choice.{name}.{chosen[name]}") or plain(chosen[name])
            st.button(
                f"{labels[f'control.{name}']}: {value}",
                key=f"reset-{name}",
                icon=":material/close:",
                help=labels["control.reset"],
                on_click=st.session_state.update,
                args=({name: DEFAULTS[name]},),
            )


def settings_of(changes: Mapping[str, object]) -> dict[str, object]:
    """A value for every control: the given one, or else its default."""
    (alpha,) = CATALOGUE[LEAKY].function_class.hyperparameters
    return dict(DEFAULTS) | {"functions": list(NOTES), alpha.name: alpha.default} | dict(changes)


def _with_alpha(functions: tuple[FunctionSpec, ...]) -> tuple[FunctionSpec, ...]:
    """Ask for the slope of LeakyReLU when it takes part, and give it to it."""
    if not any(function.key == LEAKY for function in functions):
        return functions
    (parameter,) = CATALOGUE[LEAKY].function_class.hyperparameters
    labels = page("train").texts
    alpha = controls.parameter_slider(
        parameter, label=labels["control.alpha"], help_text=labels["control.alpha.help"]
    )
    leaky = FunctionSpec(LEAKY, ((parameter.name, alpha),))
    return tuple(leaky if function.key == LEAKY else function for function in functions)
