"""Points that somebody brings: x, y and label of a table's rows, read strictly and within bounds."""

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from experiments.custom_points.numbers import DecimalSign, decimal_sign, is_missing, is_open, number
from experiments.custom_points.table import COLUMNS, LABEL_NAMES, Table, read_table
from experiments.custom_points.text import LONGEST_QUOTE, CustomPointsError, Kind
from experiments.training.specification import LIMITS

LARGEST = 1e6
LEAST, MOST = int(LIMITS["samples"].low), int(LIMITS["samples"].high)
FEW = 10  # different values: that many classes may be meant, more are measurements
SHOWN_LABELS = 10
LOOKED_AT = 1_000  # rows, to see what a column holds

Points = tuple[tuple[float, float, int], ...]


@dataclass(frozen=True, slots=True)
class Columns:
    """Which of a table's columns, from 0, hold x, y and label."""

    x: int
    y: int
    label: int


@dataclass(frozen=True, slots=True)
class CustomPoints:
    """Points as `TrainingSpec.custom_points` takes them.

    Args:
        points: (x, y, label 0 or 1) of each.
        classes: the labels that became 0 and 1, as they are written.
    """

    points: Points
    classes: tuple[str, str]


def read_points(text: str) -> Points:
    """Read a table of 20 to 2,000 rows with the columns that `guess` finds, or raise a CustomPointsError."""
    table = read_table(text)
    return points_of(table, guess(table)).points


def guess(table: Table) -> Columns:
    """The columns that are most likely meant.

    Definition: the label is the column that is called so; else the first of words that repeat; else the last,
        unless it has more than 10 different values and another one has two. x and y are called so, or else
        the first two other columns of numbers that do not count the rows.
    """
    label = _label(table)
    others = [column for column in table.columns if column != label]
    named = [column for name in "xy" for column in others if table.names[column].lower() == name]
    numbers = [column for column in others if not _is_of_words(table, column)]
    measured = [column for column in numbers if not _counts(table, column)]
    x, y, *_ = dict.fromkeys(itertools.chain(*filter(_is_enough, (named, measured, numbers)), others))
    return Columns(x, y, label)


def points_of(
    table: Table, columns: Columns, *, skip_gaps: bool = False, sample_seed: int | None = None
) -> CustomPoints:
    """Take the points out of a table.

    Definition: the two labels become 0 and 1 in sorted order, as numbers when both are.

    Args:
        table: its rows become points in their order.
        columns: three different ones of the table.
        skip_gaps: whether rows without a value in one of the three are left out.
        sample_seed: when there are more than 2,000 rows, 2,000 of them are drawn from this seed, such that
            each class keeps its share; None refuses them.

    Raises:
        CustomPointsError: for magnitudes above 1,000,000, fewer than 20 rows, and whatever is no point.
    """
    if len({columns.x, columns.y, columns.label}) < COLUMNS:
        raise CustomPointsError("same column")
    if not skip_gaps:
        _refuse_gaps(table, columns)
    rows = [(line, row) for line, row in zip(table.lines, table.rows, strict=True) if not _gaps(row, columns)]
    places = (columns.x, columns.y)
    decimal = decimal_sign([[row[place] for _, row in rows] for place in places])
    pairs = [[_coordinate(row[place], line, place, decimal) for place in places] for line, row in rows]
    if len(rows) < LEAST:
        raise CustomPointsError("too few", rows=len(rows), least=LEAST)
    if len(rows) > MOST and sample_seed is None:
        raise CustomPointsError("too many", rows=len(rows), most=MOST)
    labels, classes = _classes([row[columns.label] for _, row in rows], decimal)
    points = tuple((x, y, label) for (x, y), label in zip(pairs, labels, strict=True))
    if len(points) > MOST and sample_seed is not None:
        points = _sample(points, sample_seed)
    for name, values in zip("xy", zip(*points, strict=True), strict=False):
        if min(values) == max(values):
            raise CustomPointsError("no spread", name=name)
    return CustomPoints(points, classes)


def rows_with_gaps(table: Table, columns: Columns) -> int:
    """How many rows have no x, no y or no label."""
    return sum(_gaps(row, columns) != () for row in table.rows)


def _is_enough(columns: Sequence[int]) -> bool:
    """Whether x and y can both be taken from these."""
    return len(columns) > 1


