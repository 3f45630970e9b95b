"""Experiments over ten starts: two remedies, all the ways to rescue, the way back, and who is born dead."""

from collections.abc import Sequence

import numpy as np
import streamlit as st

from activations.catalogue import FunctionSpec
from content.loader import fill, page
from experiments import remedies
from experiments.remedies import Outcome
from experiments.training import TrainingSpec
from figures import remedies as figures
from pages.experiments import dead_starts, outcome_tables, waiting, ways_to_kill
from ui import charts, chrome, links

EXPERIMENTS = ("remedies", "rescues", "recovery", "born")


def show(spec: TrainingSpec) -> None:
    """Show the choice, and what was chosen; nothing is trained before that."""
    labels = page("dead-neurons").texts
    st.header(labels["experiments.title"], anchor=False)
    links.check_choice("experiment", EXPERIMENTS)
    links.adopt("experiment", None, lambda text: text if text in EXPERIMENTS else None)
    chosen = st.segmented_control(
        labels["experiments"],
        EXPERIMENTS,
        format_func=lambda name: labels[f"experiment.{name}"],
        key="experiment",
        help=labels["experiments.help"],
    )
    links.publish("experiment", chosen or "", "")
    if chosen:
        st.markdown(labels[f"experiment.{chosen}.what"])
        {
            "remedies": _remedies,
            "rescues": _rescues,
            "recovery": dead_starts.recovery,
            "born": dead_starts.born,
        }[chosen](spec)


def _remedies(spec: TrainingSpec) -> None:
    labels = page("dead-neurons").texts
    rates, biases = remedies.rates(spec), remedies.biases(spec)
    histories = waiting.histories("remedies", [*rates, *biases])
    if histories is None:
        return
    found = [remedies.outcomes(history)[0] for history in histories]
    parts = [found[: len(rates)], found[len(rates) :]]
    settings = [[each.learning_rate for each in rates], [each.starting_bias for each in biases]]
    words = ("0", "1", "x0", "x1", "each", "start", "end", "share")
    names = {word: labels[f"remedies.{word}"] for word in words}
    figure = figures.remedies(settings, parts, chrome.theme(), names, 1 if chrome.is_narrow() else 2)
    values = {
        "rate": remedies.rank_correlation(settings[0], parts[0]),
        "bias": remedies.rank_correlation(settings[1], parts[1]),
        **_difference(settings[0], parts[0]),
    }
    finding = fill(" ".join(labels[f"remedies.{part}"] for part in ("finding", "low", "high")), values)
    charts.show(figure, key="remedies", alt=finding)
    st.markdown(finding)
    for numbers, outcomes, name in zip(settings, parts, ("x0", "x1"), strict=True):
        rows = [f"{number:g}".replace("-", "−") for number in numbers]
        outcome_tables.show(rows, outcomes, labels[f"remedies.{name}"])


def _difference(settings: Sequence[float], found: Sequence[Outcome]) -> dict[str, object]:
    """How many units the lowest and the highest rate bury and wake, on average over the starts."""

    def mean(counts: np.ndarray) -> float:
        return float(counts.mean()) if counts.size else float("nan")

    return {
        "low": settings[0],
        "high": settings[-1],
        "low_buried": mean(found[0].buried),
        "low_woken": mean(found[0].woken),
        "high_buried": mean(found[-1].buried),
        "high_woken": mean(found[-1].woken),
        "exploded": found[-1].exploded,
    }


def _rescues(spec: TrainingSpec) -> None:
    labels = page("dead-neurons").texts
    ways = remedies.rescues(spec, ways_to_kill.leaky())
    histories = waiting.histories("rescues", list(ways.values()))
    if histories is None:
        return
    names, found = [], []
    for way, history in zip(ways, histories, strict=True):
        for function, outcome in zip(history.spec.functions, remedies.outcomes(history), strict=True):
            names.append(_way(way, function))
            found.append(outcome)
    words = {name: labels[f"rescues.{name}"] for name in ("dead", "accuracy")}
    figure = figures.rescues(names, found, chrome.theme(), words, 1 if chrome.is_narrow() else 2)
    learned = [each.learned for each in found]
    values = {
        "before": found[0].learned,
        "starts": remedies.STARTS,
        "best": ", ".join(name for name, count in zip(names, learned, strict=True) if count == max(learned)),
        "most": max(learned),
    }
    finding = fill(labels["rescues.finding"], values)
    charts.show(figure, key="rescues", alt=finding)
    st.markdown(finding)
    outcome_tables.show(names, found, labels["rescues.way"])


def _way(way: str, function: FunctionSpec) -> str:
    labels = page("dead-neurons").texts
    kind, _, value = way.partition(" ")
    if kind == "functions":
        return labels["way.as-it-is"] if function.key == "relu" else function.label
    return fill(labels[f"rescue.{kind}"], {"value": value, "rate": remedies.ADAMS_RATE})
