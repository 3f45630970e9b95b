"""Placeholders are replaced by what was measured, and a wrong one is never printed."""

import pytest

from content.loader import fill, placeholder_names


def test_names_formats_and_functions_are_filled() -> None:
    values = {"largest_slope": 0.25, "network": "ReLU", "slope": lambda x: 2 * x}
    text = "{{network}}: {{largest_slope:.3f}}, {{largest_slope}}, {{slope(1.5):.1f}}, {{slope(-5):.2g}}."
    assert fill(text, values) == "ReLU: 0.250, 0.25, 3.0, −10."


def test_a_minus_becomes_typographic_in_numbers_and_stays_as_it_is_in_names() -> None:
    assert fill("{{x:.1f}} {{name}}", {"x": -1.25, "name": "leaky-relu"}) == "−1.2 leaky-relu"


def test_text_without_placeholders_keeps_its_formulas() -> None:
    text = r"$\frac{1}{1 + e^{-x}}$"
    assert fill(text, {}) == text
    assert placeholder_names(text) == frozenset()


def test_placeholder_names_are_those_that_fill_looks_up() -> None:
    assert placeholder_names("{{a}} {{b:.2f}} {{slope(-5):.2g}}") == {"a", "b", "slope"}


@pytest.mark.parametrize("text", ["{{lowest}}", "{{slope(3)}}"])
def test_an_unknown_name_is_a_key_error_that_quotes_its_place(text: str) -> None:
    with pytest.raises(KeyError, match=r"the value is .* everywhere"):
        fill(f"the value is {text} everywhere", {"highest": 1.0})


@pytest.mark.parametrize("text", ["{{ highest }}", "{{}}", "{{highest:}}", "{{highest(x)}}", "{{Highest}}"])
def test_a_malformed_placeholder_is_a_key_error(text: str) -> None:
    with pytest.raises(KeyError, match="not a placeholder"):
        fill(text, {"highest": 1.0})


def test_a_number_in_brackets_needs_a_function() -> None:
    with pytest.raises(KeyError, match="takes no number"):
        fill("{{highest(3)}}", {"highest": 1.0})
