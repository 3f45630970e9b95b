"""The controls of the training page: sliders and choices in, a TrainingSpec out."""

from collections.abc import Mapping

import streamlit as st

from activations.catalogue import CATALOGUE, FunctionSpec
from content.loader import page
from experiments.specification import CHOICES
from experiments.training import LIMITS, TrainingSpec
from ui import controls

DEFAULT = TrainingSpec()
SLIDER_STEPS: Mapping[str, float] = {"noise": 0.05, "weight_scale": 0.01}
LEARNING_RATES = (1e-4, 2e-4, 5e-4, 1e-3, 2e-3, 5e-3, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0)
LEAKY = "leaky-relu"


def show() -> TrainingSpec | None:
    """Show the controls and return what they ask for; None when no function is chosen."""
    labels = page("train").texts
    functions = controls.function_choice(labels["control.functions"], labels["control.functions.help"])
    network, data, training = st.tabs(
        [labels[f"control.{tab}.title"] for tab in ("network", "data", "training")]
    )
    with network:
        functions = _with_alpha(functions)
        depth, width, initialisation = _whole("depth"), _whole("width"), _choice("initialisation")
        weight_scale = _real("weight_scale") if initialisation == "normal" else DEFAULT.weight_scale
    with data:
        dataset, noise, samples, seed = _choice("dataset"), _real("noise"), _whole("samples"), _seed()
    with training:
        optimiser, learning_rate = _choice("optimiser"), _learning_rate()
        batch_size, steps = _whole("batch_size", high=samples), _whole("steps")
    if not functions:
        return None
    return TrainingSpec(
        functions=functions,
        dataset=dataset,
        noise=noise,
        samples=samples,
        depth=depth,
        width=width,
        initialisation=initialisation,
        weight_scale=weight_scale,
        optimiser=optimiser,
        learning_rate=learning_rate,
        batch_size=batch_size,
        steps=steps,
        seed=seed,
    )


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


def _seed() -> int:
    labels = page("train").texts
    return controls.number_field(
        "seed", labels["control.seed"], LIMITS["seed"], DEFAULT.seed, help_text=labels["control.seed.help"]
    )


def _learning_rate() -> float:
    labels = page("train").texts
    return controls.number_choice(
        "learning_rate",
        labels["control.learning_rate"],
        LEARNING_RATES,
        LIMITS["learning_rate"],
        default=DEFAULT.learning_rate,
        help_text=labels["control.learning_rate.help"],
    )


def _choice(field: str) -> str:
    labels = page("train").texts
    options = {option: labels[f"choice.{field}.{option}"] for option in CHOICES[field]}
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
