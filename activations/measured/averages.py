"""Averages of a function and its slope over a standard normal input, or why there are none."""

from dataclasses import dataclass
from math import copysign, inf, isinf, log, nan, pi, sqrt
from typing import Literal, TypeAlias

import numpy as np
from torch import nn

from activations.derivatives import curve
from activations.measured.places import Survey
from activations.measured.sides import Place, Side

EVERYDAY = 12.0  # standard deviations; a normal number is never further out
REACH = 38.0  # but what grows fast weighs most out there: from here on, the density is no float
NODES, WEIGHTS = np.polynomial.legendre.leggauss(12)
MOST_PANELS = 1_200  # halves, over all rounds
NARROWEST = 2.0**-14  # of what is halved: in less, rounding would be integrated
EXACT = 1e-14  # the error of a panel, as a share of the whole
KNOWN = 1e-3  # an average with a larger error is not one
NEGLIGIBLE = 1e-12  # of the whole: an outermost panel that tells of no more beyond
GRADES = (3, 38)  # the largest and smallest distance to a steep point at which panels meet, as halvings of 1
MOST_GRADES = 300  # on one side, over all such points
CANCELLED = 1e-14  # of the sizes: what rounding leaves of an integral that is 0
SURE = 2e-3  # how well the law of growth next to a point is known

