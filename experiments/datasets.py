"""Points in the plane in two classes: small data sets whose boundary bends more or less."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Dataset:
    """Points float32 [N, 2], each column of mean 0 and variance 1, and their labels float32 [N], 0 or 1."""

    points: NDArray[np.float32]
    labels: NDArray[np.float32]


def _moons(label: int, count: int, random: np.random.Generator) -> Points:
    """Two interleaving half circles, their points evenly spread."""
    angle = np.linspace(0, np.pi, count)
    upper = np.column_stack([np.cos(angle), np.sin(angle)])
    return upper if label == 0 else np.array([1.0, 0.5]) - upper


def _circles(label: int, count: int, random: np.random.Generator) -> Points:
    """A circle inside another, their points evenly spread."""
    angle = np.linspace(0, 2 * np.pi, count, endpoint=False)
    radius = 1.0 if label == 0 else 0.5
    return np.column_stack([radius * np.cos(angle), radius * np.sin(angle)])


def _spirals(label: int, count: int, random: np.random.Generator) -> Points:
    """Two arms that wind around each other; the square root spreads the points evenly along an arm."""
    radius = 3 * np.sqrt(random.uniform(0, 1, count))
    angle = 0.5 * np.pi * radius + np.pi * label
    return np.column_stack([radius * np.cos(angle), radius * np.sin(angle)])


def _xor(label: int, count: int, random: np.random.Generator) -> Points:
    """Four squares of which the diagonal neighbours share a class."""
    size = random.uniform(0.1, 1, (2, count))
    right = random.choice([-1.0, 1.0], count)
    above = right if label == 1 else -right
    return np.column_stack([size[0] * right, size[1] * above])


def _gaussians(label: int, count: int, random: np.random.Generator) -> Points:
    """Two round clouds that a straight line tells apart."""
    centre = 1.0 if label == 1 else -1.0
    return random.normal(centre, 0.5, (count, 2))


DATASETS: Mapping[str, Callable[[int, int, np.random.Generator], Points]] = MappingProxyType(
    {"moons": _moons, "circles": _circles, "spirals": _spirals, "xor": _xor, "gaussians": _gaussians}
)


def make(name: str, samples: int, noise: float, seed: int) -> Dataset:
    """Draw a data set; the same arguments give the same bytes.

    Definition: clean points of the shape, plus noise · N(0, 1) on each coordinate, then standardised.

    Args:
        name: a key of `DATASETS`.
        samples: N; class 1 gets half of them, rounded down.
        noise: standard deviation of the noise, in the units of the clean shape, whose radius is 1 to 3.
        seed: 0 or more.

    Returns:
        points float32 [N, 2] and labels float32 [N].

    Raises:
        ValueError: when the name is none of `DATASETS`.
    """
    if name not in DATASETS:
        raise ValueError(f"There is no data set '{name}'; there are {', '.join(DATASETS)}.")
    random = np.random.default_rng(seed)
    counts = (samples - samples // 2, samples // 2)
    clean = np.concatenate([DATASETS[name](label, count, random) for label, count in enumerate(counts)])
    points = clean + noise * random.standard_normal(clean.shape)
    standardised = (points - points.mean(axis=0)) / points.std(axis=0)
    return Dataset(standardised.astype(np.float32), np.repeat([0, 1], counts).astype(np.float32))
