"""The icon on a page's browser tab: the page's own functions, drawn small."""

from collections.abc import Sequence

import numpy as np
from PIL import Image, ImageDraw

from activations.derivatives import Curve
from figures.theme import colour

SIZE = 64  # pixels, twice what most tabs show
DRAWN_SIZE = 4 * SIZE  # drawn large and scaled down, because Pillow's lines have hard edges
LOW, HIGH = -1.4, 2.6  # of the y axis


def icon(curves: Sequence[tuple[str, Curve]]) -> Image.Image:
    """Draw functions, given as key and curve, over their whole x range on a transparent square."""
    picture = Image.new("RGBA", (DRAWN_SIZE, DRAWN_SIZE))
    pen = ImageDraw.Draw(picture)
    for key, curve in curves:
        across = (curve.x - curve.x[0]) / (curve.x[-1] - curve.x[0]) * DRAWN_SIZE
        heights = np.clip(np.nan_to_num(curve.value), 2 * LOW, 2 * HIGH)
        down = (HIGH - heights) / (HIGH - LOW) * DRAWN_SIZE
        points = list(zip(across.tolist(), down.tolist(), strict=True))
        pen.line(points, fill=colour(key, "dark"), width=DRAWN_SIZE // 9, joint="curve")
    return picture.resize((SIZE, SIZE), Image.Resampling.LANCZOS)
