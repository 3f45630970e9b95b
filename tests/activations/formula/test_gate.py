"""What is not a formula is refused: with little work, in a sentence at its place, and without any effect."""

import ast
import sys
from collections.abc import Iterator
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from activations.formula import FormulaError, FormulaFunction, gate, parse
from activations.formula.tokens import LONGEST
from tests.activations.formula.counting import calls_of

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
    # code: a prefix or a method opens nothing else
    "np.load(x)",
    "torch.load(x)",
    "torch.hub.load(x, x)",
    "os.system(x)",
    "np.__builtins__",
    "np.tanh.__globals__",
    "x.__reduce__()",
    "x.sigmoid",
    "x.sigmoid().__class__",
    "x.exec(x)",
    "np.eval(x)",
    "tanh.np(x)",
    "np",
    "np.",
    ".tanh(x)",
    "x.np.tanh()",
    "math.inf * x",
    "lambda x: open",
    "lambda __class__: x",
    "lambda x: lambda x: lambda x: x",
    "lambda exp: exp",
    "def exec(x): exec(x)",
    "def f(x): import os",
    "return eval(x)",
    "__class__ = x",
    "f(__class__) = x",
    "f(x) = y(x) = x",
    "x = 1",
    "=",
    "=IMPORTDATA(A1)",
    "=A1+B2",
    '=HYPERLINK("x")',
    "if(if(if(x",
    "if " * 290 + "x",
    "x?" * 140 + "x",
    # LaTeX: commands of a formula alone
    r"\input{x}",
    r"\def\x{x}\x",
    r"\write18{ls}",
    r"\frac{x}{\href{javascript:x}{x}}",
    r"\frac",
    r"\frac{x}",
    r"\frac{x}x",
    r"\frac{" * 40 + "x" + "}{x}" * 40,
    r"\frac{x}{" * 31 + "x" + "}" * 31,
    r"\text{x}{\unsafe}",
    r"\operatorname{__import__}(x)",
    r"\operatorname{x + x}",
    r"\begin{document} x",
    r"\begin{cases}",
    r"\begin{cases}" * 40,
    r"\htmlClass{x}{x}",
    r"\url{x}",
    "x\\",
    r"\left\right",
    r"x \\ x",
    # other letters and signs: each is known, none becomes part of a name
    "ｅｖａｌ(x)",
    "ｅxp(x)",
    "𝐞𝐱𝐩(x)",
    "eₓp(x)",
    "exp\u200b(x)",
    "x\u2062x",
    "x\ufeff",
    "＿＿import＿＿(x)",
    "＂x＂",
    "ª + x",
    "²",
    "²" * 2_000,
    "x" + "⁻" * 1_999,
    "x" + "⁽" * 300,
    "½" * 300,
    "√" * 300,
    "|" * 300,
    "|x" * 150,
    "[" * 300,
    "x[x]",
    "[x)",
    "(x}",
    # forms: what is written out counts as if it had been typed
    "gelu(" * 31 + "x" + ")" * 31,
    "leaky_relu(" * 31 + "x" + ")" * 31,
    "x" + ".gelu()" * 40,
    "gelu(gelu(gelu(x)))",
    "gelu(x, x)",
    "leaky_relu(*x)",
    "leaky_relu(x, **x)",
    "pow(9, 9) ** 9 ** 9",
    "pow(x, 101)",
    "LeakyReLU(0.2)(x)",
    "softmax(x)",
]


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