Kind: TypeAlias = Literal["no value", "no slope", "pole", "growth", "busy"]
# f, f², f′, f′²: whether of the slope, and the power.
INTEGRANDS = ((False, 1), (False, 2), (True, 1), (True, 2))


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Why an average does not exist, and the x where that is seen."""

    kind: Kind
    x: float


@dataclass(frozen=True, slots=True)
class Average:
    """An average: ±inf where it grows beyond all bounds, NaN where there is none; and why that is so."""

    value: float
    obstacle: Obstacle | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Panels:
    """Panels of a quadrature, and what was found in each.

    Args:
        low, high: where each begins and ends, [N].
        found: the integrals of f, f², f′, f′² times the normal density, [N, 4].
        size: the integrals of their absolute values.
    """

    low: np.ndarray
    high: np.ndarray
    found: np.ndarray
    size: np.ndarray

    @classmethod
    def of(cls, function: nn.Module, low: np.ndarray, high: np.ndarray) -> "Panels":
        """Compute the integrals over panels [N] by Gauss–Legendre."""
        half = (high - low)[:, None] / 2
        z = low[:, None] + half * (1 + NODES)
        seen = curve(function, z.ravel())
        found, size = [], []
        for of_slope, power in INTEGRANDS:
            y = (seen.slope if of_slope else seen.value).reshape(z.shape)
            # by logarithms: the square of a value may be too large a float where the density is tiny
            weighed = np.exp(power * np.log(np.abs(y)) - z**2 / 2 - log(2 * pi) / 2) * half * WEIGHTS
            found.append((weighed if power == 2 else np.sign(y) * weighed).sum(axis=1))
            size.append(weighed.sum(axis=1))
        return cls(low, high, np.stack(found, axis=1), np.stack(size, axis=1))

    def chosen(self, rows: np.ndarray) -> "Panels":
        """Some of the panels."""
        return Panels(self.low[rows], self.high[rows], self.found[rows], self.size[rows])

    def halves(self, function: nn.Module) -> tuple["Panels", np.ndarray]:
        """Both halves of each panel [2 N], and by how much their integrals differ from its own, [N, 4]."""
        middle = (self.low + self.high) / 2
        halves = Panels.of(function, np.concatenate([self.low, middle]), np.concatenate([middle, self.high]))
        both = halves.found.reshape(2, len(middle), 4).sum(axis=0)
        return halves, np.abs(both - self.found)


@dataclass(frozen=True, slots=True)
class Averages:
    """E[f(z)], E[f(z)²], E[f′(z)] and E[f′(z)²] for a standard normal z."""

    mean: Average
    mean_square: Average
    mean_slope: Average
    mean_square_slope: Average


def averages(function: nn.Module, survey: Survey) -> Averages:
    """Integrate a function, its slope and their squares against the normal density.

    Definition: Gauss–Legendre in panels that meet at the places of the survey, narrow towards steep ones, and
        are halved until halving changes nothing. Whether an integral grows without bound towards a pole is
        told by the power of the distance with which the function grows; far out, by the outermost panels.

    Numerics: float64, slopes by autograd; the number of points is bounded.
    """
    with np.errstate(all="ignore"):
        known = [_missing(survey, what[0]) or _at_places(survey, *what) for what in INTEGRANDS]
        if all(known):
            return Averages(*filter(None, known))
        singular = [each.x for each in _singular(survey)]
        edges = _edges(survey)
        low, high = edges[:-1], edges[1:]
        apart = ~np.isin(low, singular) & ~np.isin(high, singular)  # the rest is known by the law of growth
        coarse = Panels.of(function, low[apart], high[apart])
        coarse = _within_floats(coarse, [each is None for each in known])
        known = [each or _far_out(coarse, column) for column, each in enumerate(known)]
        found, error, size = _refined(function, coarse, [each is None for each in known])
        found = found + _rests(function, survey)
        return Averages(
            *(each or _average(*row) for each, *row in zip(known, found, error, size, strict=True))
        )


def _missing(survey: Survey, of_slope: bool) -> Average | None:
    """There is no average where a normal number may meet an x without value or slope."""
    seen = survey.seen
    near = np.abs(seen.x) <= EVERYDAY
    reasons: tuple[tuple[Kind, np.ndarray], ...] = (("no value", seen.value), ("no slope", seen.slope))
    for kind, row in reasons[: 1 + of_slope]:
        missing = seen.x[near & np.isnan(row)]
        if len(missing):
            return Average(nan, Obstacle(kind, float(missing[np.abs(missing).argmin()])))
    return None


def _at_places(survey: Survey, of_slope: bool, power: int) -> Average | None:
    """There is none, or it is infinite, where the function grows too fast towards a point."""
    signs, at = set(), []
    for place in _singular(survey):
        for side in (place.left, place.right):
            growth, limit = (side.slope_growth, side.slope) if of_slope else (side.value_growth, side.value)
            if isinf(limit) and power * growth >= 1 - SURE:
                signs.add(copysign(1, limit) ** power)
                at.append(place.x)
    return _infinite(signs, Obstacle("pole", min(at, key=abs))) if at else None


def _infinite(signs: set[float], obstacle: Obstacle) -> Average:
    """An integral that grows beyond all bounds, up or down; NaN where it does both."""
    return Average(signs.pop() * inf if len(signs) == 1 else nan, obstacle)


def _singular(survey: Survey) -> list[Place]:
    return [each for each in survey.places if abs(each.x) <= EVERYDAY and (each.is_pole or each.is_steep)]


def _edges(survey: Survey) -> np.ndarray:
    """The ends of all panels: wider far out, at all places, and ever nearer to steep ones."""
    far = np.arange(EVERYDAY, REACH + 1)
    steep = np.array([*(each.x for each in _singular(survey)), *survey.hidden])
    grades = np.exp2(-np.linspace(*GRADES, min(36, max(6, MOST_GRADES // max(1, len(steep))))))
    towards = (steep[:, None, None] + np.array([[-1.0], [1.0]]) * grades).ravel()
    places = [each.x for each in survey.places]
    edges = np.concatenate([-far, np.arange(-EVERYDAY, EVERYDAY, 0.5), far, places, steep, towards])
    return np.unique(edges[np.abs(edges) <= REACH])


def _within_floats(panels: Panels, wanted: list[bool]) -> Panels:
    """The panels from 0 outwards, on each side up to the first whose integrals are no floats."""
    found = np.where(wanted, panels.found, 0.0)
    size = np.where(wanted, panels.size, 0.0)
    broken = ~np.isfinite(size).all(axis=1)
    last = panels.low[broken & (panels.low >= 0)].min(initial=inf)
    first = panels.high[broken & (panels.high <= 0)].max(initial=-inf)
    return Panels(panels.low, panels.high, found, size).chosen((panels.low >= first) & (panels.high <= last))


def _far_out(panels: Panels, column: int) -> Average | None:
    """It is infinite where the outermost panels do not become negligible."""
    if len(panels.low) < 2:  # no panel next to 0 has an integral that is a float
        return _infinite({1.0, (-1.0) ** INTEGRANDS[column][1]}, Obstacle("pole", 0.0))
    size, width = panels.size[:, column], panels.high - panels.low
    signs = set()
    obstacle = None
    for outer, inner, end in ((0, 1, panels.low[0]), (-1, -2, panels.high[-1])):
        heavy = size[outer] > NEGLIGIBLE * size.sum()
        if heavy and size[outer] / width[outer] > size[inner] / width[inner] / 2:
            signs.add(float(np.sign(panels.found[outer, column])))
            obstacle = Obstacle("growth", float(end))
    return None if obstacle is None else _infinite(signs, obstacle)


def _refined(function: nn.Module, panels: Panels, wanted: list[bool]) -> tuple[np.ndarray, ...]:
    """The integrals [4], their errors and their sizes, after halving panels until nothing changes."""
    allowed = np.where(wanted, EXACT * panels.size.sum(axis=0), inf)
    found, error, size = np.zeros(4), np.zeros(4), np.zeros(4)
    computed = 0
    while len(panels.low):
        halves, change = panels.halves(function)
        computed += len(halves.low)
        rough = (change > allowed).any(axis=1) & (panels.high - panels.low > NARROWEST)
        worst = np.argsort(-(change / (allowed + 1e-300)).max(axis=1))
        rough[worst[max(0, MOST_PANELS - computed) // 2 :]] = False
        smooth = np.tile(~rough, 2)
        found += np.where(wanted, halves.found, 0.0)[smooth].sum(axis=0)
        size += np.where(wanted, halves.size, 0.0)[smooth].sum(axis=0)
        error += np.where(wanted, change, 0.0)[~rough].sum(axis=0)
        panels = halves.chosen(~smooth)
    return found, error, size


def _rests(function: nn.Module, survey: Survey) -> np.ndarray:
    """What is left next to the points where the function or its slope grows without bound, [4].

    Definition: ∫₀ᵈ c tᵃ⁻¹ dt = g(d) d / a, for what grows as a power.
    """
    rest, places = np.zeros(4), _singular(survey)
    x = np.array([each.x for each in places])
    distance = 2.0 ** -GRADES[1]
    density = np.exp(-(x**2) / 2) / sqrt(2 * pi)
    for step, side in ((-distance, "left"), (distance, "right")):
        seen = curve(function, x + step)
        sides: list[Side] = [getattr(each, side) for each in places]
        for column, (of_slope, power) in enumerate(INTEGRANDS):
            growth = power * np.array(
                [each.slope_growth if of_slope else each.value_growth for each in sides]
            )
            height = (seen.slope if of_slope else seen.value) ** power
            found = height * density * distance / (1 - growth)
            rest[column] += found[(growth < 1) & np.isfinite(found)].sum()
    return rest


def _average(found: float, error: float, size: float) -> Average:
    """The integral; none where it is not known to three digits."""
    if error > KNOWN * size:
        return Average(nan, Obstacle("busy", 0.0))
    return Average(found if abs(found) > max(error, CANCELLED * size) else 0.0)
