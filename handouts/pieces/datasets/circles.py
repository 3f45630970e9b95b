"""Circles."""

import numpy as np


def shape(label: int, count: int, random: np.random.Generator) -> np.ndarray:
    """A circle inside another."""
    angle = np.linspace(0, 2 * np.pi, count, endpoint=False)
    radius = 1.0 if label == 0 else 0.5
    return np.column_stack([radius * np.cos(angle), radius * np.sin(angle)])
