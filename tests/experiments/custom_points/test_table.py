"""Tables as other programs write them: which cells are x, y and label, and what is never guessed."""

import pytest

from experiments.custom_points import points as custom
from experiments.custom_points.points import Columns, CustomPoints, guess, points_of, read_points
from experiments.custom_points.table import read_table
from experiments.custom_points.text import CustomPointsError, decode

# Values below 1 in both columns, so that a decimal comma cannot be a separator of thousands.
POINTS = tuple((i / 8 - 0.5, 0.25 - i * i / 4, i % 2) for i in range(24))
NAMES = ("blue", "red")
Rows = list[tuple[str, str, str]]


def rows(sign: str = ".") -> Rows:
    return [(f"{x}".replace(".", sign), f"{y}".replace(".", sign), NAMES[label]) for x, y, label in POINTS]


def joined(separator: str, *, sign: str = ".", header: str = "x{0}y{0}label\n", index: bool = False) -> str:
    lines = [separator.join(row) for row in rows(sign)]
    lines = [f"{place}{separator}{line}" for place, line in enumerate(lines)] if index else lines
    return header.format(separator) + "\n".join(lines)


def refused(text: str, columns: Columns | None = None) -> tuple[object, ...]:
    with pytest.raises(CustomPointsError) as raised:
        table = read_table(text)
        points_of(table, columns or guess(table))
    return raised.value.args


MARKDOWN = "| x | y | label |\n|---|:-:|---:|\n" + "\n".join(f"| {' | '.join(row)} |" for row in rows())
DRAWN = " x | y | label\n---+---+---\n" + "\n".join(" " + " | ".join(row) for row in rows())
BOXED = "+---+---+---+\n| x | y | label |\n+===+===+===+\n" + "\n".join(
    f"| {' | '.join(row)} |" for row in rows()
)
QUOTED = "\n".join(",".join(f'"{cell}"' for cell in row) for row in rows(","))
PRINTED = "         x       y label\n" + "\n".join(
    f"{place:<3}{x:>7}{y:>9}  {label}" for place, (x, y, label) in enumerate(rows())
)
R_TABLE = '"x" "y" "label"\n' + "\n".join(
    f'"{place}" {x} {y} "{label}"' for place, (x, y, label) in enumerate(rows(), 1)
)
NAMED_ROWS = '"","x","y","label"\n' + "\n".join(
    f'"case {place}",{",".join(row)}' for place, row in enumerate(rows())
)


@pytest.mark.parametrize(
    "text",
    [
        joined(";", sign=","),
        joined("\t", sign=","),
        joined(" ", sign=","),
        joined(";", sign=",", header=""),
        joined("\t", sign=",", header=""),
        joined("; ", sign=",", header=""),
        "sep=;\r\n" + joined(";", sign=","),
        '"sep=;"\n' + joined(";"),
        "SEP=,\n" + joined(","),
        "sep=\t\n" + joined("\t"),
        "sep=|\n" + joined("|"),
        joined(",", header=",x,y,label\n", index=True),
        joined("\t", header="\tx\ty\tlabel\n", index=True),
        joined(";", sign=",", header=";x;y;label\n", index=True),
        joined(",", header="Unnamed: 0,x,y,label\n", index=True),
        joined(",", header=",0,1,label\n", index=True),
        joined(",", header="0,1,class\n"),
        joined(",", header="x,y,label\n", index=True),
        joined(" ", header="x y label\n", index=True),
        NAMED_ROWS,
        R_TABLE,
        PRINTED,
        MARKDOWN,
        DRAWN,
        BOXED,
        QUOTED,
        joined(",", header="# x y label\n"),
        joined(" ", header="# made by hand\n#\n# x y label\n"),
        joined(",", header="% points\n"),
        joined(",").replace("\n", "\n# a comment, with commas\n\n", 3),
        joined(",").replace("-", "−"),
        joined(",").replace("-", "–"),
        joined(";").replace(";", "\u00a0;\u00a0"),
        joined(",").replace(",", "，"),
        joined(" ").replace(" ", "\u00a0\u00a0"),
    ],
)
def test_a_table_of_x_y_and_label_is_read_however_it_is_written(text: str) -> None:
    table = read_table(text)
    assert points_of(table, guess(table)) == CustomPoints(POINTS, NAMES)


