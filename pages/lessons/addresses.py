"""Which parameters each page's address may have, and what each may say: for lessons, before any page is open.

The pages check the same when they open; a test compares both.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import get_args
from urllib.parse import parse_qsl, urlsplit

from activations.catalogue import CATALOGUE, NOTES, OWN
from activations.sweep import WINDOW
from content.loader import fill, page
from experiments.claims.verdict import Outcome
from experiments.networks.datasets import DATASETS
from experiments.networks.limits import Limit
from experiments.numerics.forms import FORMATS
from experiments.numerics.gradient_check import PRECISIONS
from experiments.signal_flow import specification as signal_flow
from experiments.signal_flow.flow import MEASURES
from experiments.training import specification as training
from figures.functions import comparison
from figures.train.gradients import Measure, Statistic
from pages.dead_neurons import ways_to_kill
from pages.dead_neurons.born_dead import DEEPEST_BURIAL
from pages.lessons.checks import Check, Checks, formula, functions, name, number, one_of, parsed
from pages.notes.choice import ALL, ORDERS
from pages.signal_flow import chart, guess
from pages.start import instrument
from pages.train import details, schedule
from ui import links, own_function, verdicts


@dataclass(frozen=True, slots=True)
class Opened:
    """An address, taken apart."""

    path: str
    parameters: Mapping[str, str]


OWN_PARAMETER = (-100.0, 100.0)  # of a reader's formula
_EACH_FUNCTION = tuple(entry.address for entry in CATALOGUE.values())[1:]


class AddressError(ValueError):
    """An address that the lab does not have; the message says what it has."""


def opened(address: str) -> Opened:
    """Take an address of the lab apart; AddressError if it is none, or says what is not allowed."""
    labels = page("lessons").texts
    parts = urlsplit(address)
    checks = parameters().get(parts.path)
    if parts.netloc or parts.scheme or parts.fragment or checks is None:
        pages = ", ".join(path for path in parameters() if path not in _EACH_FUNCTION)
        raise AddressError(fill(labels["address.page"], {"path": links.harmless(parts.path), "pages": pages}))
    given = parse_qsl(parts.query, keep_blank_values=True)
    for called, text in given:
        check = _check_of(called, checks)
        values = {
            "name": called if check else links.harmless(called),
            "page": parts.path,
            "value": links.harmless(text),
        }
        if check is None:
            raise AddressError(fill(labels["address.name"], values | {"names": ", ".join(checks) or "–"}))
        if allowed := check(text):
            raise AddressError(fill(labels["address.value"], values | {"allowed": allowed}))
    if len(dict(given)) < len(given):
        raise AddressError(fill(labels["address.repeated"], {"page": parts.path}))
    return Opened(parts.path, dict(given))


def _check_of(called: str, checks: Checks) -> Check | None:
    if own_function.FORMULA in checks and called.startswith(own_function.PREFIX):
        return number(*OWN_PARAMETER)
    return checks.get(called)


def _fields(limits: Mapping[str, Limit], whole: Sequence[str], names: Sequence[str]) -> dict[str, Check]:
    return {field: number(limits[field].low, limits[field].high, field in whole) for field in names}


def _parameters() -> dict[str, Check]:
    """The parameters of the catalogue's functions, each under the name that a page with several gives it."""
    found: dict[str, Check] = {}
    for key, entry in CATALOGUE.items():
        for each in entry.function_class.hyperparameters:
            label = each.name if each.name not in found else f"{key}_{each.name}"
            found[label] = number(each.low, each.high)
    return found


def _of_function(key: str) -> Checks:
    own = {each.name: number(each.low, each.high) for each in CATALOGUE[key].function_class.hyperparameters}
    return {**own, "x": number(-WINDOW, WINDOW), "code": one_of(("true", "false"))}


def _train() -> Checks:
    limits, whole = training.LIMITS, training.WHOLE_NUMBERS
    names = (
        *("depth", "width", "seeds", "seed", "weight_scale", "starting_bias", "noise", "samples"),
        *("test_share", "data_seed", "learning_rate", "batch_size", "steps", "weight_decay"),
    )
    return {
        **_OWN,
        **_fields(limits, whole, names),
        "functions": functions,
        "alpha": _parameters()["alpha"],
        "dataset": one_of(tuple(DATASETS)),
        "initialisation": one_of(training.CHOICES["initialisation"]),
        "optimiser": one_of(("sgd", "momentum", "adam")),
        "measure": one_of(get_args(Measure)),
        "statistic": one_of(get_args(Statistic)),
        "details": one_of((details.READING, details.CLOSER, details.UNITS, details.LAYERS)),
        "closer": one_of((*CATALOGUE, OWN)),
        "start": number(1, limits["seeds"].high, whole=True),
        "layer": number(1, limits["depth"].high, whole=True),
        "unit": number(1, limits["width"].high, whole=True),
        "step": number(0, limits["steps"].high, whole=True),
        "course": parsed(schedule.parse, page("train").texts["course.allowed"]),
    }


