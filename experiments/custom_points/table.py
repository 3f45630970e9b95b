"""A table that somebody brings: its separator, its header, its columns."""

import csv
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from experiments.custom_points.numbers import is_missing, number
from experiments.custom_points.text import COMMENT, CustomPointsError, lines_of

COLUMNS = 3
SEPARATORS = ("\t", ";", "|", ",", " ")  # of several that fit, the one that numbers contain less often
LOOKED_AT = 50  # lines, to find the separator
SEPARATOR_LINE = re.compile(r'\s*"?sep=(.)"?\s*', re.IGNORECASE)  # Excel's first line
INTEGER, PART_OF_A_DECIMAL = re.compile(r"[+-]?\d+"), re.compile(r"-0|0\d+")
# What a column of labels may be called, in small letters.
LABEL_NAMES = frozenset(
    ("label", "labels", "class", "classes", "target", "targets", "category", "species", "group", "cluster")
)

Row = tuple[int, list[str]]  # the line's number, and its cells


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of equally many cells.

    Args:
        names: the columns' names; empty where there are none.
        lines: the number of each row's line in the text, from 1.
        rows: each row's cells.
        first: the first column with data; 1 when the one before it only numbers or names the rows.
    """

    names: tuple[str, ...]
    lines: tuple[int, ...]
    rows: tuple[tuple[str, ...], ...]
    first: int

    @property
    def columns(self) -> range:
        """The columns with data."""
        return range(self.first, len(self.names))

    def column(self, column: int) -> list[str]:
        """The cells of a column."""
        return [row[column] for row in self.rows]


def read_table(text: str) -> Table:
    """Read a table whose cells are separated by tabs, semicolons, bars, commas or spaces, and may be quoted.

    Definition: the separator is the one that makes the same number of columns, at least three and two of them
        of numbers, in most lines; a first line `sep=;` says it. Empty lines, comments after # or %, and rules
        of dashes are passed over. A first line without numbers names the columns.

    Raises:
        CustomPointsError: when the text is no table, or its rows are of different lengths.
    """
    lines, comments = lines_of(text)
    said = SEPARATOR_LINE.fullmatch(lines[0][1]) if lines else None
    lines = lines[1:] if said else lines
    if not lines:
        raise CustomPointsError("empty")
    separator = said[1] if said else _separator([line for _, line in lines[:LOOKED_AT]])
    rows = [(place, _cells(line, separator)) for place, line in lines]
    if separator == "," and _has_decimal_commas([cells for _, cells in rows]):
        raise CustomPointsError("decimal commas", rows[0][0])
    above = [_cells(COMMENT.sub("", line), separator) for at, line in comments if at < lines[0][0]]
    return _table(rows, above[-1] if above else None)


def _separator(lines: Sequence[str]) -> str:
    """The first separator that makes at least three columns with the most numbers, in the most lines."""

    def fit(separator: str) -> tuple[float, ...]:
        rows = [_cells(line, separator) for line in lines]
        ((width, agreeing),) = Counter(map(len, rows)).most_common(1)
        columns = zip(*(row for row in rows if len(row) == width), strict=True)
        of_numbers = sum(_most_are_numbers(cells) for cells in columns)
        return width >= COLUMNS, min(of_numbers, COLUMNS - 1), agreeing, min(width, COLUMNS)

    return max(SEPARATORS, key=fit)


def _most_are_numbers(cells: Sequence[str]) -> bool:
    return 2 * sum(is_missing(cell) or number(cell) is not None for cell in cells) > len(cells)


def _cells(line: str, separator: str) -> list[str]:
    """Split a line; empty cells at its end stay."""
    if separator == " ":
        line = line.replace("\t", " ")
    line = line.strip(" ") if separator == "\t" else line.strip()
    if separator == "|":  # a drawn table has bars at its edges, too
        line = line.removeprefix("|").removesuffix("|")
    row = next(csv.reader([line], delimiter=separator, skipinitialspace=True))
    return [cell.strip() for cell in row]


def _table(rows: list[Row], comment: list[str] | None) -> Table:
    """The table of these rows, of which the first may be a header; else the comment may be one."""
    header, body = (rows[0], rows[1:]) if _is_header([cells for _, cells in rows]) else (None, rows)
    usual = Counter(len(cells) for _, cells in body or rows).most_common(1)[0][0]
    width = max(min(_filled(cells), usual) for _, cells in rows)
    names = header[1] if header else []
    if not header and comment and len(comment) == width and _is_header([comment, body[0][1]]):
        names = comment
    is_numbered = (
        bool(header) and len(names) == width - 1
    )  # R names columns, and rows without naming the names
    names = ["", *names] if is_numbered else names
    if (columns := width - is_numbered) < COLUMNS:
        raise CustomPointsError("too narrow", (body or rows)[0][0], columns=columns)
    if header and not is_numbered:
        _check_width(header[0], names, width)
    for line, cells in body:
        _check_width(line, cells, width)
    is_numbered |= bool(header) and width > COLUMNS and (not names[0] or names[0].startswith("Unnamed: "))
    return Table(
        tuple((names or [""] * width)[:width]),
        tuple(line for line, _ in body),
        tuple(tuple(cells[:width]) for _, cells in body),
        int(is_numbered),
    )


def _check_width(line: int, cells: list[str], width: int) -> None:
    if not _filled(cells) <= width <= len(cells):
        raise CustomPointsError("uneven", line, columns=_filled(cells), width=width)


def _filled(cells: list[str]) -> int:
    """How many cells there are without the empty ones at the end."""
    return next((place for place in range(len(cells), 0, -1) if cells[place - 1]), 0)


def _is_header(rows: Sequence[list[str]]) -> bool:
    """Whether the first row names columns: it has no number, or calls one as labels are called."""
    first, others = rows[0], rows[1:]
    if any(cell and is_missing(cell) for cell in first):
        return False
    named = [place for place, cell in enumerate(first) if cell.lower() in LABEL_NAMES]
    if named and not any(row[place : place + 1] == [first[place]] for row in others for place in named):
        return True
    return all(number(cell) is None for cell in first)


def _has_decimal_commas(rows: Sequence[list[str]]) -> bool:
    """Whether commas seem to stand between cells and in them: 0,5,-0,25,a."""
    split = [cells for cells in rows if len(cells) == 2 * COLUMNS - 1]
    if 2 * len(split) <= len(rows) or len(rows[0]) not in {COLUMNS, 2 * COLUMNS - 1}:
        return False
    parts = [cell for cells in split for cell in cells[:-1]]
    return all(map(INTEGER.fullmatch, parts)) and any(map(PART_OF_A_DECIMAL.fullmatch, parts))