@pytest.mark.parametrize("mark_of", ["utf-16", "utf-8-sig"])
def test_excel_s_unicode_text_is_read(mark_of: str) -> None:
    assert read_points(decode(joined("\t", sign=",").replace("\n", "\r\n").encode(mark_of))) == POINTS


def test_excel_s_csv_in_windows_1252_is_read() -> None:
    text = joined(";", sign=",", header="Länge{0}Höhe{0}Größe\n").replace("red", "rötlich")
    table = read_table(decode(text.replace("\n", "\r\n").encode("cp1252")))
    assert table.names == ("Länge", "Höhe", "Größe")
    assert points_of(table, guess(table)) == CustomPoints(POINTS, ("blue", "rötlich"))


@pytest.mark.parametrize(
    "names", [("0", "1"), ("-1", "1"), ("yes", "zzz"), ("False", "True"), ("A", "B"), ("-", "?")]
)
@pytest.mark.parametrize("header", ["", "label,x,y\n", "y,x1,x2\n", "target,length,height\n"])
def test_the_label_may_be_the_first_column(names: tuple[str, str], header: str) -> None:
    text = header + "\n".join(f"{names[label]},{x},{y}" for x, y, label in POINTS)
    table = read_table(text)
    assert guess(table) == Columns(1, 2, 0)
    assert points_of(table, guess(table)) == CustomPoints(POINTS, names)


@pytest.mark.parametrize(
    ("header", "cells", "expected"),
    [
        ("id,length,height,species\n", "{i},{x},{y},{word}", Columns(1, 2, 3)),
        ("name,length,height,width,class\n", "n{i},{x},{y},7,{label}", Columns(1, 2, 4)),
        ("label,a,b,c\n", "{label},{x},{y},3.5", Columns(1, 2, 0)),
        ("a,b,Class,c\n", "{x},{y},{label},3.5", Columns(0, 1, 2)),
        ("a,y,x,label\n", "3.5,{y},{x},{label}", Columns(2, 1, 3)),
        ("x1,x2,x3,y\n", "{x},{y},3.5,{label}", Columns(0, 1, 3)),
        ("a,b,c,d\n", "{x},{word},{y},5", Columns(0, 2, 1)),
        ("", "{i},{x},{y},{label}", Columns(1, 2, 3)),
        ("", "{x},{y},{x},{word}", Columns(0, 1, 3)),
        (",a,b,c,label\n", "{i},{x},{y},5,{label}", Columns(1, 2, 4)),
    ],
)
def test_of_more_columns_the_likely_ones_are_proposed(header: str, cells: str, expected: Columns) -> None:
    text = header + "\n".join(
        cells.format(i=i, x=x, y=y, label=label, word=NAMES[label]) for i, (x, y, label) in enumerate(POINTS)
    )
    table = read_table(text)
    assert guess(table) == expected
    assert points_of(table, expected).points == POINTS


def test_x_that_counts_stays_x_where_there_is_no_other() -> None:
    points = tuple((float(i), float(i * i), i % 2) for i in range(24))
    assert read_points("\n".join(f"{x},{y},{label}" for x, y, label in points)) == points


def test_any_three_different_columns_can_be_taken_and_two_equal_ones_cannot() -> None:
    text = "a,b,c,d\n" + "\n".join(f"{y},{label},junk {x},{x}" for x, y, label in POINTS)
    assert points_of(read_table(text), Columns(3, 0, 1)).points == POINTS
    assert refused(text, Columns(3, 3, 1)) == ("same column", None, {})
    assert refused(text, Columns(2, 0, 1))[:2] == ("not a number", 2)


def test_an_unnamed_column_before_the_others_is_offered_to_nobody() -> None:
    assert list(read_table(joined(",", header=",x,y,label\n", index=True)).columns) == [1, 2, 3]


def with_cell(place: int, cell: str) -> str:
    """A table in which line 6 has another cell at this place."""
    lines = joined(",").splitlines()
    cells = lines[5].split(",")
    cells[place] = cell
    return "\n".join([*lines[:5], ",".join(cells), *lines[6:]])


@pytest.mark.parametrize("place", [0, 1, 2])
@pytest.mark.parametrize("cell", ["", " ", '""'])
def test_an_empty_cell_is_named_by_line_and_column(place: int, cell: str) -> None:
    assert refused(with_cell(place, cell)) == ("blank", 6, {"column": place + 1, "cell": "", "rows": 1})


