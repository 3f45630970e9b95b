"""What a run shows, in words: beside its charts, and for those who hear them instead."""

import numpy as np

from content.loader import fill, page
from experiments.comparison import best_and_runner_up, fewest_starts
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


def accuracies(history: TrainingHistory, step: int, start: int = 0) -> str:
    """The accuracy of each function's network of one start at one step."""
    labels = page("train").texts
    shares = history.accuracy[step, start :: history.spec.seeds]
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


def lead(history: TrainingHistory) -> str:
    """Whether the best function's lead over the next best is more than luck; empty for a single start."""
    labels = page("train").texts
    pairing = best_and_runner_up(history)
    if pairing is None or history.spec.seeds < 2:
        return ""
    kind = "few" if not pairing.decidable else "luck" if pairing.is_luck else "clear"
    sentences = [labels[f"luck.{kind}"]] + ([labels["luck.test"]] if pairing.decidable else [])
    values = {
        "better": pairing.first.label,
        "worse": pairing.second.label,
        "wins": pairing.wins,
        "starts": pairing.starts,
        "p": pairing.corrected_p_value,
        "fewest": fewest_starts(len(history.spec.functions)),
    }
    return fill(" ".join(sentences), values)


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


def divergence(history: TrainingHistory) -> str:
    """Which functions' networks stopped being finite, where, why, in how many starts; and what helps."""
    labels, seeds = page("train").texts, history.spec.seeds
    sentences = []
    for index, function in enumerate(history.spec.functions):
        failures = [failure for failure in history.failures if failure.network // seeds == index]
        if failures:
            first = failures[0]
            hidden = first.layer < history.spec.depth
            layer = str(first.layer + 1) if hidden else labels["layer.output"]
            values = {"network": function.label, "step": first.step, "layer": layer}
            starts = {"count": len(failures), "starts": seeds}
            sentence = fill(labels[f"run.diverged.{first.reason}"], values)
            sentences.append(
                sentence if seeds == 1 else f"{sentence} {fill(labels['run.diverged.starts'], starts)}"
            )
    return "\n\n".join([*sentences, labels["run.diverged.remedy"]])


def _over_layers(network: str, first: float, last: float) -> str:
    labels = page("train").texts
    if not np.isfinite([first, last]).all():
        return fill(labels["alt.finding.diverged"], {"network": network})
    if first == 0 or last == 0:
        return fill(labels["alt.finding.zero"], {"network": network})
    decades = float(np.log10(first / last))
    change = "level" if abs(decades) < LEVEL else "shrinks" if decades < 0 else "grows"
    return fill(labels[f"alt.finding.{change}"], {"network": network, "decades": abs(decades)})
