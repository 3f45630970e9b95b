"""What is not a formula is refused: with little work, in a sentence at its place, and without any effect."""

import ast
import sys
from collections.abc import Iterator
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from activations.formula import FormulaError, FormulaFunction, parse
from activations.formula.reading import parser
from activations.formula.reading.tokens import LONGEST
from tests.activations.formula.counting import calls_of
from tests.activations.formula.reading.hostile import HOSTILE


def test_lone_letters_are_refused_by_their_names() -> None:
    with pytest.raises(FormulaError, match="fullwidth latin small letter x; type a plain `x`"):
        parse("ｘ")


@pytest.fixture
def listened() -> Iterator[list[str]]:
    """What Python's own audit hears of running, importing or opening anything."""
    heard: list[str] = []
    listening = [True]

    def hear(event: str, arguments: tuple[object, ...]) -> None:
        if listening[0] and event in ("exec", "import", "open", "os.system", "subprocess.Popen"):
            heard.append(f"{event} {arguments!r}")

    sys.addaudithook(hear)
    yield heard
    listening[0] = False


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text[:30]))
def test_hostile_texts_are_refused_with_little_work_and_without_any_effect(
    text: str, listened: list[str]
) -> None:
    parse("x"), ast.parse("x")
    listened.clear()
    with pytest.raises(FormulaError) as refused:
        parse(text)
    heard = list(listened)
    assert heard == []
    assert refused.value.sentence.endswith((".", "?"))
    assert len(refused.value.sentence) < 200
    position = refused.value.position
    assert position is None or 1 <= position <= len(text) + 1


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text[:30]))
def test_work_grows_no_faster_than_a_text(text: str) -> None:
    """A name that nothing is like is compared with every name there is, which is the first number here."""

    def reading() -> None:
        with suppress(FormulaError):
            parse(text)

    assert calls_of(reading) <= 10_000 + 60 * min(len(text), LONGEST)


def test_the_audit_would_hear_code_that_runs(listened: list[str]) -> None:
    compile("1", "<test>", "eval")
    exec(compile("1", "<test>", "eval"))  # noqa: S102
    assert any(event.startswith("exec") for event in listened)


@pytest.mark.parametrize(
    ("text", "sentence", "position"),
    [
        ("x * expp(x)", "I don't know `expp`; did you mean `exp`?", 5),
        ("x * (x + 1", "A bracket is open at 5.", 5),
        ("x)", "A bracket closes at 2 that was never opened.", 2),
        ("x * ", "Something is missing here.", 5),
        ("sin 2x", "`sin` needs brackets: sin(x).", 1),
        ("x 2", "A sign is missing before `2`; a product is written with `*`.", 3),
        ("2x = 1", "Write only what f(x) equals, without `=`; to compare, use `==`.", 4),
        ("where(x, 1, 2)", "A comparison is needed here, such as x > 0.", 7),
        ("clip(x, 1)", "`clip` takes 3 arguments; here it has 2.", 1),
        ("2 + x^101", "Exponents go up to 100.", 7),
        ("a+b+c+d+x", "A formula has at most 3 parameters; this has 4.", None),
        ("x + |x", "A bar is open here: |x| is the size of x; between two comparisons write `or`.", 5),
        ("f(x)", "There is no function `f`; a product is written with `*`.", 1),
        ("3х", "Formulas have no such character: cyrillic small letter ha.", 2),
    ],
)
def test_the_sentence_says_what_is_wrong_and_where(text: str, sentence: str, position: int | None) -> None:
    with pytest.raises(FormulaError) as refused:
        parse(text)
    assert (refused.value.sentence, refused.value.position) == (sentence, position)


PIECES = st.sampled_from(
    [
        *"x2a()+-*/^<>=,. 'π²βσ−",
        "exp",
        "where",
        "max",
        "and",
        "not",
        "**",
        "==",
        "lambda",
        "f(x)=",
        "np.",
        ".relu()",
        "gelu(",
        "if",
        "else",
        *"|[]{}\\?:;&½⁻⁴ˣ√λµ（，",
        r"\frac{",
        r"\begin{cases}",
        r"\sigma",
        "__",
        "1e",
        "0.",
        "\n",
        "\x00",
    ]
)


@settings(deadline=None, max_examples=300)
@given(text=st.lists(PIECES, max_size=14).map("".join) | st.text(max_size=30))
def test_any_text_is_a_function_or_a_formula_error(text: str) -> None:
    try:
        function = parse(text)
    except FormulaError as error:
        assert error.sentence.isprintable()
        assert not set(error.sentence) & set('[]{}$\\"')
    else:
        assert isinstance(function, FormulaFunction)


def test_no_node_of_python_is_allowed_beside_the_few() -> None:
    allowed = {*parser.READERS, *parser.OPERATORS}
    names = {each.__name__ for each in allowed}
    assert names == {
        *("Constant", "Name", "BinOp", "UnaryOp", "Compare", "BoolOp", "Call"),
        *("Add", "Sub", "Mult", "Div", "Pow", "USub", "Not", "And", "Or"),
        *("Lt", "LtE", "Gt", "GtE", "Eq", "NotEq"),
    }


def test_a_subclass_of_an_allowed_node_is_not_allowed() -> None:
    class Disguised(ast.Name):
        pass

    assert parser.READERS.get(Disguised) is None


def test_the_longest_text_is_refused_for_its_length_alone() -> None:
    with pytest.raises(FormulaError, match=f"at most {LONGEST} characters"):
        parse(" " * (LONGEST + 1))
    assert isinstance(parse(" " * (LONGEST - 1) + "x"), FormulaFunction)
