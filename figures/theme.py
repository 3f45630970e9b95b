"""How every figure looks: one palette, one layer scale and one base layout for both themes."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Literal, TypeAlias

import numpy as np

Theme: TypeAlias = Literal["light", "dark"]
THEMES: tuple[Theme, ...] = ("light", "dark")

FONT = '"Source Sans", "Source Sans Pro", "Segoe UI", "DejaVu Sans", sans-serif'
FONT_SIZE = 15  # readable from the back row of a classroom
SMALL_SIZE = 14  # of labels that stand close together
LINE_WIDTH = 2.5


@dataclass(frozen=True, slots=True)
class Tone:
    """One hue in two tones, one for each theme."""

    light: str
    dark: str

    def of(self, theme: Theme) -> str:
        """The tone that stands out against `theme`'s background."""
        return self.light if theme == "light" else self.dark


# Chosen by eye among what tests/figures/palette_search.py finds; held by tests/figures/test_palette.py.
COLOURS: Mapping[str, Tone] = MappingProxyType(
    {
        "sigmoid": Tone("#b41353", "#fc6775"),
        "tanh": Tone("#917102", "#ffbc1e"),
        "relu": Tone("#5140f7", "#2492ff"),
        "leaky-relu": Tone("#138087", "#3de4f0"),
        "elu": Tone("#034802", "#059010"),
        "swish": Tone("#72017a", "#a76f9e"),
        # Ten colours cannot be as far apart as six: these keep 10 from all others, and a marker of their own.
        "gelu": Tone("#0006c6", "#a29ccc"),
        "selu": Tone("#1e6654", "#a2dea8"),
        "softplus": Tone("#60062a", "#fc3018"),
        "mish": Tone("#e4007e", "#d28aa2"),
        "own": Tone("#021305", "#c9dbce"),  # what the reader types, near the tone of text
    }
)

BACKGROUND = Tone("#ffffff", "#0e1117")
TEXT = Tone("#1f2430", "#eceef3")
MUTED = Tone("#596070", "#a7aebc")  # axis names and remarks
GRID = Tone("#e4e7ec", "#2a303b")
FRAME = Tone("#8b93a1", "#69717f")  # zero lines and other marks that are found, not read
SHADE = Tone("rgba(31,36,48,0.07)", "rgba(236,238,243,0.09)")  # zones behind the lines
CURSOR = Tone("#1f2430", "#eceef3")

# Where several functions share a panel, a marker tells them apart without colour.
MARKERS: Mapping[str, str] = MappingProxyType(
    {
        "sigmoid": "circle",
        "tanh": "square",
        "relu": "diamond",
        "leaky-relu": "triangle-up",
        "elu": "triangle-down",
        "swish": "cross",
        "gelu": "star",
        "selu": "hourglass",
        "softplus": "bowtie",
        "mish": "x",
        "own": "hexagram",
    }
)

# The same in a line of text, for the functions that stand side by side.
GLYPHS: Mapping[str, str] = MappingProxyType(
    {
        "circle": "●",
        "square": "■",
        "diamond": "◆",
        "triangle-up": "▲",
        "triangle-down": "▼",
        "cross": "✚",
        "star": "★",
        "hourglass": "⧗",
        "bowtie": "⧓",
        "x": "✖",
        "hexagram": "✶",
    }
)

# The two classes of points: not a function's colour, and told apart by their markers too.
CLASSES = (Tone("#2f6690", "#7fb2dd"), Tone("#b4531a", "#f2a65a"))
CLASS_MARKERS = ("circle", "diamond")

# A line's dash says what it shows, whatever its colour.
DASHES: Mapping[str, str] = MappingProxyType({"value": "solid", "slope": "dash", "curvature": "dot"})

# From the input side to the output: always darker to lighter, indigo through rose to amber.
LAYER_STOPS: Mapping[Theme, tuple[str, ...]] = MappingProxyType(
    {
        "light": ("#1b0b52", "#5c1a94", "#a82a88", "#d94b58", "#dc7100"),
        "dark": ("#6b5ce0", "#a760dd", "#e070b8", "#fb9c7c", "#ffe08a"),
    }
)


def colour(key: str, theme: Theme) -> str:
    """The colour of the function called `key` in the catalogue, as #rrggbb."""
    return COLOURS[key].of(theme)


def layer_colours(count: int, theme: Theme) -> list[str]:
    """`count` colours as #rrggbb for the layers of a network, ordered from input to output."""
    stops = np.array([_channels(stop) for stop in LAYER_STOPS[theme]])
    places = np.linspace(0, len(stops) - 1, count)
    channels = [np.interp(places, range(len(stops)), column) for column in stops.T]
    return [_hexadecimal(rgb) for rgb in np.array(channels).T]


def blend(first: str, second: str, share: float) -> str:
    """The colour a `share` (0…1) of the way from `first` to `second`, all as #rrggbb."""
    start, end = np.array(_channels(first)), np.array(_channels(second))
    return _hexadecimal(start + share * (end - start))


def transparent(hexadecimal: str, opacity: float) -> str:
    """`hexadecimal` (#rrggbb) with an `opacity` from 0 to 1."""
    red, green, blue = _channels(hexadecimal)
    return f"rgba({red},{green},{blue},{opacity:g})"


def layout(theme: Theme, **more: object) -> dict[str, Any]:
    """The layout that all figures share, as a plain dict, with `more` laid over it.

    The look of axes, annotations and hover labels sits in a Plotly template, so it reaches every axis
    of a figure with many panels and an entry in `more` only says what differs.

    Args:
        theme: light or dark.
        more: any entry of a Plotly layout, such as `xaxis`, `shapes` or `height`.
    """
    template = {
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "font": {"family": FONT, "size": FONT_SIZE, "color": TEXT.of(theme)},
        "margin": {"l": 8, "r": 8, "t": 8, "b": 8},
        "xaxis": _axis(theme),
        "yaxis": _axis(theme),
        "annotationdefaults": {"showarrow": False, "font": {"size": FONT_SIZE}},
        "hovermode": "closest",
        "hoverlabel": {
            "bgcolor": BACKGROUND.of(theme),
            "bordercolor": FRAME.of(theme),
            "font": {"family": FONT, "size": FONT_SIZE, "color": TEXT.of(theme)},
        },
        "modebar": {"bgcolor": BACKGROUND.of(theme), "color": TEXT.of(theme)},
        "dragmode": False,
        "showlegend": False,
    }
    return {"template": {"layout": template}, "uirevision": "kept", **more}


def _axis(theme: Theme) -> dict[str, Any]:
    return {
        "gridcolor": GRID.of(theme),
        "zeroline": False,
        "zerolinecolor": FRAME.of(theme),
        "linecolor": FRAME.of(theme),
        "tickfont": {"size": FONT_SIZE, "color": MUTED.of(theme)},
        "title": {"font": {"size": FONT_SIZE, "color": TEXT.of(theme)}, "standoff": 8},
        "automargin": True,
        "fixedrange": True,  # a finger on a phone scrolls the page, not the axis
        "exponentformat": "power",
    }


def _channels(hexadecimal: str) -> tuple[int, int, int]:
    red, green, blue = bytes.fromhex(hexadecimal.removeprefix("#"))
    return red, green, blue


def _hexadecimal(channels: np.ndarray) -> str:
    red, green, blue = (round(float(channel)) for channel in channels)
    return f"#{red:02x}{green:02x}{blue:02x}"
