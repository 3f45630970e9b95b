"""What an address says is checked before a widget reads it, and quoted without doing harm."""

# ruff: noqa: PLC0415 - AppTest runs the text of one function alone, so that it imports for itself.

import math
from collections.abc import Callable
from itertools import chain

import pytest
from streamlit.testing.v1 import AppTest

from ui import links

Texts = dict[str, str]
PATIENCE = 30.0  # seconds for one run of a script, on a machine that is busy with something else
MARKS = set("<>[](){}*_`~$#|!\\/&@^\"'\n\r\t")  # what Markdown, HTML and KaTeX read


def run(script: Callable[[], None], address: Texts) -> AppTest:
    app = AppTest.from_function(script, default_timeout=PATIENCE)
    for name, text in address.items():
        app.query_params[name] = text
    app.run()
    assert not app.exception
    return app


def check_alpha() -> None:
    from ui import links

    links.check_number("alpha", 0.0, 1.0)


def check_depth() -> None:
    from ui import links

    links.check_number("depth", 1, 10, whole=True)


def check_order() -> None:
    from ui import links

    links.check_choice("order", ("value", "slope"))


def check_functions() -> None:
    from ui import links

    links.check_functions("functions")


def read_functions() -> None:
    import streamlit as st

    from ui import links

    st.text(",".join(links.function_keys(st.query_params["functions"])))


def adopt_rate() -> None:
    import streamlit as st

    from ui import links

    links.adopt("rate", 0.05, lambda text: links.number(text, 0.001, 10))
    st.text(st.session_state["rate"])


def publish_order() -> None:
    from ui import links

    links.publish("order", "slope", default="value")
    links.publish("rate", "0.05", default="0.05")


@pytest.mark.parametrize(
    ("text", "expected"), [("0.25", 0.25), ("-0", 0.0), ("1e-1", 0.1), ("0", 0.0), ("1", 1.0), (".5", 0.5)]
)
def test_a_number_within_the_limits_is_read(text: str, expected: float) -> None:
    assert links.number(text, 0.0, 1.0) == expected


@pytest.mark.parametrize(
    "text", ["", "x", "0,5", "0x1", "1.0000001", "-0.01", "nan", "inf", "-inf", "1e999", "0.5 0.5", "α"]
)
def test_what_is_no_number_within_the_limits_is_none(text: str) -> None:
    assert links.number(text, 0.0, 1.0) is None


def test_no_text_spells_a_number_that_is_not_finite() -> None:
    assert links.number("nan", -math.inf, 1e300) is None
    assert links.number("inf", -1e300, 1e300) is None


@pytest.mark.parametrize("address", [{}, {"alpha": "0.3"}, {"alpha": "1"}, {"beta": "no"}])
def test_an_address_that_is_allowed_or_silent_gets_no_complaint(address: Texts) -> None:
    assert not run(check_alpha, address).warning


@pytest.mark.parametrize("text", ["7", "-1", "nan", "much", ""])
def test_a_number_outside_is_complained_about_with_what_is_allowed(text: str) -> None:
    (warning,) = run(check_alpha, {"alpha": text}).warning
    assert f"alpha = {text}. " in warning.value
    assert "from 0 to 1" in warning.value


@pytest.mark.parametrize(("text", "complaints"), [("3", 0), ("3.0", 0), ("3.5", 1), ("11", 1), ("nan", 1)])
def test_where_whole_numbers_are_wanted_a_fraction_is_complained_about(text: str, complaints: int) -> None:
    warnings = run(check_depth, {"depth": text}).warning
    assert len(warnings) == complaints
    assert all("whole number from 1 to 10" in warning.value for warning in warnings)


@pytest.mark.parametrize(("text", "complaints"), [("slope", 0), ("curvature", 1), ("Slope", 1), ("", 1)])
def test_a_choice_that_there_is_not_is_complained_about_with_those_there_are(
    text: str, complaints: int
) -> None:
    warnings = run(check_order, {"order": text}).warning
    assert len(warnings) == complaints
    assert all("value, slope" in warning.value for warning in warnings)


