"""What a run shows, in words: beside its charts, and for those who hear them instead."""

import numpy as np

from content.loader import fill, page
from experiments.training import TrainingHistory
from figures.gradients import Measure

LEVEL = 0.3  # powers of ten; less than a factor of two is hardly a change


def over_layers(history: TrainingHistory, measure: Measure, step: int) -> str:
    """How much each function's gradient changes from the last hidden layer to the first, at one step."""
    rows = getattr(history, measure)[step, :: history.spec.seeds].astype(float)
    return "; ".join(
        _over_layers(function.label, row[0], row[-2])
        for function, row in zip(history.spec.functions, rows, strict=True)
    )


def accuracies(history: TrainingHistory, step: int) -> str:
    """The accuracy of each function's first network at one step."""
    labels = page("train").texts
    shares = history.accuracy[step, :: history.spec.seeds]
    return ", ".join(
        fill(labels["alt.finding.accuracy"], {"network": function.label, "accuracy": float(share)})
        for function, share in zip(history.spec.functions, shares, strict=True)
    )


def losses(history: TrainingHistory) -> str:
    """Which function's first network ends with the lowest loss."""
    final = history.loss[-1, :: history.spec.seeds]
    best = int(np.nan_to_num(final, nan=np.inf).argmin())
    return fill(
        page("train").texts["alt.loss"],
        {"network": history.spec.functions[best].label, "loss": float(final[best])},
    )


def dead_units(history: TrainingHistory) -> str:
    """Which share of its units each function's first network ends with that give 0 at every point."""
    labels = page("train").texts
    shares = history.dead_fraction[-1, :: history.spec.seeds].mean(axis=-1)
    found = ", ".join(
        fill(labels["dead.finding"], {"network": function.label, "share": float(share)})
        for function, share in zip(history.spec.functions, shares, strict=True)
        if share > 0
    )
    return fill(labels["dead.some"], {"findings": found}) if found else labels["dead.none"]


def _over_layers(network: str, first: float, last: float) -> str:
    labels = page("train").texts
    if not np.isfinite([first, last]).all():
        return fill(labels["alt.finding.diverged"], {"network": network})
    if first == 0 or last == 0:
        return fill(labels["alt.finding.zero"], {"network": network})
    decades = float(np.log10(first / last))
    change = "level" if abs(decades) < LEVEL else "shrinks" if decades < 0 else "grows"
    return fill(labels[f"alt.finding.{change}"], {"network": network, "decades": abs(decades)})
