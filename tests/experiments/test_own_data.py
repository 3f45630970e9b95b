"""Own points: what fits is read as it stands, and everything else is refused by name, whatever it is."""

import csv
import io
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from experiments.datasets import make
from experiments.own_data import OwnDataError, Points, decode, read_points
from experiments.specification import TrainingSpec

POINTS: Points = tuple((i / 8, -i * i / 4, i % 2) for i in range(24))


def table(separator: str = ",", points: Points = POINTS, names: tuple[str, str] = ("0", "1")) -> str:
    return "\n".join(separator.join([repr(x), repr(y), names[label]]) for x, y, label in points)


def with_line(number: int, line: str) -> str:
    """A good table in which one line, from 1, is another one."""
    lines = table().splitlines()
    lines[number - 1] = line
    return "\n".join(lines)


def refusal(text: str) -> OwnDataError:
    with pytest.raises(OwnDataError) as raised:
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


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_a_file_may_begin_with_a_byte_order_mark(mark: bytes) -> None:
    assert read_points(decode(mark + table(names=("ä", "ö")).encode())) == POINTS


@pytest.mark.parametrize(
    ("text", "kind", "line", "values"),
    [
        ("", "empty", None, {}),
        (" \n\t\n,,\n", "empty", None, {}),
        ("0" * 200_001, "too long", None, {"most": 200_000}),
        (with_line(3, "1,2," + "a" * 1000), "too long", 3, {"most": 1000}),
        ("x,y,label", "too few", None, {"rows": 0, "least": 20}),
        (table(points=POINTS[:19]), "too few", None, {"rows": 19, "least": 20}),
        (table(points=POINTS * 84), "too many", None, {"rows": 2016, "most": 2000}),
        (with_line(1, "1,2"), "wrong columns", 1, {"columns": 2}),
        (with_line(5, "1,2"), "wrong columns", 5, {"columns": 2}),
        (with_line(5, "1,2,"), "wrong columns", 5, {"columns": 2}),
        (with_line(24, "1,2,0,4"), "wrong columns", 24, {"columns": 4}),
        (with_line(5, "1;2;0"), "wrong columns", 5, {"columns": 1}),
        (with_line(4, "one,2,0"), "not a number", 4, {"cell": "one"}),
        (with_line(4, "1,,0"), "not a number", 4, {"cell": ""}),
        (with_line(1, "1,two,0"), "not a number", 1, {"cell": "two"}),
        (with_line(4, "a" * 50 + ",2,0"), "not a number", 4, {"cell": "a" * 40}),
        (table(";").replace(".", ","), "not a number", 2, {"cell": "0,125"}),
        (with_line(2, "nan,2,0"), "not finite", 2, {"cell": "nan"}),
        (with_line(1, "nan,NaN,0"), "not finite", 1, {"cell": "nan"}),
        (with_line(7, "1,-Infinity,0"), "not finite", 7, {"cell": "-Infinity"}),
        (with_line(7, "1,1e999,0"), "not finite", 7, {"cell": "1e999"}),
        (with_line(7, "1,-1000000.5,0"), "too large", 7, {"cell": "-1000000.5", "most": 1e6}),
        (table(points=tuple((1.5, y, c) for _, y, c in POINTS)), "no spread", None, {"column": "x"}),
        (table(points=tuple((x, 1.5, c) for x, _, c in POINTS)), "no spread", None, {"column": "y"}),
        (table(names=("1", "1.0")), "not two classes", None, {"classes": 1}),
        (with_line(9, "1,2,2"), "not two classes", None, {"classes": 3}),
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
        (table(names=("ä", "ö")).encode("latin-1"), "binary"),
        (table().encode("utf-16"), "binary"),
        (b"\x89PNG\r\n\x1a\n", "binary"),
        (b"0" * 800_001, "too long"),
    ],
)
def test_bytes_that_are_no_text_are_refused(content: bytes, kind: str) -> None:
    with pytest.raises(OwnDataError) as raised:
        read_points(decode(content))
    assert raised.value.kind == kind


def test_a_refusal_is_a_value_error() -> None:
    assert isinstance(refusal(""), ValueError)


def reads_or_refuses(read: Callable[[], Points]) -> None:
    """Anything but points that a run can take, or an OwnDataError, is an error of ours."""
    try:
        points = read()
    except OwnDataError:
        return
    spec = TrainingSpec(dataset="own", own_points=points, batch_size=1)
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
        assert refusal(table(separator, points)).values == {"column": "x"}
    elif min(y for _, y, _ in points) == max(y for _, y, _ in points):
        assert refusal(table(separator, points)).values == {"column": "y"}
    else:
        assert read_points(table(separator, points)) == points


@pytest.mark.timeout(20)
@pytest.mark.parametrize(
    "piece", ["\n", '"', ",", " ", "9", "a", "\r", "1,2,0\n", '"\n', ",\n", '","\n', "\u2028"]
)
def test_the_longest_text_of_anything_is_answered_at_once(piece: str) -> None:
    reads_or_refuses(lambda: read_points(piece * (200_000 // len(piece))))
