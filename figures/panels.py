"""Small multiples: equal panels in rows and columns, sized in pixels, so that text never collides."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from figures.theme import CURSOR, FONT_SIZE, MUTED, Theme

COLUMN_GAP = 0.05  # share of the figure's width
# Of figures that stand over one another, a column for each function: in pixels, and as share of the width.
SIDES, NARROW_GAP = (46, 30), 0.035
TITLE_HEIGHT = 28  # pixels above each panel


@dataclass(frozen=True, slots=True)
class Grid:
    """Where each panel lies; panel i has the axes x<i+1> and y<i+1>, row by row from the top left.

    Args:
        count: how many panels.
        columns: how many beside one another; never more than there are panels.
        panel_height: pixels.
        row_gap: pixels between a panel and the title of the one below.
        top: pixels above the first row's titles.
        margins: pixels left, right and below the panels.
        column_gap: share of the figure's width between two columns.
    """

    count: int
    columns: int
    panel_height: int
    row_gap: int = 14
    top: int = 0
    margins: tuple[int, int, int] = (52, 10, 48)
    column_gap: float = COLUMN_GAP

    @property
    def columns_used(self) -> int:
        """How many columns hold a panel."""
        return max(1, min(self.columns, self.count))

    @property
    def rows(self) -> int:
        """How many rows hold a panel."""
        return -(-self.count // self.columns_used)

    @property
    def inner_height(self) -> int:
        """Pixels from the top of the first row to the bottom of the last."""
        return self.rows * self.panel_height + (self.rows - 1) * (TITLE_HEIGHT + self.row_gap)

    @property
    def frame(self) -> dict[str, Any]:
        """The height and the margins of the figure, as entries of its layout."""
        left, right, bottom = self.margins
        top = self.top + TITLE_HEIGHT
        return {
            "height": self.inner_height + top + bottom,
            "margin": {"l": left, "r": right, "t": top, "b": bottom},
        }

    def domains(self, index: int) -> tuple[list[float], list[float]]:
        """The horizontal and the vertical span of a panel, as shares of the plotting area."""
        row, column = divmod(index, self.columns_used)
        width = (1 - self.column_gap * (self.columns_used - 1)) / self.columns_used
        left = column * (width + self.column_gap)
        upper = 1 - row * (self.panel_height + TITLE_HEIGHT + self.row_gap) / self.inner_height
        lower = max(0.0, upper - self.panel_height / self.inner_height)
        return [left, min(1.0, left + width)], [lower, upper]

    def is_leftmost(self, index: int) -> bool:
        """Whether the panel begins a row, and so carries the numbers of the vertical axis."""
        return index % self.columns_used == 0

    def is_lowest(self, index: int) -> bool:
        """Whether no panel lies below, so that this one carries the numbers of the horizontal axis."""
        return index + self.columns_used >= self.count

    def axes(self, index: int, x: dict[str, Any], y: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
        """The layout entries of a panel's two axes; shared numbers and names are shown once."""
        across, up = self.domains(index)
        bare = {"showticklabels": False, "title": None}
        low = {} if self.is_lowest(index) else bare
        left = {} if self.is_leftmost(index) else bare
        yield axis_key("x", index), {**x, **low, "domain": across, "anchor": axis("y", index)}
        yield axis_key("y", index), {**y, **left, "domain": up, "anchor": axis("x", index)}


def axis(letter: str, index: int) -> str:
    """The name by which traces and shapes refer to an axis of panel `index`: x, x2, x3 …"""
    return letter if index == 0 else f"{letter}{index + 1}"


def axis_key(letter: str, index: int) -> str:
    """The name of that axis in a layout: xaxis, xaxis2, xaxis3 …"""
    return axis(f"{letter}axis", index)


def on(index: int) -> dict[str, str]:
    """The axes of a trace in panel `index`."""
    return {"xaxis": axis("x", index), "yaxis": axis("y", index)}


def title(index: int, text: str, colour: str) -> dict[str, Any]:
    """A panel's title, above its left edge."""
    return {
        **_above(index),
        "x": 0,
        "xanchor": "left",
        "text": f"<b>{text}</b>",
        "font": {"color": colour, "size": FONT_SIZE + 1},
    }


def remark(index: int, text: str, theme: Theme) -> dict[str, Any]:
    """A quiet text above a panel's right edge."""
    beside = {"x": 1, "xanchor": "right", "xshift": 10}  # over the right margin: names may be long
    return {**_above(index), **beside, "text": text, "font": {"color": MUTED.of(theme)}}


def heading(text: str, pixels_up: int) -> dict[str, Any]:
    """A line of text over the whole figure, `pixels_up` from the top of the first row of panels."""
    return {
        "xref": "paper",
        "yref": "paper",
        "x": 0,
        "y": 1,
        "xanchor": "left",
        "yanchor": "bottom",
        "xshift": -40,  # over the numbers of the vertical axis too: a phone has no room to waste
        "yshift": pixels_up,
        "align": "left",
        "text": text,
    }


def legend_line(strokes: Sequence[tuple[str, str, str]]) -> dict[str, Any]:
    """A legend in one line of words and strokes, (stroke, name, colour) each, above a chart."""
    items = (
        f'<span style="color:{colour}"><b>{stroke}</b> {name}</span>' for stroke, name, colour in strokes
    )
    return heading("   ".join(items), 3) | {"xshift": 0}


LEGEND_LINE = 21  # pixels


def written_legend(strokes: Sequence[tuple[str, str, str]], top: float = 0.99) -> list[dict[str, Any]]:
    """A legend in words and strokes, (stroke, name, colour) each, inside a chart's left from `top` down."""
    return [
        {
            "text": f"<b>{stroke}</b> {name}",
            "font": {"color": colour},
            "xref": "paper",
            "yref": "paper",
            "x": 0.01,
            "y": top,
            "yshift": -LEGEND_LINE * row,
            "xanchor": "left",
            "yanchor": "top",
        }
        for row, (stroke, name, colour) in enumerate(strokes)
    ]


def cursor(index: int, step: float, theme: Theme) -> dict[str, Any]:
    """The vertical line that marks a step in panel `index`; move it by its x0 and x1."""
    return {
        "type": "line",
        "xref": axis("x", index),
        "yref": f"{axis('y', index)} domain",
        "x0": step,
        "x1": step,
        "y0": 0,
        "y1": 1,
        "line": {"color": CURSOR.of(theme), "width": 1.5},
    }


def _above(index: int) -> dict[str, Any]:
    return {
        "xref": f"{axis('x', index)} domain",
        "yref": f"{axis('y', index)} domain",
        "y": 1,
        "yanchor": "bottom",
        "yshift": 2,
    }
