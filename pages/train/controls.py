"""The controls of the training page: sliders and choices in, a TrainingSpec out."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from activations.catalogue import CATALOGUE, NOTES, FunctionSpec
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


def show() -> TrainingSpec | None:
    """Show the controls and return what they ask for; None when no function is chosen."""
    labels = page("train").texts
    functions = controls.function_choice(labels["control.functions"], labels["control.functions.help"])
    network, data, training = st.tabs(
        [labels[f"control.{tab}.title"] for tab in ("network", "data", "training")]
    )
    chosen: dict[str, Any] = {}
    with network:
        chosen["functions"] = _with_alpha(functions)
        chosen |= {name: FIELDS.whole(name) for name in ("depth", "width", "seeds")}
        chosen |= {
            "initialisation": FIELDS.choice("initialisation", CHOICES["initialisation"]),
            "starting_bias": FIELDS.spaced("starting_bias"),
            "seed": FIELDS.seed("seed"),
        }
        if chosen["initialisation"] == "normal":
            chosen["weight_scale"] = FIELDS.real("weight_scale", step=0.01)
    with data:
        dataset, points = FIELDS.choice("dataset", CHOICES["dataset"]), st.container()
        chosen |= {"test_share": FIELDS.real("test_share", step=0.05), "data_seed": FIELDS.seed("data_seed")}
        with points:
            chosen |= _data(dataset, chosen["data_seed"])
    with training:
        samples = chosen["samples"] or DEFAULT.samples  # until there are points, the batch may be any
        most = samples - round(chosen["test_share"] * samples)
        chosen |= {
            "optimiser": FIELDS.choice("optimiser", CHOICES["optimiser"]),
            "batch_size": FIELDS.whole("batch_size", high=most),
        }
        chosen |= {
            RATE: FIELDS.spaced(RATE),
            "weight_decay": FIELDS.spaced("weight_decay"),
            "steps": FIELDS.whole("steps"),
        }
    return TrainingSpec(**chosen) if functions and chosen["samples"] else None


def _data(dataset: str, data_seed: int) -> dict[str, Any]:
    """The points: drawn with noise, or the reader's own; none as long as these are refused."""
    if dataset == OWN:
        points = custom_points.show(data_seed)
        return {"dataset": dataset, "custom_points": points, "samples": len(points)}
    samples = FIELDS.whole("samples", high=most_samples(dataset))
    return {"dataset": dataset, "samples": samples, "noise": FIELDS.real("noise", step=0.05)}


def settings_of(changes: Mapping[str, object]) -> dict[str, object]:
    """A value for every control: the given one, or else its default."""
    (alpha,) = CATALOGUE[LEAKY].function_class.hyperparameters
    defaults = {name: getattr(DEFAULT, name) for name in CONTROLS}
    return defaults | {"functions": list(NOTES), alpha.name: alpha.default} | dict(changes)


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
