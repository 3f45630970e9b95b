"""The page about floating point without a browser: what a link opens, and what the page then says."""

import pytest

from activations.catalogue import CATALOGUE
from tests.pages.lab import opened, warnings_of

pytestmark = pytest.mark.slow

VIEWS = ("slopes", "kink", "written")


def text_of(**address: str) -> str:
    app = opened("numerics", **address)
    assert not app.exception
    assert warnings_of(app) == []
    return "\n".join(element.value for element in app.markdown)


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("key", CATALOGUE)
def test_every_view_opens_at_every_function(key: str, view: str) -> None:
    app = opened("numerics", function=key, view=view)
    assert not app.exception
    assert warnings_of(app) == []
    assert (app.session_state["function"], app.session_state["view"]) == (key, view)
    assert app.selectbox(key="function").value == key


def test_a_link_brings_every_setting() -> None:
    app = opened("numerics", function="elu", alpha="2", x="-3", h="-7.5", precision="float32")
    assert (app.slider("alpha").value, app.slider("x").value, app.slider("h").value) == (2.0, -3.0, -7.5)
    assert app.session_state["precision"] == "float32"
    app = opened("numerics", view="kink", window="-4")
    assert app.slider("window").value == -4.0


@pytest.mark.parametrize(
    ("name", "value"),
    [("function", "softmax"), ("view", "<b>"), ("precision", "float16"), ("h", "-17"), ("h", "nan")],
)
def test_a_bad_link_gives_one_sentence_and_the_default(name: str, value: str) -> None:
    app = opened("numerics", **{name: value})
    assert not app.exception
    (sentence,) = warnings_of(app)
    assert name in sentence
    assert app.session_state["function"] == "sigmoid"


def test_three_witnesses_are_quoted_with_their_errors() -> None:
    text = text_of(function="tanh")
    assert "| autograd | 0.419974341614026" in text  # 1 − tanh² 1
    assert "| the formula, by hand | 0.419974341614026" in text
    assert text.count("best step h = ") == 2


def test_at_a_kink_the_page_says_which_slope_pytorch_returns() -> None:
    text = text_of(function="leaky-relu", alpha="0.3", view="kink")
    assert "0.3 on the left and 1 on the right" in text
    assert "PyTorch returns 0.3, the left one" in text
    assert "has no kink at 0" in text_of(function="elu", view="kink")


def test_the_first_failures_and_their_reasons_are_told() -> None:
    text = text_of(function="elu", view="written")
    assert "| f′(x) becomes NaN, to the right | 89 | 88.7228 | 709.783 |" in text
    assert "exp(88.723) is more than the largest float32 and becomes ∞" in text
    assert "the branch that `where` does not take" in text
    assert "On autograd's way back, 0 × ∞ is NaN" in text
    assert "1 − 1 leaves nothing" in text


def test_the_reasons_follow_the_precision() -> None:
    assert "exp(709.78) is more than the largest float64" in text_of(
        function="mish", view="written", format="float64"
    )


def test_a_parameter_that_the_written_form_lacks_is_pointed_out() -> None:
    app = opened("numerics", function="elu", alpha="2", view="written")
    assert any("no parameter" in caption.value for caption in app.caption)


@pytest.mark.parametrize("key", CATALOGUE)
def test_each_functions_page_links_to_it(key: str) -> None:
    links = {(element.proto.page, element.proto.query_string) for element in opened(key).get("page_link")}
    assert {query for page, query in links if page == "numerics"} == {
        f"function={key}&view=slopes",
        f"function={key}&view=written",
    }
