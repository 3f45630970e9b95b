"""The controls of the training page: sliders and choices in, a TrainingSpec out."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from activations.catalogue import CATALOGUE, FunctionSpec
from content.loader import page
from experiments.specification import CHOICES, most_samples
from experiments.training import LIMITS, TrainingSpec
from ui import controls

DEFAULT = TrainingSpec()
SLIDER_STEPS: Mapping[str, float] = {"noise": 0.05, "weight_scale": 0.01, "test_share": 0.05}
LEARNING_RATES = (1e-4, 2e-4, 5e-4, 1e-3, 2e-3, 5e-3, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0)
WEIGHT_DECAYS = (0.0, 1e-4, 3e-4, 1e-3, 3e-3, 0.01, 0.03, 0.1, 0.3, 1.0)
LEAKY = "leaky-relu"
CONTROLS = (
    *("depth", "width", "seeds", "initialisation", "seed", "weight_scale"),
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
    fields: dict[str, Any] = {}
    with network:
        fields["functions"] = _with_alpha(functions)
        fields |= {name: _whole(name) for name in ("depth", "width", "seeds")}
        fields |= {"initialisation": _choice("initialisation"), "seed": _seed("seed")}
        if fields["initialisation"] == "normal":
            fields["weight_scale"] = _real("weight_scale")
    with data:
        fields |= {"dataset": _choice("dataset"), "noise": _real("noise")}
        fields |= {
            "samples": _whole("samples", high=most_samples(fields["dataset"])),
            "test_share": _real("test_share"),
        }
        fields["data_seed"] = _seed("data_seed")
    with training:
        fields |= {
            "optimiser": _choice("optimiser"),
            "learning_rate": _number("learning_rate", LEARNING_RATES),
        }
        test_points = round(fields["test_share"] * fields["samples"])
        fields |= {"batch_size": _whole("batch_size", high=fields["samples"] - test_points)}
        fields |= {"steps": _whole("steps"), "weight_decay": _number("weight_decay", WEIGHT_DECAYS)}
    return TrainingSpec(**fields) if functions else None


def settings_of(changes: Mapping[str, object]) -> dict[str, object]:
    """A value for every control: the given one, or else its default."""
    (alpha,) = CATALOGUE[LEAKY].function_class.parameters
    defaults = {name: getattr(DEFAULT, name) for name in CONTROLS}
    return defaults | {"functions": list(CATALOGUE), alpha.name: alpha.default} | dict(changes)


def _with_alpha(functions: tuple[FunctionSpec, ...]) -> tuple[FunctionSpec, ...]:
    """Ask for the slope of LeakyReLU when it takes part, and give it to it."""
    if not any(function.key == LEAKY for function in functions):
        return functions
    (parameter,) = CATALOGUE[LEAKY].function_class.parameters
    labels = page("train").texts
    alpha = controls.parameter_slider(
        parameter, label=labels["control.alpha"], help_text=labels["control.alpha.help"]
    )
    leaky = FunctionSpec(LEAKY, ((parameter.name, alpha),))
    return tuple(leaky if function.key == LEAKY else function for function in functions)


def _seed(field: str) -> int:
    labels = page("train").texts
    return controls.number_field(
        field,
        labels[f"control.{field}"],
        LIMITS[field],
        getattr(DEFAULT, field),
        help_text=labels[f"control.{field}.help"],
    )


def _number(field: str, numbers: tuple[float, ...]) -> float:
    labels = page("train").texts
    return controls.number_choice(
        field,
        labels[f"control.{field}"],
        numbers,
        LIMITS[field],
        default=getattr(DEFAULT, field),
        help_text=labels[f"control.{field}.help"],
    )


def _choice(field: str) -> str:
    labels = page("train").texts
    options = {
        option: labels[f"choice.{field}.{option}"]
        for option in CHOICES[field]
        if f"choice.{field}.{option}" in labels
    }
    details = [
        f"**{name}**: {labels[f'choice.{field}.{option}.help']}"
        for option, name in options.items()
        if f"choice.{field}.{option}.help" in labels
    ]
    help_text = "\n\n".join([labels[f"control.{field}.help"], *details])
    return controls.choice(
        field, labels[f"control.{field}"], options, default=getattr(DEFAULT, field), help_text=help_text
    )


def _real(field: str) -> float:
    labels, limit = page("train").texts, LIMITS[field]
    return controls.number_slider(
        field,
        labels[f"control.{field}"],
        (limit.low, limit.high),
        default=getattr(DEFAULT, field),
        step=SLIDER_STEPS[field],
        help_text=labels[f"control.{field}.help"],
    )


def _whole(field: str, high: int | None = None) -> int:
    labels, limit = page("train").texts, LIMITS[field]
    return controls.whole_slider(
        field,
        labels[f"control.{field}"],
        (int(limit.low), int(limit.high if high is None else high)),
        default=getattr(DEFAULT, field),
        help_text=labels[f"control.{field}.help"],
    )
