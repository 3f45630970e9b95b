"""Small palette pictures of the plane, light enough to send one for every snapshot of a run."""

import base64
import io
from functools import cache

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from figures.theme import BACKGROUND, CLASSES, MUTED, Theme, blend

LEVELS = 15  # odd, so that one level is the middle; with GAP they fit in half a byte
GAP = LEVELS  # the level that looks like the page
FAINTEST, STRONGEST = 0.14, 0.5  # how much of the class's colour: the jump to FAINTEST shows the boundary


@cache
def palette(theme: Theme) -> tuple[str, ...]:
    """The colours of the levels, as #rrggbb: surely class 0 … undecided … surely class 1."""
    neutral, half = BACKGROUND.of(theme), LEVELS // 2
    shares = np.linspace(FAINTEST, STRONGEST, half)
    first, second = ([blend(neutral, tone.of(theme), float(s)) for s in shares] for tone in CLASSES)
    return (*reversed(first), blend(neutral, MUTED.of(theme), 0.12), *second)


def levels(shades: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """The level of each shade 0 … 255: 0 … LEVELS − 1."""
    return np.rint(shades / 255 * (LEVELS - 1)).astype(np.uint8)


def png(picture: NDArray[np.uint8], theme: Theme) -> str:
    """Encode levels [rows, columns] as the data URI of a PNG."""
    colours = [*palette(theme), BACKGROUND.of(theme)]
    image = Image.fromarray(picture, mode="P")
    image.putpalette(b"".join(bytes.fromhex(colour.removeprefix("#")) for colour in colours))
    file = io.BytesIO()
    image.save(file, "PNG", bits=4, compress_level=3)
    return "data:image/png;base64," + base64.b64encode(file.getvalue()).decode("ascii")
