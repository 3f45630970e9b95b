"""Points of the plane in two classes, half of them in each."""

import numpy as np

from handouts.pieces.datasets.moons import shape
from handouts.pieces.settings import NOISE, SAMPLES


def draw_points(random: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Points with noise, and their classes, 0 or 1."""
    counts = [SAMPLES - SAMPLES // 2, SAMPLES // 2]
    clean = np.concatenate([shape(label, count, random) for label, count in enumerate(counts)])
    return clean + NOISE * random.standard_normal(clean.shape), np.repeat([0, 1], counts)