@pytest.mark.parametrize("cell", ["NA", "NaN", "?", "-", "null", "#N/A", "None"])
def test_a_missing_value_is_named_by_line_and_column(cell: str) -> None:
    assert refused(with_cell(1, cell)) == ("missing", 6, {"column": 2, "cell": cell, "rows": 1})


def test_rows_with_gaps_are_left_out_when_that_is_asked_for() -> None:
    text = with_cell(0, "NA") + "\n,1,red\n1,,red\n1,1,\n-,-,\n"
    table = read_table(text)
    assert custom.rows_with_gaps(table, guess(table)) == 5
    assert points_of(table, guess(table), skip_gaps=True).points == (*POINTS[:4], *POINTS[5:])


def test_a_gap_in_a_column_that_is_not_taken_does_not_matter() -> None:
    text = "x,y,note,label\n" + "\n".join(f"{x},{y},,{label}" for x, y, label in POINTS)
    table = read_table(text)
    assert points_of(table, guess(table)).points == POINTS


@pytest.mark.parametrize("sign", [".", ","])
def test_grouped_thousands_are_read_where_the_table_shows_its_decimal_sign(sign: str) -> None:
    group = "," if sign == "." else "."
    points = tuple((1000.0 * i + 0.5, 2000.0 * i, i % 2) for i in range(24))
    english = "\n".join(f"{x:,.1f};{y:,.0f};{label}" for x, y, label in points)
    assert read_points(english.replace(",", "g").replace(".", sign).replace("g", group)) == points


def test_what_may_be_thousands_or_a_decimal_comma_is_refused() -> None:
    text = "\n".join(f"{500 * i:,};{i};{i % 2}" for i in range(24))
    assert refused(text) == ("two readings", 3, {"column": 1, "cell": "1,000"})


@pytest.mark.parametrize("header", ["", "x,y,label\n"])
def test_decimal_commas_between_commas_are_refused(header: str) -> None:
    assert refused(joined(",", sign=",", header=header)) == ("decimal commas", 1, {})


def test_five_columns_of_whole_numbers_are_no_decimal_commas() -> None:
    text = "\n".join(f"{i},{i * i},{7 - i},{i % 5},{i % 2}" for i in range(24))
    assert read_points(text) == tuple((float(i * i), float(7 - i), i % 2) for i in range(24))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ('[{"x": 1, "y": 2}]', "json"),
        ('{"x": [1, 2]}', "json"),
        ("[[0.1, 0.2, 0],\n [0.3, 0.4, 1]]", "json"),
        ("[[-0.1  0.2]\n [0.3 0.4]]", "json"),
        ("<table><tr><td>1</td></tr></table>", "html"),
        ("\n <!DOCTYPE html>\n<html>", "html"),
        ('<?xml version="1.0"?>', "html"),
    ],
)
def test_other_formats_are_called_by_their_name(text: str, kind: str) -> None:
    assert refused(text) == (kind, None, {})


def test_a_table_of_labels_that_look_like_marks_is_read() -> None:
    text = "\n".join(f"{('#1f77b4', '#ff7f0e')[label]},{x},{y}" for x, y, label in POINTS)
    assert read_points(text) == POINTS
    text = "\n".join(f"{x},{y},{('<=50K', '>50K')[label]}" for x, y, label in POINTS)
    assert read_points(text) == POINTS


def test_different_labels_are_named() -> None:
    text = joined(",").replace("red", "Yes", 5).replace("red", "yes").replace("blue", "no")
    assert refused(text) == ("not two classes", None, {"classes": 3, "labels": "Yes, no, yes"})
    many = "\n".join(f"{x},{y},{chr(97 + i)}" for i, (x, y, _) in enumerate(POINTS))
    assert refused(many, Columns(0, 1, 2))[2] == {"classes": 24, "labels": "a, b, c, d, e, f, g, h, i, j"}


def test_the_lines_of_a_table_with_everything_are_counted_as_an_editor_does() -> None:
    text = "sep=;\n# a comment\n\nx;y;label\n" + "\n".join(";".join(row) for row in rows()) + "\n\n1;two;red"
    assert refused(text) == ("not a number", 30, {"column": 2, "cell": "two"})
