"""Handwritten digits."""

import base64
import gzip

import numpy as np

from handouts.pieces.settings import DIGITS, NOISE, SAMPLES


def draw_points(random: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Images of 8 × 8 greys from 0 to 1, with noise, out of the 1,797 packed ones; and their digits."""
    lines = gzip.decompress(base64.b85decode(DIGITS)).decode().splitlines()
    rows = np.loadtxt(lines, delimiter=",")
    images, digits = rows[:, :64] / 16, rows[:, 64].astype(int)
    chosen = random.permutation(len(digits))[:SAMPLES]
    clean = images[chosen]
    return clean + NOISE * random.standard_normal(clean.shape), digits[chosen]
