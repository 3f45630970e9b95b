"""What a run shows, in words: beside its charts, and for those who hear them instead."""

import numpy as np

from content.loader import fill, page
from experiments.networks.significance import fewest_starts
from experiments.train_results.comparison import best_and_runner_up
from experiments.train_results.diagnosis import Finding, diagnose
from experiments.training.train import TrainingHistory
from figures.train.gradients import Measure

LEVEL = 0.3  # powers of ten; less than a factor of two is hardly a change


def over_layers(history: TrainingHistory, measure: Measure, step: int) -> str:
    """How much each function's gradient changes from the last hidden layer to the first, at one step."""
    rows = getattr(history, measure)[step, :: history.spec.seeds].astype(float)
    return "; ".join(
        _over_layers(function.label, row[0], row[-2])
        for function, row in zip(history.spec.functions, rows, strict=True)
    )


def alt_of(chart: str, history: TrainingHistory, measure: Measure, step: int) -> str:
    """What a chart of the gradients shows, for those who hear it."""
    labels = page("train").texts
    values = {
        "measure": labels[f"measure.{measure}"],
        "step": step,
        "findings": over_layers(history, measure, step),
    }
    return fill(labels[f"alt.{chart}"], values)


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


def lessons(history: TrainingHistory) -> str:
    """What went wrong in which networks: when, in which layer, in how many starts; and what to try."""
    seeds = history.spec.seeds
    found = diagnose(history)
    by_function = [
        [each for each in found if each.network // seeds == f] for f in range(len(history.spec.functions))
    ]
    exploded = sum(each.kind == "exploded" for each in found)
    others_went_on = exploded < len(history.networks)
    return "\n\n".join(
        _lesson(history, function.label, findings, others_went_on)
        for function, findings in zip(history.spec.functions, by_function, strict=True)
        if findings
    )


def _lesson(history: TrainingHistory, network: str, found: list[Finding], others_went_on: bool) -> str:
    """One function's lesson: the most frequent one, as it showed in the first of its starts."""
    labels, seeds = page("train").texts, history.spec.seeds
    kinds = [finding.kind for finding in found]
    first = next(each for each in found if each.kind == max(kinds, key=kinds.count))
    layer = (
        ""
        if first.layer is None
        else str(first.layer + 1)
        if first.layer < history.spec.depth
        else labels["layer.output"]
    )
    count = kinds.count(first.kind)
    sentences = [
        labels["lesson." + "-".join([*first.kind.split(), *([first.reason] if first.reason else [])])]
    ]
    sentences += [labels["lesson.starts"]] if seeds > 1 else []
    sentences += [labels["lesson.try." + "-".join(first.kind.split())]]
    sentences += [labels["lesson.others"]] if first.kind == "exploded" and others_went_on else []
    values = {"network": network, "step": first.step, "layer": layer, "count": count, "starts": seeds}
    return fill(" ".join(sentences), values)


def _over_layers(network: str, first: float, last: float) -> str:
    labels = page("train").texts
    if not np.isfinite([first, last]).all():
        return fill(labels["alt.finding.diverged"], {"network": network})
    if first == 0 or last == 0:
        return fill(labels["alt.finding.zero"], {"network": network})
    decades = float(np.log10(first / last))
    change = "level" if abs(decades) < LEVEL else "shrinks" if decades < 0 else "grows"
    return fill(labels[f"alt.finding.{change}"], {"network": network, "decades": abs(decades)})
