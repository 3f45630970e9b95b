"""What is not a formula is refused: quickly, in a sentence at its place, and without any effect."""

import ast
import sys
import time
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from activations.formula import FormulaError, FormulaFunction, gate, parse
from activations.formula.tokens import LONGEST

HOSTILE = [
    "__import__('os').system('ls')",
    "__builtins__",
    "x.__class__",
    "().__class__.__bases__[0].__subclasses__()",
    "open('x')",
    "eval('1')",
    "getattr(x, 'grad')",
    "lambda: x",
    "(lambda f: f(f))(lambda f: f(f))",
    "[x for x in x]",
    "{x: x for x in x}",
    "sum(x for i in x)",
    "f'{x}'",
    "'x' * 10",
    "b'x'",
    "(y := x)",
    "x if x > 0 else 0",
    "x; x",
    "x\nx",
    "import os",
    "print(x)",
    "exp(x=x)",
    "exp(*x)",
    "exp(**x)",
    "x[0]",
    "x @ x",
    "x // 2",
    "x % 2",
    "x & 1",
    "~x",
    "x << 9999999",
    "True",
    "None",
    "...",
    "0x10",
    "1_000",
    "9**9**9**9",
    "9**9**9**9**9**9*x",
    "10**101",
    "x ** 1e9",
    "1e999",
    "9" * 500,
    "1/0",
    "log(-1)",
    "exp(exp(exp(9)))",
    "((" * 500,
    "(" * 900 + "x" + ")" * 900,
    "-" * 1900 + "x",
    "not " * 400 + "x",
    "exp(" * 300 + "x" + ")" * 300,
    "x+" * 900 + "x",
    "0 < " * 400 + "x",
    "x^" * 290 + "x",
    "min(" + "x," * 250 + "x)",
    "x" * 1_000_000,
    "(" * 1_000_000,
    "1" * 1_000_000,
    "х",  # Cyrillic
    "ｘ",  # fullwidth
    "𝑥",  # mathematical italic
    "ехр(x)",  # Cyrillic letters in exp
    "x\u200b",
    "\u202ex",
    "\u2066x",
    "x\x00",
    "\x00",
    "<script>alert(1)</script>",
    "<b>x</b>",
    "&lt;x&gt;",
    r"\frac{1}{x}",
    r"\href{javascript:alert(1)}{x}",
    "$x$",
    "${x}",
    "{{x}}",
    "%s",
    "x#y",
    "x'",
    '"x"',
    "`x`",
    "x\\\ny",
    "",
    "   ",
    "foo(x)",
    "f(x)",
    "x(",
    "x y z w a b",
]


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


def test_hostile_texts_are_refused_at_once_and_without_any_effect(listened: list[str]) -> None:
    """The slowest of them takes less time than it takes to sort a list."""
    parse("x")
    ast.parse("x")
    listened.clear()
    begun = time.perf_counter()
    sorted(range(300_000, 0, -1), key=lambda number: number * 7919 % 100_003)
    yardstick = time.perf_counter() - begun
    slowest = 0.0
    for text in HOSTILE:
        begun = time.perf_counter()
        with pytest.raises(FormulaError) as refused:
            parse(text)
        slowest = max(slowest, time.perf_counter() - begun)
        assert refused.value.sentence.endswith((".", "?"))
        assert len(refused.value.sentence) < 200
        position = refused.value.position
        assert position is None or 1 <= position <= len(text) + 1
    assert listened == []
    assert slowest < yardstick


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
        ("sin x", "`sin` needs brackets: sin(x).", 1),
        ("x 2", "A sign is missing before `2`; a product is written with `*`.", 3),
        ("y = x", "Write only what f(x) equals, without `=`; to compare, use `==`.", 3),
        ("where(x, 1, 2)", "A comparison is needed here, such as x > 0.", 7),
        ("clip(x, 1)", "`clip` takes 3 arguments; here it has 2.", 1),
        ("2 + x^101", "Exponents go up to 100.", 7),
        ("a+b+c+d+x", "A formula has at most 3 parameters; this has 4.", None),
        ("x + |x|", "Write abs(x) for the size of x, and `or` between two comparisons.", 5),
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
    allowed = {*gate.READERS, *gate.OPERATORS}
    names = {each.__name__ for each in allowed}
    assert names == {
        *("Constant", "Name", "BinOp", "UnaryOp", "Compare", "BoolOp", "Call"),
        *("Add", "Sub", "Mult", "Div", "Pow", "USub", "Not", "And", "Or"),
        *("Lt", "LtE", "Gt", "GtE", "Eq", "NotEq"),
    }


def test_a_subclass_of_an_allowed_node_is_not_allowed() -> None:
    class Disguised(ast.Name):
        pass

    assert gate.READERS.get(Disguised) is None


def test_the_longest_text_is_refused_for_its_length_alone() -> None:
    with pytest.raises(FormulaError, match=f"at most {LONGEST} characters"):
        parse(" " * (LONGEST + 1))
    assert isinstance(parse(" " * (LONGEST - 1) + "x"), FormulaFunction)
