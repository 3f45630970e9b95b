"""Numbers as a student would write them on the board."""

import math

import pytest

from ui.numbers import written


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (0.0, "0"),
        (-0.0, "0"),
        (0.25, "0.25"),
        (-88.7228, "−88.7"),
        (4.3e-13, "4.3 · 10⁻¹³"),
        (-1.5e38, "−1.5 · 10³⁸"),
        (1e-16, "10⁻¹⁶"),
        (-1e-16, "−1 · 10⁻¹⁶"),
        (math.inf, "∞"),
        (-math.inf, "−∞"),
        (math.nan, "NaN"),
    ],
)
def test_a_number_is_written(number: float, text: str) -> None:
    assert written(number).replace("\N{NO-BREAK SPACE}", " ") == text


def test_a_number_stays_on_its_line() -> None:
    assert " " not in written(4.3e-13)


def test_digits_are_counted() -> None:
    assert written(math.pi, 6) == "3.14159"
    assert written(0.19661193324148185, 17) == "0.19661193324148185"
