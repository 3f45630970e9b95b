"""Where a typed function is not smooth or not finite, as rows of its card, and why there may be no advice."""

from collections.abc import Iterable
from math import isfinite

from activations.catalogue import FunctionSpec
from activations.measured.averages import Obstacle
from activations.measured.places import Misled
from activations.measured.properties import Properties
from activations.measured.rough_places import Stretch
from activations.sweep import WINDOW
from content.loader import fill, page
from pages.functions.measurements import NOTHING
from ui.cache.custom import chooses, rough_places_of
from ui.numbers import plain, written

PLACE = ".6g"  # how an x is written
MOST_NAMED = 4  # places in one line
ALWAYS = ("kinks", "jumps", "not-finite")  # rows that are shown when there is nothing to list


def rows_of(function: FunctionSpec) -> list[tuple[str, str, str]]:
    """A name, the places, and what they mean, for each kind of rough place."""
    labels, found = page("own").texts, rough_places_of(function)
    texts = {
        "kinks": _places(found.kinks, found.crowded),
        "steep": _places(found.steep, found.crowded),
        "jumps": _places(found.jumps, found.crowded),
        "poles": _places(found.poles, found.crowded),
        "misled": _listed(map(_misled, found.misled)),
        "not-finite": _listed(map(_stretch, found.not_finite)),
    }
    if found.crowded and not (found.kinks or found.jumps):  # they lie too close together to be told apart
        texts |= dict.fromkeys(("kinks", "jumps"), labels["rough.crowded"])
    return [
        (labels[f"rough.{name}"], text, labels[f"rough.{name}.meaning"])
        for name, text in texts.items()
        if text != NOTHING or name in ALWAYS
    ]


def no_advice(function: FunctionSpec, found: Properties, obstacle: Obstacle) -> str:
    """Why there is no gain and no advice."""
    labels = page("own").texts
    if not any(each.begin < WINDOW and each.end > -WINDOW for each in found.courses):
        return fill(labels["advice.nowhere"], {"low": -WINDOW, "high": WINDOW})
    values = {
        "average": labels["advice.square" if not isfinite(found.mean_square) else "advice.square-slope"],
        "x": plain(obstacle.x, PLACE),
    }
    reason = fill(labels[f"advice.{obstacle.kind.replace(' ', '-')}"], values)
    if obstacle.kind == "no slope" and chooses(function):
        return f"{reason} {labels['advice.where']}"
    return reason


def _places(found: tuple[float, ...], crowded: bool) -> str:
    if crowded and len(found) > MOST_NAMED:
        return page("own").texts["rough.crowded"]
    return _listed(f"x = {plain(x, PLACE)}" for x in found)


def _listed(items: Iterable[str]) -> str:
    named = list(items)
    shown = ", ".join(named[:MOST_NAMED]) or NOTHING
    return f"{shown}, …" if len(named) > MOST_NAMED else shown


def _misled(each: Misled) -> str:
    values = {"x": plain(each.x, PLACE), "autograd": written(each.autograd), "slope": written(each.slope)}
    return fill(page("own").texts["rough.misled-at"], values)


def _stretch(each: Stretch) -> str:
    labels = page("own").texts
    what = labels["rough.value" if each.of_value else "rough.slope"]
    low, high = plain(each.low, PLACE), plain(each.high, PLACE)
    return f"{what} (x = {low})" if each.low == each.high else f"{what} ({low} … {high})"
