"""XOR."""

import numpy as np


def shape(label: int, count: int, random: np.random.Generator) -> np.ndarray:
    """Four squares; those at opposite corners share a class."""
    size = random.uniform(0.1, 1, (2, count))
    right = random.choice([-1.0, 1.0], count)
    above = right if label == 1 else -right
    return np.column_stack([size[0] * right, size[1] * above])
