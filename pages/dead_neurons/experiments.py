"""Experiments over ten starts: two remedies, all the ways to rescue, the way back, and who is born dead."""

from collections.abc import Mapping, Sequence

import numpy as np
import streamlit as st

from activations.catalogue import FunctionSpec
from content.loader import fill, page
from experiments.dead_neurons import remedies
from experiments.dead_neurons.remedies import Outcome
from experiments.training.run_batches import together
from figures.dead_neurons import remedies as figures
from pages.dead_neurons import born_dead, waiting
from pages.dead_neurons.ways_to_kill import Asked
from ui import charts, chrome, links, prose
from ui.numbers import plain

COLUMNS = ("start", "buried", "woken", "end", "learned", "exploded")  # of the table of outcomes


def show(asked: Asked) -> None:
    """Show the choice, and what was chosen; nothing is trained before that."""
    labels = page("dead-neurons").texts
    st.header(labels["experiments.title"], anchor=False)
    shown = {
        "remedies": _remedies,
        "rescues": _rescues,
        "recovery": born_dead.recovery,
        "born": born_dead.born,
    }
    links.adopt("experiment", None, lambda text: text if text in shown else None, ", ".join(shown))
    chosen = st.segmented_control(
        labels["experiments"],
        tuple(shown),
        format_func=lambda name: labels[f"experiment.{name}"],
        key="experiment",
        help=labels["experiments.help"],
    )
    links.publish("experiment", chosen or "", "")
    if chosen:
        st.markdown(labels[f"experiment.{chosen}.what"])
        shown[chosen](asked)


def _remedies(asked: Asked) -> None:
    labels, spec = page("dead-neurons").texts, asked.spec
    rates, biases = remedies.rates(spec), remedies.biases(spec)
    ends = waiting.ends("remedies", [*together(rates), *together(biases)])
    if ends is None:
        return
    found = {run: outcomes[0] for each in ends for run, outcomes in remedies.outcomes(each).items()}
    parts = [[found[run] for run in runs] for runs in (rates, biases)]
    settings = [[each.learning_rate for each in rates], [each.starting_bias for each in biases]]
    words = ("0", "1", "x0", "x1", "each", "start", "end", "share")
    names = {word: labels[f"remedies.{word}"] for word in words}
    figure = figures.remedies(settings, parts, chrome.theme(), names, 1 if chrome.is_narrow() else 2)
    by_rate, by_bias = (dict(zip(x, y, strict=True)) for x, y in zip(settings, parts, strict=True))
    finding = _of_remedies(spec.optimiser, by_rate, by_bias)
    charts.show(figure, key="remedies", alt=finding)
    st.markdown(finding)
    for numbers, outcomes, name in zip(settings, parts, ("x0", "x1"), strict=True):
        _table([plain(number, "g") for number in numbers], outcomes, labels[f"remedies.{name}"])


def _of_remedies(optimiser: str, by_rate: Mapping[float, Outcome], by_bias: Mapping[float, Outcome]) -> str:
    """Say how the share of dead units goes with either remedy, and what a low and a high rate do."""
    labels = page("dead-neurons").texts
    chosen, earlier = remedies.RATES[optimiser], remedies.FIRST_LOOK.get(optimiser, ())
    low, high = by_rate[chosen[0]], by_rate[chosen[-1]]
    values = {
        "rate": remedies.rank_correlation(chosen, [by_rate[rate] for rate in chosen]),
        "bias": remedies.rank_correlation(list(by_bias), list(by_bias.values())),
        "low": chosen[0],
        "high": chosen[-1],
        "low_buried": _mean(low.buried),
        "low_woken": _mean(low.woken),
        "high_buried": _mean(high.buried),
        "high_woken": _mean(high.woken),
        "exploded": high.exploded,
    }
    parts = ["finding", "low", "high"]
    if earlier:
        first = remedies.rank_correlation(earlier, [by_rate[rate] for rate in earlier])
        values |= {"from": earlier[0], "to": earlier[-1], "first": first}
        parts.append("first")
    return fill(" ".join(labels[f"remedies.{part}"] for part in parts), values)


def _mean(counts: np.ndarray) -> float:
    return float(counts.mean()) if counts.size else float("nan")


def _rescues(asked: Asked) -> None:
    labels = page("dead-neurons").texts
    ways = remedies.rescues(asked.spec, asked.leaky, asked.own)
    ends = waiting.ends("rescues", together(ways.values()))
    if ends is None:
        return
    outcomes = {run: of_run for each in ends for run, of_run in remedies.outcomes(each).items()}
    names, found = [], []
    for way, run in ways.items():
        for function, outcome in zip(run.functions, outcomes[run], strict=True):
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
    _table(names, found, labels["rescues.way"])


def _way(way: str, function: FunctionSpec) -> str:
    labels = page("dead-neurons").texts
    kind, _, value = way.partition(" ")
    if kind == "functions":
        return labels["way.as-it-is"] if function.key == "relu" else function.label
    return fill(labels[f"rescue.{kind}"], {"value": value, "rate": remedies.ADAMS_RATE})


def _table(names: Sequence[str], found: Sequence[Outcome], first: str) -> None:
    """Show means over the starts that stayed finite, and counts of all."""
    labels = page("dead-neurons").texts
    header = [first, *(labels[f"table.{column}"] for column in COLUMNS)]
    rows = ([name, *_cells(outcome)] for name, outcome in zip(names, found, strict=True))
    st.markdown(prose.table(header, rows))


def _cells(outcome: Outcome) -> list[str]:
    return [
        _mean_as(outcome.dead_at_start, ".0%"),
        _mean_as(outcome.buried, ".1f"),
        _mean_as(outcome.woken, ".1f"),
        _mean_as(outcome.dead_at_end, ".0%"),
        f"{outcome.learned} of {outcome.starts}",
        str(outcome.exploded),
    ]


def _mean_as(values: np.ndarray, form: str) -> str:
    return format(values.mean(), form) if values.size else "–"