def _label(table: Table) -> int:
    columns = list(table.columns)
    names = [table.names[column].lower() for column in columns]
    named = [column for column, name in zip(columns, names, strict=True) if name in LABEL_NAMES]
    if "y" in names and "x" not in names:  # as in x1, x2, y
        named.append(columns[names.index("y")])
    words = [column for column in columns if _is_of_words(table, column) and _repeats(table, column)]
    last = [columns[-1]] if _different(table, columns[-1]) <= FEW else []
    pairs = [column for column in reversed(columns) if _different(table, column) == 2]
    return [*named, *words, *last, *pairs, columns[-1]][0]


def _different(table: Table, column: int) -> int:
    return len(set(table.column(column)))


def _repeats(table: Table, column: int) -> bool:
    return 2 * _different(table, column) <= len(table.rows)


def _is_of_words(table: Table, column: int) -> bool:
    """Whether most cells, of those looked at, are neither numbers nor missing."""
    cells = table.column(column)[:: max(1, len(table.rows) // LOOKED_AT)]
    return 2 * sum(number(cell) is None and not is_missing(cell) for cell in cells) > len(cells)


def _counts(table: Table, column: int) -> bool:
    """Whether each cell, of those looked at, is the one above plus 1."""
    values = [number(cell) for cell in table.column(column)[:LOOKED_AT]]
    return len(values) > 1 and all(
        above is not None and below == above + 1 for above, below in itertools.pairwise(values)
    )


def _gaps(row: Sequence[str], columns: Columns) -> tuple[int, ...]:
    """The columns without a value; a label may be any word, also one that says "missing" elsewhere."""
    gaps = [column for column in (columns.x, columns.y) if is_missing(row[column])]
    return (*gaps, *([] if row[columns.label] else [columns.label]))


def _refuse_gaps(table: Table, columns: Columns) -> None:
    """Raise a CustomPointsError at the first cell without a value."""
    for line, row in zip(table.lines, table.rows, strict=True):
        for column in _gaps(row, columns):
            kind: Kind = "missing" if row[column] else "blank"
            rows = rows_with_gaps(table, columns)
            raise CustomPointsError(kind, line, column=column + 1, cell=row[column], rows=rows)


def _coordinate(cell: str, line: int, column: int, decimal: DecimalSign | None) -> float:
    """Return the cell as a number within bounds, or raise a CustomPointsError."""
    value = number(cell, decimal)
    place: dict[str, str | float] = {"column": column + 1, "cell": cell[:LONGEST_QUOTE]}
    if value is None:
        raise CustomPointsError("two readings" if is_open(cell) else "not a number", line, **place)
    if not math.isfinite(value):
        raise CustomPointsError("not finite", line, **place)
    if abs(value) > LARGEST:
        raise CustomPointsError("too large", line, most=LARGEST, **place)
    return value


def _classes(labels: Sequence[str], decimal: DecimalSign | None) -> tuple[list[int], tuple[str, str]]:
    """Number the two labels 0 and 1, or raise a CustomPointsError."""
    numbers = [number(label, decimal) for label in labels]
    finite = [value for value in numbers if value is not None and math.isfinite(value)]
    values: list[float] | list[str] = finite if len(finite) == len(labels) else list(labels)
    written = dict(zip(reversed(values), reversed(labels), strict=True))  # each as it is written first
    found = sorted(written)  # type: ignore[type-var]
    if len(found) != 2:
        shown = ", ".join(written[value] for value in found[:SHOWN_LABELS])
        raise CustomPointsError("not two classes", classes=len(found), labels=shown)
    lower, upper = found
    return [int(value != lower) for value in values], (written[lower], written[upper])


def _sample(points: Points, seed: int) -> Points:
    """Draw 2,000 of the points, in their order; both classes keep their shares, and at least one point."""
    labels = np.array([label for *_, label in points])
    ones = min(max(round(MOST * labels.mean()), 1), MOST - 1)
    random = np.random.default_rng(seed)
    chosen = [
        random.choice(np.flatnonzero(labels == label), count, replace=False)
        for label, count in ((0, MOST - ones), (1, ones))
    ]
    return tuple(points[place] for place in np.sort(np.concatenate(chosen)))
