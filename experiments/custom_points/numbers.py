"""Numbers as people write them: with a decimal comma, grouped thousands, a typographer's minus."""

import re
from collections.abc import Sequence
from typing import Literal

DecimalSign = Literal[".", ","]

# One sign for the many that look alike, and none for those that nobody sees.
LOOK_ALIKES = str.maketrans(
    {
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212\ufe63\uff0d", "-"),
        **dict.fromkeys(
            "\u00a0\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000", " "
        ),
        **dict.fromkeys("\u2018\u2019\u02bc", "'"),
        **dict.fromkeys("\u201c\u201d\u201e", '"'),
        **dict.fromkeys("\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\ufeff", ""),
        **{"\uff0c": ",", "\uff0e": ".", "\uff1b": ";"},
    }
)
# What other programs write where a number is missing, in small letters.
MISSING = frozenset(
    ("na", "n/a", "#n/a", "nan", "-nan", "<na>", "null", "none", "nil", "missing", "?", "-", "--", ".")
)
LONGEST_NUMBER = 400  # characters: 0.000…1 can be long

_WRITTEN = re.compile(
    r"(?P<minus>[+-]?)"
    r"(?P<whole>\d*|[1-9]\d{0,2}(?P<group>[ '.,])\d{3}(?:(?P=group)\d{3})*)"
    r"(?:(?P<sign>[.,])(?P<part>\d+))?"
    r"(?P<power>[eE][+-]?\d+)?"
)
# 1,234 is a thousand or a bit more than one.
_OF_TWO_READINGS = re.compile(r"[+-]?[1-9]\d{0,2}(?P<sign>[.,])\d{3}(?:[eE][+-]?\d+)?")


def number(cell: str, decimal: DecimalSign | None = ".") -> float | None:
    """The number that a cell spells, or None when it spells none.

    Definition: thousands may be grouped by spaces, apostrophes, commas or points. A single comma or point
        is the decimal sign wherever three digits after it do not leave that open.

    Args:
        cell: text whose look-alikes have been replaced.
        decimal: the table's decimal sign, for 1,234 and 1.234; None when the table does not tell, which
            leaves them without a value.

    Returns:
        a float, which may be infinite or NaN.
    """
    text = cell.strip(" '\"")
    if len(text) > LONGEST_NUMBER or "_" in text:
        return None
    if (decimal != "." or "," in text) and (found := _OF_TWO_READINGS.fullmatch(text)):
        sign = found["sign"]
        return float(text.replace(sign, "." if sign == decimal else "")) if decimal else None
    try:
        return float(text)
    except ValueError:
        found = _WRITTEN.fullmatch(text)
    if found is None or not (found["whole"] or found["part"]) or found["group"] == (found["sign"] or ""):
        return None
    whole = found["whole"].replace(found["group"], "") if found["group"] else found["whole"]
    return float(f"{found['minus']}{whole}.{found['part'] or '0'}{found['power'] or ''}")


def is_missing(cell: str) -> bool:
    """Whether a cell is empty or says in a program's way that there is no value."""
    return not cell or cell.lower() in MISSING


def is_open(cell: str) -> bool:
    """Whether a cell spells one number with a decimal comma and another one with a decimal point."""
    return _OF_TWO_READINGS.fullmatch(cell.strip(" '\"")) is not None


def decimal_sign(columns: Sequence[Sequence[str]]) -> DecimalSign | None:
    """The decimal sign of a table's columns of numbers, or None when it cannot be told.

    Definition: the sign in the cells of one reading. Where every cell has two, a point is the decimal sign;
        so is a comma, if all cells of its column have one, which then has the same shape in either reading.
    """
    if not any("," in cell or cell.count(".") > 1 for cells in columns for cell in cells):
        return "."
    shown: set[DecimalSign] = set()
    undecided: set[str] = set()
    for cells in columns:
        shown |= {sign for cell in cells if (sign := _shown_by(cell))}
        commas = [is_open(cell) and "," in cell for cell in cells if not is_missing(cell)]
        undecided |= {"," if all(commas) else "some commas"} if any(commas) else set()
        undecided |= {"." for cell in cells if "." in cell and is_open(cell)}
    if len(shown) == 1:
        return shown.pop()
    if shown:
        return None if undecided else "."
    if not undecided <= {"."}:
        return "," if undecided == {","} else None
    return "."


def _shown_by(cell: str) -> DecimalSign | None:
    """The decimal sign that a cell must have, if it is a number of one reading with a sign in it."""
    found = None if is_open(cell) else _WRITTEN.fullmatch(cell.strip(" '\""))
    if found is None:
        return None
    if found["sign"]:
        return "," if found["sign"] == "," else "."
    return {",": ".", ".": ","}.get(found["group"] or "")  # type: ignore[return-value]
