"""How a typed formula was read is said on the page; a + that a link has lost is asked for, never guessed."""

import pytest

from activations.formula import FormulaError
from content.loader import fill, page
from pages.custom import editor
from tests.pages.lab import opened, switched, warnings_of
from ui import own_function

LOST = page("own").texts["formula.lost-plus"]


@pytest.mark.parametrize(
    ("text", "position"),
    [
        ("1/(1 exp(-x))", 5),
        ("x 1", 2),
        ("0.5 x", 4),
        ("max(0, x) a", 10),
        ("x * exp(x) x^2", 11),
        ("(x) |x|", 4),
    ],
)
def test_a_space_between_two_values_in_an_address_is_refused_with_the_remedy(
    text: str, position: int
) -> None:
    with pytest.raises(FormulaError) as refused:
        own_function.check_address(text)
    assert (refused.value.sentence, refused.value.position) == (LOST, position)
    assert "%2B" in LOST


@pytest.mark.parametrize(
    "text",
    [
        "1/(1+exp(-x))",
        "x * sigmoid(beta * x)",
        "2x",
        "ln x",
        "where(x > 0 and x < 1, x, 0)",
        "x -1",
        "foo bar",
        "(",
    ],
)
def test_other_spaces_in_an_address_are_left_to_the_gate(text: str) -> None:
    own_function.check_address(text)


@pytest.mark.slow
def test_a_link_that_has_lost_its_plus_is_refused_until_the_formula_is_typed() -> None:
    app = opened("make-your-own", f="1/(1 exp(-x))")
    assert not app.exception
    (sentence,) = [each.value for each in app.error]
    assert LOST in sentence
    assert "character 5" in sentence
    app.text_input(key="f").set_value("1/(1 + exp(-x))").run()
    assert not app.error
    app.text_input(key="f").set_value("0.5 x").run()
    assert not app.error
    assert "0.5" in app.latex[0].value


@pytest.mark.slow
def test_another_page_refuses_it_too_but_not_what_was_typed_in_this_session() -> None:
    app = opened("compare", f="1/(1 exp(-x))")
    assert any(LOST in each for each in warnings_of(app))
    app = opened("make-your-own", f="x")
    app.text_input(key="f").set_value("0.5 x").run()
    switched(app, "compare")
    assert warnings_of(app) == []
    assert "own" in app.session_state["functions"]


@pytest.mark.slow
def test_the_page_says_which_name_it_reads_as_the_input() -> None:
    labels = page("own").texts
    said = fill(labels["formula.input"], {"name": "z"})
    app = opened("make-your-own", f="z*sigmoid(a*z)")
    assert said in [each.value for each in app.caption]
    assert [each.key for each in app.slider] == ["f_a", "x"]
    app.text_input(key="f").set_value("u*sigmoid(u)").run()
    assert labels["formula.flat"] in [each.value for each in app.caption]
    app.text_input(key="f").set_value(editor.START).run()
    captions = [each.value for each in app.caption]
    assert said not in captions
    assert labels["formula.flat"] not in captions


@pytest.mark.slow
def test_a_refusal_quotes_what_was_typed_as_text() -> None:
    app = opened("make-your-own", f="x")
    for typed, quoted in (
        ("x if x > 0 else 0.01x", "`where(x > 0, x, 0.01x)`"),
        (r"\href{x}{y}", "`href`"),
        ("x*__y__", "`__y__`"),
        ("e^2x", "`^(2*x)`"),
    ):
        app.text_input(key="f").set_value(typed).run()
        (sentence,) = [each.value for each in app.error]
        assert quoted in sentence
