"""What the networks learn from: points of the plane in two classes, drawn or given, and digits."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.float64]


OWN = "own"  # the data set whose points somebody brings
DIGITS = "digits"
DIGITS_FILE = Path(__file__).with_name("data") / "digits.csv.gz"
PIXELS, GREYS, DIGIT_CLASSES, IMAGES = 64, 16, 10, 1797
NOISE_AT_FIRST = 0.15  # standard deviation of the noise, where nobody has chosen another


@dataclass(frozen=True, slots=True, eq=False)
class Dataset:
    """Points float32 [N, D] of mean 0 in each column, and their labels float32 [N], the classes' numbers.

    In the plane (D = 2) each column has variance 1; digits (D = 64) have it over all pixels together, since
    some pixels are always blank. The first `training` points are there to train on, the others to test.
    """

    points: NDArray[np.float32]
    labels: NDArray[np.float32]
    classes: int
    training: int

    @property
    def is_plane(self) -> bool:
        """Whether the points can be drawn as they are."""
        return bool(self.points.shape[1] == 2)


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


@cache
def _all_digits() -> tuple[Points, NDArray[np.int64]]:
    """All images, [1797, 64] from 0 to 1, and which digits they are."""
    rows = np.loadtxt(DIGITS_FILE, delimiter=",")
    return rows[:, :PIXELS] / GREYS, rows[:, PIXELS].astype(np.int64)


def _digits(samples: int, random: np.random.Generator) -> tuple[Points, NDArray[np.int64]]:
    """Some of the images, drawn without putting back."""
    images, digits = _all_digits()
    chosen = random.permutation(len(digits))[:samples]
    return images[chosen], digits[chosen]


SHAPES: Mapping[str, Callable[[int, int, np.random.Generator], Points]] = MappingProxyType(
    {"moons": _moons, "circles": _circles, "spirals": _spirals, "xor": _xor, "gaussians": _gaussians}
)
DATASETS = (*SHAPES, DIGITS)  # those that need nobody's points


def shape(name: str) -> tuple[int, int]:
    """Return how many numbers a point of this data set has, and how many logits tell its classes apart."""
    return (PIXELS, DIGIT_CLASSES) if name == DIGITS else (2, 1)


def make(
    name: str,
    samples: int,
    noise: float,
    seed: int,
    test_points: int = 0,
    custom_points: Sequence[tuple[float, float, int]] = (),
) -> Dataset:
    """Draw a data set; the same arguments give the same bytes.

    Definition: clean points of the shape, plus noise · N(0, 1) on each coordinate, then standardised. The
        test points are a random choice; without them the points stay in the order of their classes.

    Args:
        name: one of `DATASETS`, or "own".
        samples: N, at most 1,797 for digits; of two classes, class 1 gets half of them, rounded down.
        noise: standard deviation of the noise, in the units of the clean points, which reach 1 to 3 from
            their middle; own points are taken as they are.
        seed: 0 or more.
        test_points: how many of the N are set apart.
        custom_points: (x, y, label 0 or 1) of each point, for "own" alone.

    Returns:
        points float32 [N, D] and labels float32 [N]; a ValueError when the name is unknown.
    """
    random = np.random.default_rng(seed)
    clean, labels = _clean(name, samples, custom_points, random)
    points = clean if name == OWN else clean + noise * random.standard_normal(clean.shape)
    centred = points - points.mean(axis=0)
    spread = centred.std() if name == DIGITS else centred.std(axis=0)
    standardised = centred / np.where(spread > 0, spread, 1)
    order = random.permutation(len(points)) if test_points else np.arange(len(points))
    classes = DIGIT_CLASSES if name == DIGITS else 2
    training = len(points) - test_points
    return Dataset(
        standardised[order].astype(np.float32), labels[order].astype(np.float32), classes, training
    )


def _clean(
    name: str, samples: int, custom_points: Sequence[tuple[float, float, int]], random: np.random.Generator
) -> tuple[Points, NDArray[np.int64]]:
    """The points [N, D] before noise, and their labels [N]."""
    if name == OWN:
        table = np.array(custom_points, dtype=np.float64)
        return table[:, :2], table[:, 2].astype(np.int64)
    if name == DIGITS:
        return _digits(samples, random)
    if name not in SHAPES:
        raise ValueError(f"There is no data set '{name}'; there are {', '.join(DATASETS)}.")
    counts = (samples - samples // 2, samples // 2)
    clean = np.concatenate([SHAPES[name](label, count, random) for label, count in enumerate(counts)])
    return clean, np.repeat([0, 1], counts)