def _signal_flow() -> Checks:
    limits = signal_flow.LIMITS
    return {
        **_OWN,
        **_parameters(),
        **_fields(limits, signal_flow.WHOLE_NUMBERS, [each for each in limits if each != "weight_scale"]),
        "functions": functions,
        "scale": number(limits["weight_scale"].low, limits["weight_scale"].high),
        "initialisation": one_of(signal_flow.CHOICES["initialisation"]),
        "dataset": one_of(signal_flow.DATASETS),
        "measure": one_of(MEASURES),
        "show": one_of(chart.SHOWN),
        "closer": one_of((*CATALOGUE, OWN)),
        "guessed": one_of((*CATALOGUE, OWN)),
        "guess": parsed(guess.parse, page("signal-flow").texts["guess.allowed"]),
    }


def _dead_neurons() -> Checks:
    limits, whole = training.LIMITS, training.WHOLE_NUMBERS
    numbers = ("depth", "width", "weight_scale", "starting_bias", "seed", "learning_rate", "steps")
    return {
        **_OWN,
        **_fields(limits, whole, numbers),
        "alpha": _parameters()["alpha"],
        "width": number(limits["width"].low, ways_to_kill.WIDEST, whole=True),
        "steps": number(limits["steps"].low, ways_to_kill.LONGEST, whole=True),
        "function": one_of((*NOTES, OWN)),
        "jolt": number(ways_to_kill.JOLT_LIMIT.low, ways_to_kill.JOLT_LIMIT.high),
        "initialisation": one_of(training.CHOICES["initialisation"]),
        "optimiser": one_of(("sgd", "momentum", "adam")),
        "experiment": one_of(("remedies", "rescues", "recovery", "born")),
        "burial": number(1, DEEPEST_BURIAL, whole=True),
        "layer": number(1, limits["depth"].high, whole=True),
        "unit": number(1, ways_to_kill.WIDEST, whole=True),
        "input": number(1, limits["samples"].high, whole=True),
        "step": number(0, ways_to_kill.LONGEST, whole=True),
    }


def _notes() -> Checks:
    claims = verdicts.claims()
    return {
        "show": one_of((ALL, *dict.fromkeys(key for key, _ in claims.values()))),
        "verdict": one_of((ALL, *map(verdicts.slug, get_args(Outcome)))),
        "sort": one_of(tuple(ORDERS)),
        "predict": one_of(("yes",)),
        "print": one_of(("yes",)),
        "claim": one_of(tuple(claims)),
    }


def _numerics() -> Checks:
    return {
        **{
            each.name: number(each.low, each.high)
            for entry in CATALOGUE.values()
            for each in entry.function_class.hyperparameters
        },
        "view": one_of(("slopes", "kink", "written")),
        "function": one_of(tuple(CATALOGUE)),
        "x": number(-WINDOW, WINDOW),
        "h": number(-16.0, 0.0),
        "precision": one_of(tuple(PRECISIONS)),
        "window": number(-8.0, 0.0),
        "format": one_of(tuple(FORMATS)),
    }


_OWN: Checks = {own_function.FORMULA: formula, own_function.NAME: name}


@cache
def parameters() -> Mapping[str, Checks]:
    """By the page's path: what each parameter of its address may say."""
    texts = ("primer", "modern-practice", "glossary")
    return {
        "/": {"x": number(-instrument.REACH, instrument.REACH), "alpha": _parameters()["alpha"]},
        **{f"/{path}": {} for path in texts},
        **{entry.address: _of_function(key) for key, entry in CATALOGUE.items()},
        "/make-your-own": {**_OWN, "x": number(-WINDOW, WINDOW), "race": one_of(("yes",))},
        "/compare": {**_OWN, "functions": functions, "order": one_of(get_args(comparison.Order))},
        "/train": _train(),
        "/signal-flow": _signal_flow(),
        "/dead-neurons": _dead_neurons(),
        "/numerics": _numerics(),
        "/notes": _notes(),
    }