@pytest.mark.parametrize(
    ("text", "keys", "refused"),
    [
        ("relu", ["relu"], ""),
        ("tanh,relu", ["tanh", "relu"], ""),
        ("leaky-relu:alpha=0.2,elu", ["elu"], "leaky-relu:alpha=0.2"),
        ("relu,,elu,", ["relu", "elu"], ""),
        ("", [], ""),
        ("relu,softmax", ["relu"], "softmax"),
        ("relu:alpha=1,elu:alpha=9,swish:beta,tanh", ["tanh"], "relu:alpha=1, elu:alpha=9, swish:beta"),
        ("RELU", [], "RELU"),
        ("leaky-relu:alpha=nan", [], "leaky-relu:alpha=nan"),
    ],
)
def test_functions_that_exist_are_read_and_the_others_complained_about(
    text: str, keys: list[str], refused: str
) -> None:
    assert run(read_functions, {"functions": text}).text[0].value == ",".join(keys)
    warnings = run(check_functions, {"functions": text}).warning
    assert len(warnings) == bool(refused)
    assert all(f"functions = {refused}. " in warning.value for warning in warnings)
    assert all("sigmoid, tanh, relu" in warning.value for warning in warnings)


@pytest.mark.parametrize(("address", "rate"), [({}, 0.05), ({"rate": "0.2"}, 0.2), ({"rate": "99"}, 0.05)])
def test_a_widget_starts_from_the_address_or_else_from_its_default(address: Texts, rate: float) -> None:
    assert run(adopt_rate, address).text[0].value == str(rate)


def slide_alpha() -> None:
    import streamlit as st

    from ui import controls

    st.text(controls.number_slider("alpha", "α", (0.0, 1.0), default=0.01, step=0.01))


def slide_depth() -> None:
    import streamlit as st

    from ui import controls

    st.text(controls.whole_slider("alpha", "α", (0, 9), default=3))


def choose_alpha() -> None:
    import streamlit as st

    from ui import controls

    st.text(controls.choice("alpha", "α", {"0.1": "one", "0.3": "three", "x": "none"}, default="x"))


@pytest.mark.parametrize(
    ("script", "default"),
    [(slide_alpha, "0.01"), (slide_depth, "3"), (choose_alpha, "x"), (adopt_rate, "0.05")],
)
def test_what_an_address_says_twice_gets_one_sentence_and_the_default(
    script: Callable[[], None], default: str
) -> None:
    app = AppTest.from_function(script, default_timeout=PATIENCE)
    name = "rate" if script is adopt_rate else "alpha"
    app.query_params[name] = ["0.1", "0.3"]
    for _ in range(2):
        app.run()
        assert not app.exception
        assert app.text[0].value == default
        if script is not adopt_rate:  # which asks for no check
            (warning,) = app.warning
            assert warning.value.startswith("The link gives alpha 2 times: 0.1, 0.3.")


def test_a_value_that_the_reader_has_set_is_not_taken_from_the_address_again() -> None:
    app = run(adopt_rate, {"rate": "0.2"})
    app.session_state["rate"] = 0.5
    assert app.run().text[0].value == "0.5"


def test_the_address_gets_what_differs_from_the_default_and_loses_what_does_not() -> None:
    app = run(publish_order, {"order": "value", "rate": "0.2", "x": "1"})
    assert app.query_params == {"order": "slope", "x": "1"}


HOSTILE = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[here](https://example.org)",
    "![x](//example.org/x.png)",
    "**bold** _it_ ~~no~~ `code`",
    "$\\frac{1}{0}$ {{low}} {{value(3)}}",
    ":red[fire] :material/home:",
    "\n\n# A title\n- a list\n> a quote\n| a | b |\n|---|---|",
    "&lt;b&gt; &#60;",
    "\u202egnp.exe \u200b\x00\x1b[31m",
    "mailto:someone@example.org",
)


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize(
    ("script", "name"), [(check_alpha, "alpha"), (check_order, "order"), (check_functions, "functions")]
)
def test_no_mark_of_markdown_or_html_survives_in_a_complaint(
    script: Callable[[], None], name: str, text: str
) -> None:
    (warning,) = run(script, {name: text}).warning
    quoted = warning.value.removeprefix(f"The link asks for {name} = ").split(" Allowed: ")[0]
    assert quoted != warning.value
    assert not MARKS & set(quoted)
    assert quoted.isprintable()


def test_marks_are_what_hostile_texts_are_made_of() -> None:
    assert all(MARKS & set(text) for text in HOSTILE)
    assert set("[]()<>*_`$#&") <= set(chain.from_iterable(HOSTILE))


@pytest.mark.parametrize("script", [check_alpha, check_order, check_functions])
def test_a_long_text_is_cut_to_a_short_one(script: Callable[[], None]) -> None:
    name = script.__name__.removeprefix("check_")
    (short,) = run(script, {name: "y" * 40}).warning
    (long,) = run(script, {name: "y" * 100_000}).warning
    assert long.value == short.value.replace("y" * 40, "y" * 40 + "…")
