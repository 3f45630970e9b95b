"""A control for a field of the training's specification, named and bounded as the field is."""

from collections.abc import Mapping

from content.loader import page
from experiments.training.specification import CHOICES
from experiments.training.train import LIMITS, TrainingSpec
from ui import controls

DEFAULT = TrainingSpec()
RATE, SEED = "learning_rate", "seed"  # keys of controls that buttons read or set
SLIDER_STEPS: Mapping[str, float] = {"noise": 0.05, "weight_scale": 0.01, "test_share": 0.05}


def seed(field: str) -> int:
    """A field for a seed."""
    labels = page("train").texts
    return controls.number_field(
        field,
        labels[f"control.{field}"],
        LIMITS[field],
        getattr(DEFAULT, field),
        help_text=labels[f"control.{field}.help"],
    )


def number(field: str, numbers: tuple[float, ...], default: float | None = None) -> float:
    """A slider over unevenly spaced numbers; it begins at `default`, or else at the specification's own."""
    labels = page("train").texts
    return controls.number_choice(
        field,
        labels[f"control.{field}"],
        numbers,
        LIMITS[field],
        default=getattr(DEFAULT, field) if default is None else default,
        help_text=labels[f"control.{field}.help"],
    )


def choice(field: str, default: str | None = None) -> str:
    """Buttons for the options that the text has a name for."""
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
    begin = default or getattr(DEFAULT, field)
    return controls.choice(field, labels[f"control.{field}"], options, default=begin, help_text=help_text)


def real(field: str) -> float:
    """A slider of numbers within the specification's limits."""
    labels, limit = page("train").texts, LIMITS[field]
    return controls.number_slider(
        field,
        labels[f"control.{field}"],
        (limit.low, limit.high),
        default=getattr(DEFAULT, field),
        step=SLIDER_STEPS[field],
        help_text=labels[f"control.{field}.help"],
    )


def whole(field: str, high: int | None = None, default: int | None = None) -> int:
    """A slider of whole numbers within the specification's limits, or up to `high`."""
    labels, limit = page("train").texts, LIMITS[field]
    return controls.whole_slider(
        field,
        labels[f"control.{field}"],
        (int(limit.low), int(limit.high if high is None else high)),
        default=getattr(DEFAULT, field) if default is None else default,
        help_text=labels[f"control.{field}.help"],
    )
