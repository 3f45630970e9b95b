"""Numbers as people write them: what has one meaning is read, what has two is not guessed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from experiments.custom_points.numbers import LOOK_ALIKES, DecimalSign, decimal_sign, is_missing, number


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("0.5", 0.5),
        ("0,5", 0.5),
        (",5", 0.5),
        (".5", 0.5),
        ("-0,018", -0.018),
        ("−0.018", -0.018),
        ("–0.018", -0.018),
        ("‒1", -1.0),
        ("‑1", -1.0),
        ("－1", -1.0),
        ("+1,25", 1.25),
        ("1,5E+03", 1500.0),
        ("1.5e-3", 0.0015),
        ("12,3456", 12.3456),
        ("0,123", 0.123),
        ("1234,567", 1234.567),
        ("1 234,5", 1234.5),
        ("1\u202f234,5", 1234.5),
        ("1\u00a0234\u00a0567", 1234567.0),
        ("1'234.5", 1234.5),
        ("1’234’567.25", 1234567.25),
        ("1,234.5", 1234.5),
        ("1.234,5", 1234.5),
        ("1,234,567", 1234567.0),
        ("1.234.567", 1234567.0),
        ("-1.234.567,25", -1234567.25),
        ("'0.5", 0.5),
        ("\u200e0.5\u200b", 0.5),
        ("٣", 3.0),
    ],
)
@pytest.mark.parametrize("decimal", [".", ",", None])
def test_a_number_of_one_reading_is_read_whatever_the_table_writes(
    written: str, meant: float, decimal: DecimalSign | None
) -> None:
    assert number(written.translate(LOOK_ALIKES), decimal) == meant


@pytest.mark.parametrize(
    ("written", "decimal", "meant"),
    [
        ("1,234", ".", 1234.0),
        ("1,234", ",", 1.234),
        ("1.234", ".", 1.234),
        ("1.234", ",", 1234.0),
        ("-12,345e2", ",", -1234.5),
        ("1,234", None, None),
        ("1.234", None, None),
    ],
)
def test_three_digits_after_one_sign_mean_what_the_table_s_sign_says(
    written: str, decimal: DecimalSign | None, meant: float | None
) -> None:
    assert number(written, decimal) == meant


@pytest.mark.parametrize(
    "cell",
    [
        *(
            "",
            ".",
            ",",
            "-",
            "+",
            "e5",
            "1,",
            "1,,5",
            "1,23,456",
            "1,234,56",
            "1.2.3",
            "29.11.2026",
            "12:30",
            "5 cm",
        ),
        *(
            "12%",
            "$5",
            "(5)",
            "1 23",
            "1_000",
            "0x10",
            "--1",
            "1e",
            "1/2",
            "½",
            "abc",
            "=1+1",
            "1,234,5",
            "9" * 401,
        ),
    ],
)
def test_what_is_no_number_has_no_value(cell: str) -> None:
    assert number(cell) is None


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_python_s_own_spelling_comes_back_to_the_last_bit(value: float) -> None:
    assert number(repr(value)) == value


@given(st.floats(-1e6, 1e6), st.sampled_from(["", " ", "'", "."]), st.integers(0, 6))
def test_a_decimal_comma_with_grouped_thousands_comes_back(value: float, group: str, digits: int) -> None:
    english = f"{value:,.{digits}f}"
    written = english.replace(",", "g").replace(".", ",").replace("g", group)
    assert number(written, ",") == float(english.replace(",", ""))


@given(st.text("0123456789.,'eE+- ", max_size=30))
def test_what_is_read_with_one_sign_alone_does_not_depend_on_the_table_s_sign(cell: str) -> None:
    if (value := number(cell, None)) is not None:
        assert number(cell, ".") == number(cell, ",") == value


@pytest.mark.parametrize(
    "cell", ["", "NA", "na", "N/A", "#N/A", "NaN", "nan", "null", "NULL", "None", "?", "-", "—"]
)
def test_what_programs_write_for_a_missing_value_is_known(cell: str) -> None:
    assert is_missing(cell.translate(LOOK_ALIKES))


@pytest.mark.parametrize("cell", ["0", "no", "x", "inf", "n"])
def test_other_words_are_not_missing_values(cell: str) -> None:
    assert not is_missing(cell)


@pytest.mark.parametrize(
    ("columns", "sign"),
    [
        ([["0.5", "2"], ["1", "2"]], "."),
        ([["1", "2"], ["3", "4"]], "."),
        ([["1.234", "2"], ["3", "4"]], "."),
        ([["0,5", "2"], ["1", "2"]], ","),
        ([["1,234", "2"], ["0,5", "2"]], ","),
        ([["1,234", "2"], ["0.5", "2"]], "."),
        ([["1.234", "345"], ["0,5", "2"]], ","),
        ([["1,234,567", "1,234"], ["3", "4"]], "."),
        ([["1.234.567", "1.234"], ["3", "4"]], ","),
        ([["1,234", "5,678"], ["3", "4"]], ","),
        ([["1,234", "5,678", ""], ["3", "4", "NA"]], ","),
        ([["1,234", "999"], ["3", "4"]], None),
        ([["1,234", "5,678"], ["1.234", "5.678"]], None),
        ([["0,5", "1,234"], ["0.5", "2"]], None),
        ([["0,5", "0.5"], ["1", "2"]], "."),
        ([[], []], "."),
    ],
)
def test_the_decimal_sign_is_the_one_that_the_cells_show(columns: list[list[str]], sign: str | None) -> None:
    assert decimal_sign(columns) == sign
