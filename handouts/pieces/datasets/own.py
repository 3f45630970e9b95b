"""Points that somebody has brought."""

import numpy as np

from handouts.pieces.settings import CUSTOM_POINTS


def draw_points(random: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """The points as they were brought, and their classes, 0 or 1."""
    table = np.array(CUSTOM_POINTS)
    return table[:, :2], table[:, 2].astype(int)
