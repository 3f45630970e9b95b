"""Points that somebody brings: a table of x, y and label, read strictly and within bounds."""

import csv
import math
import re
from collections.abc import Iterator, Sequence
from typing import Literal

from experiments.specification import LIMITS

LONGEST_TEXT, LONGEST_LINE, LONGEST_QUOTE = 200_000, 1_000, 40  # characters
BYTES_OF_A_CHARACTER = 4  # at most, in UTF-8
LARGEST = 1e6
COLUMNS = 3
SEPARATORS = ("\t", ";", ",", " ")  # of two that fit, the one that numbers contain less often
CONTENT = re.compile(r'[^\s;,"]')  # a row that a spreadsheet left empty has none

Points = tuple[tuple[float, float, int], ...]
Kind = Literal[
    "empty",
    "binary",
    "too long",
    "too few",
    "too many",
    "wrong columns",
    "not a number",
    "not finite",
    "too large",
    "no spread",
    "not two classes",
]


class OwnDataError(ValueError):
    """A table is refused.

    Args:
        kind: why; what `values` then holds stands behind it.
            "empty": no line has anything in it.
            "binary": a NUL, or bytes that are not UTF-8.
            "too long": most, the characters allowed; with a line when it is a single line that is too long.
            "too few", "too many": rows, and least or most, the rows allowed.
            "wrong columns": columns, how many the line has instead of three.
            "not a number", "not finite": cell, what stands there, cut after 40 characters.
            "too large": cell, and most, the largest magnitude allowed.
            "no spread": column, the "x" or "y" that is the same in all rows.
            "not two classes": classes, how many different labels there are.
        line: which line of the text it is about, from 1; None when it is about all of them.
        values: numbers and words for a sentence.
    """

    def __init__(self, kind: Kind, line: int | None = None, **values: str | float) -> None:
        super().__init__(kind, line, values)
        self.kind = kind
        self.line = line
        self.values = values


def decode(content: bytes) -> str:
    """Read the bytes of a file as UTF-8, with or without a byte order mark, or raise an OwnDataError."""
    if len(content) > BYTES_OF_A_CHARACTER * LONGEST_TEXT:
        raise OwnDataError("too long", most=LONGEST_TEXT)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise OwnDataError("binary") from error


def read_points(text: str) -> Points:
    """Read a table of x, y and label.

    Definition: cells are separated by tabs, semicolons, commas or spaces, as in the first line, and may be
        quoted. Empty lines are passed over, and so is a first line without numbers. The two labels become 0
        and 1 in sorted order, as numbers when both are.

    Args:
        text: 20 to 2,000 rows, in at most 200,000 characters; decimal points, magnitudes up to 1,000,000.

    Returns:
        (x, y, label) of each row, as `TrainingSpec.own_points` takes them.

    Raises:
        OwnDataError: for anything else.
    """
    if len(text) > LONGEST_TEXT:
        raise OwnDataError("too long", most=LONGEST_TEXT)
    if "\0" in text:
        raise OwnDataError("binary")
    rows = [
        (_coordinate(x, line), _coordinate(y, line), label) for line, (x, y, label) in _without_header(text)
    ]
    least, most = int(LIMITS["samples"].low), int(LIMITS["samples"].high)
    if len(rows) < least:
        raise OwnDataError("too few", rows=len(rows), least=least)
    if len(rows) > most:
        raise OwnDataError("too many", rows=len(rows), most=most)
    xs, ys, labels = zip(*rows, strict=True)
    for column, values in (("x", xs), ("y", ys)):
        if min(values) == max(values):
            raise OwnDataError("no spread", column=column)
    return tuple(zip(xs, ys, _classes(labels), strict=True))


def _without_header(text: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the number and the three cells of each line with data."""
    separator = None
    for number, line in enumerate(text.splitlines(), start=1):
        if not CONTENT.search(line):
            continue
        if len(line) > LONGEST_LINE:
            raise OwnDataError("too long", number, most=LONGEST_LINE)
        is_first = separator is None
        separator = separator or _separator(line)
        cells = _cells(line, separator)
        if len(cells) != COLUMNS:
            raise OwnDataError("wrong columns", number, columns=len(cells))
        is_header = is_first and _number(cells[0]) is None and _number(cells[1]) is None
        if not is_header:
            yield number, cells
    if separator is None:
        raise OwnDataError("empty")


def _separator(line: str) -> str:
    """The first separator that makes three cells of the line, else the one that makes the most."""

    def fit(separator: str) -> tuple[bool, int]:
        count = len(_cells(line, separator))
        return count == COLUMNS, count

    return max(SEPARATORS, key=fit)


def _cells(line: str, separator: str) -> list[str]:
    """Split a line; the empty cells that spreadsheets leave at its end are dropped."""
    row = next(csv.reader([line.strip()], delimiter=separator, skipinitialspace=True))
    cells = [cell.strip() for cell in row]
    while cells and not cells[-1]:
        cells.pop()
    return cells


def _number(cell: str) -> float | None:
    try:
        return float(cell)
    except ValueError:
        return None


def _coordinate(cell: str, line: int) -> float:
    """Return the cell as a number within bounds, or raise an OwnDataError."""
    number, quoted = _number(cell), cell[:LONGEST_QUOTE]
    if number is None:
        raise OwnDataError("not a number", line, cell=quoted)
    if not math.isfinite(number):
        raise OwnDataError("not finite", line, cell=quoted)
    if abs(number) > LARGEST:
        raise OwnDataError("too large", line, cell=quoted, most=LARGEST)
    return number


def _classes(labels: Sequence[str]) -> list[int]:
    """Number the two labels 0 and 1, or raise an OwnDataError."""
    numbers = [_number(label) for label in labels]
    finite = [number for number in numbers if number is not None and math.isfinite(number)]
    values: list[float] | list[str] = finite if len(finite) == len(labels) else list(labels)
    found = set(values)
    if len(found) != 2:
        raise OwnDataError("not two classes", classes=len(found))
    lower = min(values)
    return [int(value != lower) for value in values]
