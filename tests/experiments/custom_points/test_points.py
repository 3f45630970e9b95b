"""Own points: what fits is read as it stands, and everything else is refused by name, whatever it is."""

import csv
import io
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from experiments.custom_points.points import Points, read_points
from experiments.custom_points.text import CustomPointsError, decode
from experiments.networks.datasets import make
from experiments.training.specification import TrainingSpec

POINTS: Points = tuple((i / 8, -i * i / 4, i % 2) for i in range(24))


def table(separator: str = ",", points: Points = POINTS, names: tuple[str, str] = ("0", "1")) -> str:
    return "\n".join(separator.join([repr(x), repr(y), names[label]]) for x, y, label in points)


def with_line(number: int, line: str) -> str:
    """A good table in which one line, from 1, is another one."""
    lines = table().splitlines()
    lines[number - 1] = line
    return "\n".join(lines)


def refusal(text: str) -> CustomPointsError:
    with pytest.raises(CustomPointsError) as raised:
        read_points(text)
    return raised.value


@pytest.mark.parametrize("separator", [",", ";", "\t", " ", ", ", " ; ", "   ", " \t "])
@pytest.mark.parametrize("header", ["", "x,y,label\n", '"x, in m","y, in m",class\n'])
def test_every_separator_is_read_with_and_without_a_header(separator: str, header: str) -> None:
    inner = separator.strip(" ") or " "
    if inner != ",":
        header = header.replace(", ", " in ").replace(",", inner).replace('"', '"' if inner != " " else "")
        header = header if inner != " " or not header else "x y label\n"
    assert read_points(header + table(separator)) == POINTS


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r", "\n\n", "\n   \n", "\n,,\n", '\n""\n'])
def test_line_ends_and_empty_lines_do_not_matter(ending: str) -> None:
    assert read_points(ending + table().replace("\n", ending) + ending) == POINTS


def test_empty_cells_at_the_end_of_a_line_do_not_matter() -> None:
    assert read_points(table().replace("\n", ",,\n")) == POINTS


@pytest.mark.parametrize(
    ("names", "swapped"),
    [
        (("0", "1"), False),
        (("-1", "1"), False),
        (("1", "-1"), True),
        (("2", "10"), False),
        (("1.5", "-1e2"), True),
        (("a", "b"), False),
        (("moon", "left"), True),
        (("1", "a"), False),
        (("'ä'", "'z'"), True),
        (("nan", "ok"), False),
    ],
)
def test_any_two_labels_become_zero_and_one_in_sorted_order(names: tuple[str, str], swapped: bool) -> None:
    labels = [label for *_, label in read_points(table(names=names))]
    assert labels == [label ^ swapped for *_, label in POINTS]


def test_equal_numbers_are_one_label_however_they_are_written() -> None:
    text = table() + "\n0.5,0.5,1.0\n0.5,0.6,0.00"
    assert [label for *_, label in read_points(text)][-2:] == [1, 0]


def test_quoted_cells_are_read_with_separators_inside_them() -> None:
    text = io.StringIO()
    rows = [[x, y, 'class "A", left' if label else "class B; right"] for x, y, label in POINTS]
    csv.writer(text, quoting=csv.QUOTE_ALL).writerows(rows)
    assert read_points(text.getvalue()) == tuple((x, y, 1 - label) for x, y, label in POINTS)


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"]
)
def test_files_of_every_usual_encoding_are_read(encoding: str) -> None:
    assert read_points(decode(table(names=("ä", "ö")).encode(encoding))) == POINTS


def test_a_big_endian_file_with_its_mark_is_read() -> None:
    assert read_points(decode(b"\xfe\xff" + table().encode("utf-16-be"))) == POINTS


def test_a_pasted_byte_order_mark_and_the_end_mark_of_old_files_do_not_matter() -> None:
    assert read_points("\ufeffx,y,label\n" + table() + "\n\x1a") == POINTS


@pytest.mark.parametrize(
    ("text", "kind", "line", "values"),
    [
        ("", "empty", None, {}),
        (" \n\t\n,,\n", "empty", None, {}),
        ("0" * 1_000_001, "too long", None, {"most": 1_000_000, "rows": 1}),
        ("1,2,0\n" * 200_000, "too long", None, {"most": 1_000_000, "rows": 200_001}),
        ("1,2,0\r" * 50_001, "too many lines", None, {"rows": 50_001, "most": 50_000}),
        (with_line(3, "1,2," + "a" * 5000), "long line", 3, {"most": 5000}),
        ("x,y,label", "too few", None, {"rows": 0, "least": 20}),
        ("x,y,z,label", "too few", None, {"rows": 0, "least": 20}),
        (table(points=POINTS[:19]), "too few", None, {"rows": 19, "least": 20}),
        (table(points=POINTS * 84), "too many", None, {"rows": 2016, "most": 2000}),
        ("abc\n" * 30, "too narrow", 2, {"columns": 1}),
        ("1,2\n" * 30, "too narrow", 1, {"columns": 2}),
        ("x,y,label\n" + "1,2\n" * 30, "too narrow", 2, {"columns": 2}),
        (with_line(1, "1,2"), "uneven", 1, {"columns": 2, "width": 3}),
        (with_line(5, "1,2"), "uneven", 5, {"columns": 2, "width": 3}),
        (with_line(24, "1,2,0,4"), "uneven", 24, {"columns": 4, "width": 3}),
        (with_line(5, "1;2;0"), "uneven", 5, {"columns": 1, "width": 3}),
        ("a,b,c,d,e,f\n" + table(), "uneven", 1, {"columns": 6, "width": 3}),
        (with_line(4, "one,2,0"), "not a number", 4, {"column": 1, "cell": "one"}),
        (with_line(1, "1,two,0"), "not a number", 1, {"column": 2, "cell": "two"}),
        (with_line(4, "5 cm,2,0"), "not a number", 4, {"column": 1, "cell": "5 cm"}),
        (with_line(4, "1_0,2,0"), "not a number", 4, {"column": 1, "cell": "1_0"}),
        (with_line(4, "a" * 50 + ",2,0"), "not a number", 4, {"column": 1, "cell": "a" * 40}),
        (with_line(7, "1,-Infinity,0"), "not finite", 7, {"column": 2, "cell": "-Infinity"}),
        (with_line(7, "1,1e999,0"), "not finite", 7, {"column": 2, "cell": "1e999"}),
        (with_line(7, "1,-1000000.5,0"), "too large", 7, {"column": 2, "cell": "-1000000.5", "most": 1e6}),
        (table(points=tuple((1.5, y, c) for _, y, c in POINTS)), "no spread", None, {"name": "x"}),
        (table(points=tuple((x, 1.5, c) for x, _, c in POINTS)), "no spread", None, {"name": "y"}),
        (table(names=("1", "1.0")), "not two classes", None, {"classes": 1, "labels": "1"}),
        (with_line(9, "1,2,2"), "not two classes", None, {"classes": 3, "labels": "0, 1, 2"}),
        (with_line(9, "1,2,NA"), "not two classes", None, {"classes": 3, "labels": "0, 1, NA"}),
        (table() + "\0", "binary", None, {}),
    ],
)
def test_a_refusal_names_its_kind_its_line_and_its_numbers(
    text: str, kind: str, line: int | None, values: dict[str, object]
) -> None:
    error = refusal(text)
    assert (error.kind, error.line, error.values) == (kind, line, values)


