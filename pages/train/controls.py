"""The controls of the training page: sliders and choices in, a TrainingSpec out."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from activations.catalogue import CATALOGUE, NOTES, FunctionSpec
from content.loader import page
from experiments.networks.datasets import OWN
from experiments.training.specification import most_samples
from experiments.training.train import TrainingSpec
from pages.train import custom_points
from pages.train import specification_fields as fields
from ui import controls

DEFAULT = TrainingSpec()
SPACED: Mapping[str, tuple[float, ...]] = {
    "learning_rate": (
        1e-4,
        2e-4,
        5e-4,
        1e-3,
        2e-3,
        5e-3,
        0.01,
        0.02,
        0.05,
        0.1,
        0.2,
        0.5,
        1.0,
        2.0,
        5.0,
        10.0,
    ),
    "weight_decay": (0.0, 1e-4, 3e-4, 1e-3, 3e-3, 0.01, 0.03, 0.1, 0.3, 1.0),
}
STARTING_BIASES = (-2.0, -1.0, -0.5, -0.1, 0.0, 0.01, 0.1, 0.5, 1.0, 2.0)
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
        chosen |= {name: fields.whole(name) for name in ("depth", "width", "seeds")}
        chosen |= {
            "initialisation": fields.choice("initialisation"),
            "starting_bias": fields.number("starting_bias", STARTING_BIASES),
            "seed": fields.seed("seed"),
        }
        if chosen["initialisation"] == "normal":
            chosen["weight_scale"] = fields.real("weight_scale")
    with data:
        dataset, points = fields.choice("dataset"), st.container()
        chosen |= {
            "test_share": fields.real("test_share"),
            "data_seed": fields.seed("data_seed"),
        }
        with points:
            chosen |= _data(dataset, chosen["data_seed"])
    with training:
        samples = chosen["samples"] or DEFAULT.samples  # until there are points, the batch may be any
        most = samples - round(chosen["test_share"] * samples)
        chosen |= {
            "optimiser": fields.choice("optimiser"),
            "batch_size": fields.whole("batch_size", high=most),
        }
        chosen |= {name: fields.number(name, numbers) for name, numbers in SPACED.items()}
        chosen |= {"steps": fields.whole("steps")}
    return TrainingSpec(**chosen) if functions and chosen["samples"] else None


def _data(dataset: str, data_seed: int) -> dict[str, Any]:
    """The points: drawn with noise, or the reader's own; none as long as these are refused."""
    if dataset == OWN:
        points = custom_points.show(data_seed)
        return {"dataset": dataset, "custom_points": points, "samples": len(points)}
    samples = fields.whole("samples", high=most_samples(dataset))
    return {"dataset": dataset, "samples": samples, "noise": fields.real("noise")}


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
