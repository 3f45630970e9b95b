"""Spirals."""

import numpy as np


def shape(label: int, count: int, random: np.random.Generator) -> np.ndarray:
    """Two arms around each other; the square root spreads the points evenly along an arm."""
    radius = 3 * np.sqrt(random.uniform(0, 1, count))
    angle = 0.5 * np.pi * radius + np.pi * label
    return np.column_stack([radius * np.cos(angle), radius * np.sin(angle)])
