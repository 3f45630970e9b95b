"""Gaussians."""

import numpy as np


def shape(label: int, count: int, random: np.random.Generator) -> np.ndarray:
    """Two round clouds that a straight line tells apart."""
    centre = 1.0 if label == 1 else -1.0
    return random.normal(centre, 0.5, (count, 2))
