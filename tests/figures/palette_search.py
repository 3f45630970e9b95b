"""Search for the functions' colours: `python -m tests.figures.palette_search light` prints a palette.

Each function keeps its hue family; the colours move until all are far apart for every kind of eye. With
`beyond` after the theme, the six of the notes stay as they are and the four others look for what is left.
"""

import sys
from itertools import combinations

import numpy as np
from coloraide import Color

from figures.theme import BACKGROUND, COLOURS, Theme

HUES = {"sigmoid": 15, "tanh": 80, "relu": 262, "leaky-relu": 200, "elu": 143, "swish": 328}
BEYOND = {"gelu": 277, "selu": 160, "softplus": 17, "mish": 358}
FREEDOM = 24  # degrees of OKLCH hue to either side
CONTRAST = 4.5  # the names are written in these colours; lines alone would need 3
ENOUGH = 16.5  # CIEDE2000; beyond it more saturation is worth more than more distance
LIGHTNESS = {"light": (0.38, 0.58), "dark": (0.64, 0.84)}
DEFICIENCIES = ("protan", "deutan", "tritan")

Eyes = list[Color]


def seen(colour: Color) -> Eyes:
    """A colour as normal eyes see it, and as each colour-blind eye does (Machado 2009, full strength)."""
    return [colour, *(colour.filter(kind, 1, method="machado").clip() for kind in DEFICIENCIES)]


def difference(first: Eyes, second: Eyes) -> float:
    """The CIEDE2000 difference for the eyes that tell the two apart worst."""
    return min(a.delta_e(b, method="2000") for a, b in zip(first, second, strict=True))


def smallest_difference(colours: list[str]) -> float:
    """The difference of the two most similar colours."""
    return min(difference(*pair) for pair in combinations([seen(Color(each)) for each in colours], 2))


def contrast(colour: str, background: str) -> float:
    """The contrast of WCAG 2.1, from 1 to 21."""
    return Color(colour).contrast(Color(background), method="wcag21")


def candidate(place: list[float], theme: Theme) -> str | None:
    """The colour at (lightness, chroma, hue) as #rrggbb, or None where it cannot be shown or read."""
    colour = Color("oklch", place)
    if not colour.in_gamut("srgb", tolerance=0):
        return None
    text = colour.convert("srgb").to_string(hex=True)
    return text if contrast(text, BACKGROUND.of(theme)) >= CONTRAST else None


def score(
    places: dict[str, list[float]], colours: dict[str, str], hues: dict[str, int], theme: Theme
) -> float:
    """Better is larger: far apart first; then saturated, near the hue wanted, neither black nor white."""
    low, high = LIGHTNESS[theme]
    total = 2 * min(smallest_difference(list(colours.values())), ENOUGH)
    for key, (lightness, chroma, hue) in places.items():
        extreme = max(low - lightness, 0) + max(lightness - high, 0)
        total += 14 * min(chroma, 0.19) - 0.03 * abs(hue - hues[key]) - 12 * extreme
    return total


def search(
    theme: Theme, seed: int, moves: int, hues: dict[str, int], fixed: dict[str, str]
) -> dict[str, str]:
    """Climb from a plain start by moving one colour at a time, in ever smaller steps; some may be fixed."""
    draw = np.random.default_rng(seed)
    start = sum(LIGHTNESS[theme]) / 2
    places = {key: [start, 0.09, float(hue)] for key, hue in hues.items()}
    colours = fixed | {key: candidate(place, theme) or "#777777" for key, place in places.items()}
    best = score(places, colours, hues, theme)
    for move in range(moves):
        size = 1 - move / moves
        key = str(draw.choice(list(hues)))
        spreads = (0.06, 0.03, 10)
        place = [
            value + draw.normal(0, spread * size) for value, spread in zip(places[key], spreads, strict=True)
        ]
        colour = candidate(place, theme) if abs(place[2] - hues[key]) <= FREEDOM else None
        if colour is None:
            continue
        changed = score(places | {key: place}, colours | {key: colour}, hues, theme)
        if changed > best:
            places[key], colours[key], best = place, colour, changed
    return colours


if __name__ == "__main__":
    chosen: Theme = "dark" if "dark" in sys.argv else "light"
    of_the_notes = {key: COLOURS[key].of(chosen) for key in HUES}
    wanted, kept = (BEYOND, of_the_notes) if "beyond" in sys.argv else (HUES, {})
    palettes = [search(chosen, seed, 1500, wanted, kept) for seed in range(5)]
    found = max(palettes, key=lambda palette: smallest_difference(list(palette.values())))
    sys.stdout.write(f"{found}\nsmallest difference {smallest_difference(list(found.values())):.1f}\n")
