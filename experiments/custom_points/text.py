"""What somebody brings as a table, before it is one: its encoding, its lines, and why it is refused."""

import codecs
import re
from typing import Literal

from experiments.custom_points.numbers import LOOK_ALIKES

LONGEST_TEXT, LONGEST_LINE, LONGEST_QUOTE = 1_000_000, 5_000, 40  # characters
MOST_LINES = 50_000
BYTES_OF_A_CHARACTER = 4  # at most, in UTF-8
MARKS: tuple[tuple[bytes, str], ...] = (  # at the beginning of a text
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")  # XLSX and ODS, XLS
CONTENT = re.compile(r'[^\s;,"]')  # a row that a spreadsheet left empty has none
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1b\x7f]")
JSON = re.compile(r"\s*(\{|\[\s*([\[{\"'\d.+-]|$))")
HTML = re.compile(r"\s*<[!?a-zA-Z]")
COMMENT = re.compile(r"\s*(#(?!(?:[0-9a-fA-F]{3}){1,2}\b)|%)[#%]*")  # "#1f77b4" is a label
RULE = frozenset(" \t|+:=-")  # what the line between a drawn table's head and body is made of

Kind = Literal[
    "empty",
    "binary",
    "workbook",
    "json",
    "html",
    "too long",
    "too many lines",
    "long line",
    "too few",
    "too many",
    "too narrow",
    "uneven",
    "decimal commas",
    "blank",
    "missing",
    "not a number",
    "two readings",
    "not finite",
    "too large",
    "no spread",
    "same column",
    "not two classes",
]
Line = tuple[int, str]  # its number in the text, from 1, and what stands there


class CustomPointsError(ValueError):
    """A table is refused.

    Args:
        kind: why; what `values` then holds stands behind it.
            "empty": no line has anything in it.
            "binary", "workbook", "json", "html": it is no table in text, but this.
            "too long": most, the characters allowed, and rows, the lines there are.
            "too many lines": rows, and most, the lines that are looked at at all.
            "long line": most, the characters allowed in one line.
            "too few", "too many": rows, and least or most, the rows allowed.
            "too narrow": columns, how many the table has instead of three.
            "uneven": columns, how many the line has, and width, how many the table has.
            "decimal commas": commas separate the columns and are decimal signs as well.
            "blank", "missing": column; cell, what stands there for a missing value; rows, how many have gaps.
            "not a number", "two readings", "not finite": column, and cell, cut after 40 characters.
            "too large": column, cell, and most, the largest magnitude allowed.
            "no spread": name, the "x" or "y" that is the same in all rows.
            "same column": x, y and label are not three different columns.
            "not two classes": classes, how many different labels there are, and labels, the first of them.
        line: which line of the text it is about, from 1; None when it is about all of them.
        values: numbers and words for a sentence; columns are counted from 1.
    """

    def __init__(self, kind: Kind, line: int | None = None, **values: str | float) -> None:
        super().__init__(kind, line, values)
        self.kind = kind
        self.line = line
        self.values = values


def decode(content: bytes) -> str:
    """Read the bytes of a file as the text that they are, or raise a CustomPointsError.

    Definition: the encoding is the byte order mark's, else UTF-16 where every other byte is zero, else UTF-8,
        else Windows-1252, which spreadsheets write.
    """
    if content.startswith(WORKBOOKS):
        raise CustomPointsError("workbook")
    if len(content) > BYTES_OF_A_CHARACTER * LONGEST_TEXT:
        raise CustomPointsError("too long", most=LONGEST_TEXT, rows=content.count(b"\n") + 1)
    for encoding in _encodings(content):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise CustomPointsError("binary")


def _encodings(content: bytes) -> tuple[str, ...]:
    for mark, encoding in MARKS:
        if content.startswith(mark):
            return (encoding,)
    for zeros, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        if len(content) > 1 and 2 * content[zeros::2].count(0) > len(content) // 2:
            return (encoding,)
    return ("utf-8", "cp1252")


def lines_of(text: str) -> tuple[list[Line], list[Line]]:
    """The lines with data and the comments, each with its number; all others are passed over.

    Raises:
        CustomPointsError: when the text is none, in another format, or too long.
    """
    if CONTROL.search(text := text.lstrip("\ufeff").rstrip("\x1a")):
        raise CustomPointsError("binary")
    if len(text) > LONGEST_TEXT:
        raise CustomPointsError("too long", most=LONGEST_TEXT, rows=text.count("\n") + 1)
    if JSON.match(text):
        raise CustomPointsError("json")
    if HTML.match(text):
        raise CustomPointsError("html")
    found = text.translate(LOOK_ALIKES).splitlines()
    if len(found) > MOST_LINES:
        raise CustomPointsError("too many lines", rows=len(found), most=MOST_LINES)
    lines: list[Line] = []
    comments: list[Line] = []
    for place, line in enumerate(found, start=1):
        if not CONTENT.search(line) or (("--" in line or "==" in line) and RULE.issuperset(line)):
            continue
        if len(line) > LONGEST_LINE:
            raise CustomPointsError("long line", place, most=LONGEST_LINE)
        (comments if COMMENT.match(line) else lines).append((place, line))
    return lines, comments