def test_lines_are_counted_as_an_editor_does() -> None:
    assert refusal("x,y,label\n\n\n" + with_line(2, "one,2,0")).line == 5


@pytest.mark.parametrize("count", [20, 2000])
def test_the_bounds_themselves_are_allowed(count: int) -> None:
    points = tuple((1e6 * (-1) ** i, float(i), i % 2) for i in range(count))
    assert read_points(table(points=points)) == points


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (table().encode("cp1252") + b"\x81", "binary"),
        (b"\xff\xfe" + b"a" * 99, "binary"),
        (b"%PDF-1.4\n\x00\x01", "binary"),
        (b"\x1f\x8b\x08" + b"\0" * 40, "binary"),
        (b"PK\x03\x04" + b"\0" * 40, "workbook"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 40, "workbook"),
        (b"\x89PNG\r\n\x1a\n", "binary"),
        (b"0" * 4_000_001, "too long"),
    ],
)
def test_bytes_that_are_no_text_are_refused(content: bytes, kind: str) -> None:
    with pytest.raises(CustomPointsError) as raised:
        read_points(decode(content))
    assert raised.value.kind == kind


def test_a_refusal_is_a_value_error() -> None:
    assert isinstance(refusal(""), ValueError)


def reads_or_refuses(read: Callable[[], Points]) -> None:
    """Anything but points that a run can take, or a CustomPointsError, is an error of ours."""
    try:
        points = read()
    except CustomPointsError:
        return
    spec = TrainingSpec(dataset="own", custom_points=points, batch_size=1)
    data = make("own", spec.samples, 0.0, 0, 0, points)
    assert np.isfinite(data.points).all()
    assert set(data.labels.tolist()) == {0.0, 1.0}


@given(st.binary(max_size=3000))
def test_any_bytes_give_points_or_a_refusal(content: bytes) -> None:
    reads_or_refuses(lambda: read_points(decode(content)))


@given(st.text(max_size=2000))
def test_any_text_gives_points_or_a_refusal(text: str) -> None:
    reads_or_refuses(lambda: read_points(text))


CELLS = st.sampled_from(
    ["0", "-1.5", "1e6", "1e-320", "nan", "1e999", "a", '"', '""', '"a', "'", "", " ", "٣"]
)
LINES = st.lists(CELLS, min_size=1, max_size=4).flatmap(
    lambda cells: st.sampled_from([",", ";", "\t", " ", ", "]).map(lambda separator: separator.join(cells))
)


@given(st.lists(LINES, max_size=4), st.lists(LINES, max_size=2))
@example(['""'], [])
def test_any_odd_lines_around_a_good_table_give_points_or_a_refusal(
    before: list[str], after: list[str]
) -> None:
    reads_or_refuses(lambda: read_points("\n".join([*before, table(), *after])))


NUMBERS = st.floats(-1e6, 1e6)


@given(st.lists(st.tuples(NUMBERS, NUMBERS), min_size=20, max_size=30), st.sampled_from(",;\t "))
def test_any_points_within_bounds_come_back_to_the_last_bit(
    pairs: list[tuple[float, float]], separator: str
) -> None:
    points = tuple((x, y, i % 2) for i, (x, y) in enumerate(pairs))
    if min(x for x, *_ in points) == max(x for x, *_ in points):
        assert refusal(table(separator, points)).values == {"name": "x"}
    elif min(y for _, y, _ in points) == max(y for _, y, _ in points):
        assert refusal(table(separator, points)).values == {"name": "y"}
    else:
        assert read_points(table(separator, points)) == points


@pytest.mark.timeout(20)
@pytest.mark.parametrize(
    "piece",
    ["\n", '"', ",", " ", "9", "a", "\r", "-", "#", "|", "1.", "1,2,0\n", '"\n', ",\n", '","\n', "\u2028"],
)
def test_the_longest_text_of_anything_is_answered_at_once(piece: str) -> None:
    reads_or_refuses(lambda: read_points(piece * (1_000_000 // len(piece))))
